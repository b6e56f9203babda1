"""What somebody put on a case for some to hear: the part that notes, files and happenings share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework.words import AUDIENCES


class Heard(models.Model):
    """By whom, for whom and when.

    ``organisation`` is the body that answers for it, ``department`` the key of the part of it the author acted for,
    ``units`` the codes of the author's own units and teams that day: together they are *my own team*.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=60, blank=True)
    units: models.JSONField[Any, Any] = models.JSONField(default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=150)
    audience = models.CharField(max_length=12, choices=list(AUDIENCES.items()))
    at = models.DateTimeField()

    class Meta:
        abstract = True
