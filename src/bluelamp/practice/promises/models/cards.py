"""The "what happens next" card as it was handed over: frozen, whatever becomes of its wording later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises.words import CARD_METHODS


class Card(models.Model):
    """One card, issued or declined. A correction is a new card that names the one it stands for.

    ``fields`` is what was filled in, ``promises`` the lines of what happens next, as they were said.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    wording = models.CharField(max_length=60, help_text="The key of the template and its version.")
    language = models.CharField(max_length=10, default="en")
    method = models.CharField(max_length=10, choices=list(CARD_METHODS.items()))
    fields = models.JSONField(default=dict)
    promises = models.JSONField(default=list)
    declined = models.BooleanField(default=False)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_by_name = models.CharField(max_length=150)
    submission = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["holding"], name="card_of_a_record"),)
        constraints = (
            models.CheckConstraint(condition=Q(method__in=list(CARD_METHODS)), name="card_method_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.holding}: card of {self.issued_at:%Y-%m-%d}"
