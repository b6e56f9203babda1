"""What is kept of signing in beside what django-allauth keeps: who tried, and which codes were used up."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import models


class Try(models.Model):
    """Somebody tried a name from an address, in vain or not. Both are tags: people type passwords where names go.

    ``subject`` tags the name, or for a code the account whose code it was to be.
    """

    at = models.DateTimeField()
    subject = models.CharField(max_length=64)
    network = models.CharField(max_length=64)
    let_in = models.BooleanField()

    class Meta:
        indexes = (
            models.Index(fields=["subject", "at"], name="try_subject_at"),
            models.Index(fields=["network", "at"], name="try_network_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} · {'let in' if self.let_in else 'refused'}"


class SpentCode(models.Model):
    """A code that was used: the half-minute of an app, or the place of a recovery code. It is kept once."""

    factor = models.ForeignKey(Authenticator, on_delete=models.CASCADE, related_name="+")
    mark = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["factor", "mark"], name="code_is_used_once"),)

    def __str__(self) -> str:
        return f"{self.factor_id} · {self.mark}"
