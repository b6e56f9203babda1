"""Who works on a case, since when and why; and who answers for which place when a case comes in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area


class Assignment(models.Model):
    """Somebody works on a case for an organisation, one at a time for each; reassigned, it ends and another begins."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=150)
    reason = models.CharField(max_length=500)
    by_rule = models.BooleanField(default=False)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    until = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["user", "holding"], condition=Q(until=None), name="assignment_user_now"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["holding", "organisation"],
                condition=Q(until__isnull=True),
                name="assignment_one_stands",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assignment_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by_name="", ended_why="")
                | (Q(until__gte=F("since")) & ~Q(ended_by_name="") & ~Q(ended_why="")),
                name="assignment_ended_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_name} on {self.holding_id}"


class PlaceOfficer(models.Model):
    """Somebody who takes the new cases of a place: a neighbourhood, or a whole local policing unit."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=40, help_text="The key of the kind of record; empty for every kind.", blank=True
    )
    place = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "kind", "place", "user"],
                condition=Q(until__isnull=True),
                name="place_officer_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="place_officer_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} for {self.place}"
