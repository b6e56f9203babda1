"""Notes: written once, put right for a few minutes, added to afterwards, and never deleted but by erasure."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bluelamp.practice.casework.models.heard import Heard
from bluelamp.practice.casework.words import AUDIENCES, NATURES


class Note(Heard):
    """What somebody wrote on a case. ``adds_to`` is the note that this is an addendum to."""

    words = models.TextField(max_length=10_000)
    nature = models.CharField(max_length=8, choices=list(NATURES.items()), default="fact")
    adds_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="addenda")
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["holding", "at"], name="note_holding_at"),)
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="note_says_something"),
            models.CheckConstraint(condition=Q(audience__in=list(AUDIENCES)), name="note_audience_is_known"),
            models.CheckConstraint(condition=Q(nature__in=list(NATURES)), name="note_nature_is_known"),
        )

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.holding_id}"


class NoteBefore(models.Model):
    """A note as it stood until its author put it right."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="before")
    words = models.TextField()
    audience = models.CharField(max_length=12)
    nature = models.CharField(max_length=8)
    until = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.note}, until {self.until}"
