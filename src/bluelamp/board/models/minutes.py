"""What a meeting decided, asked for and asked, and what became of each: the next paper opens with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.board.words import DECISION, MINUTES, OUTCOMES


class Minute(models.Model):
    """A decision, an action or a question of one meeting. An action and a question have an owner and a day."""

    paper = models.CharField(max_length=40, help_text="The day of the meeting.")
    number = models.PositiveIntegerField(help_text="1, 2, 3… for each meeting.")
    kind = models.CharField(max_length=10, choices=tuple(MINUTES.items()))
    words = models.CharField(max_length=500)
    owner = models.CharField(max_length=150, blank=True, help_text="Who answers for it, by name or by post.")
    due = models.DateField(null=True)
    paragraph = models.PositiveIntegerField(null=True, help_text="The paragraph of the paper it is about.")
    recorded_on = models.DateField()
    recorded_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("paper", "number")
        constraints = (
            models.UniqueConstraint(fields=["paper", "number"], name="minute_number_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(kind=DECISION) | (~Q(owner="") & Q(due__isnull=False)),
                name="minute_has_an_owner_and_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return date.fromisoformat(self.paper)


class Outcome(models.Model):
    """What became of it, as somebody said on a day. ``evidence`` is what shows the effect; nothing closes without."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="outcomes")
    state = models.CharField(max_length=10, choices=tuple(OUTCOMES.items()))
    words = models.CharField(max_length=500)
    evidence = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()
    said_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    said_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="outcome_says_what_became"),)

    def __str__(self) -> str:
        return f"{self.minute}: {self.get_state_display()}"
