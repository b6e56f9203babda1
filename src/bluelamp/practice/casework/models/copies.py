"""Copies of a case that were handed on: to whom, on what ground, and without what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.words import BASES


class HandedOn(models.Model):
    """One copy for somebody outside. ``items`` are the keys of those that went; ``withheld`` how much was barred."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=150)
    basis = models.CharField(max_length=20, choices=list(BASES.items()))
    reason = models.CharField(max_length=500)
    items: models.JSONField[Any, Any] = models.JSONField(default=list)
    withheld = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(recipient=""), name="handed_on_to_somebody"),
            models.CheckConstraint(condition=~Q(reason=""), name="handed_on_says_why"),
            models.CheckConstraint(condition=Q(basis__in=list(BASES)), name="handed_on_basis_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.holding_id} for {self.recipient}"
