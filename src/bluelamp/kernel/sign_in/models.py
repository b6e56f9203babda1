"""What is kept of signing in beside what django-allauth keeps: who tried, and which codes were used up."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models
from django.db.models import F, Q


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


class NewStart(models.Model):
    """Somebody lost every factor: one administrator asks that they begin anew, another gives it or refuses."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, help_text="Who asked, and how it was checked that it is them.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved = models.BooleanField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at__isnull=True), name="new_start_one_is_open"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="new_start_says_why"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, approved__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, approved__isnull=False),
                name="new_start_decided_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="new_start_decided_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: asked by {self.asked_by}"
