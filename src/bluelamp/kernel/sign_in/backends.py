"""Whose session this is: Django's own way in, with one plain question for what every request asks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS, connection

from bluelamp.kernel.access.models import User

LATER = ("last_login", "date_joined")
READ = tuple(field.attname for field in User._meta.concrete_fields if field.attname not in LATER)
"""What is read each time; when they joined and last came is fetched where it is asked for."""
WHO = f"SELECT {', '.join(READ)} FROM access_user WHERE id = %s"


class Backend(ModelBackend):
    """Names, passwords and rights as Django has them."""

    def get_user(self, user_id: Any) -> User | None:
        """The person, unless their account was closed."""
        with connection.cursor() as cursor:
            cursor.execute(WHO, [user_id])
            row = cursor.fetchone()
        user = User.from_db(DEFAULT_DB_ALIAS, READ, row) if row else None
        return user if user and self.user_can_authenticate(user) else None
