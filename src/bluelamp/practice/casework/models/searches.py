"""Searches that somebody keeps, for themselves or for others. What it finds is decided anew for each who opens it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework.words import SEARCH_AUDIENCES


class SavedSearch(models.Model):
    """A worklist with what was chosen in it. ``chosen`` is the query of its address, as the worklist writes it."""

    worklist = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    chosen = models.CharField(max_length=1000, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=150)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=60, blank=True)
    units: models.JSONField[Any, Any] = models.JSONField(default=list)
    audience = models.CharField(max_length=12, choices=list(SEARCH_AUDIENCES.items()), default="own")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.UniqueConstraint(fields=["owner", "worklist", "title"], name="saved_search_title_once"),
            models.CheckConstraint(condition=~Q(title=""), name="saved_search_has_a_title"),
            models.CheckConstraint(
                condition=Q(audience__in=list(SEARCH_AUDIENCES)), name="saved_search_audience_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.title
