"""Who follows a case, what happened on it for them to hear of, and when they last heard."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.casework.models.heard import Heard
from bluelamp.practice.casework.words import HAPPENINGS, HOW_OFTEN


class Following(models.Model):
    """Somebody wants to hear what happens on a case."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    how_often = models.CharField(max_length=8, choices=list(HOW_OFTEN.items()), default="digest")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding", "user"], condition=Q(until__isnull=True), name="following_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="following_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(how_often__in=list(HOW_OFTEN)), name="following_how_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.holding_id}"


class Happening(Heard):
    """That something of one sort happened on a case, without a word of what."""

    what = models.CharField(max_length=10, choices=list(HAPPENINGS.items()))

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["at"], name="happening_at"),
            models.Index(fields=["holding", "at"], name="happening_holding_at"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(what__in=list(HAPPENINGS)), name="happening_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {self.holding_id}"


class DigestSent(models.Model):
    """Up to when somebody has heard of the cases that they follow."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    up_to = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} up to {self.up_to}"
