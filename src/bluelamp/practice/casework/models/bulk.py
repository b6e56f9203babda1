"""What was done to many cases at once: one row a case, with how it ended and how it is taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.together import ENDED, Run


class BulkRun(Run):
    """One act on many cases, by one person. ``said`` is what they chose for all of them."""

    worklist = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    chosen = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.act} by {self.by_name}"


class BulkRow(models.Model):
    """One case of a run. ``back`` is what is needed to take it back: numbers and codes, nothing personal."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="rows")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=list(ENDED.items()))
    why = models.CharField(max_length=500, blank=True)
    back: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["run", "holding"], name="bulk_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=list(ENDED)), name="bulk_outcome_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.holding_id}: {self.outcome}"
