"""The people who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in. What they may see is decided by their memberships, never by this row alone."""
