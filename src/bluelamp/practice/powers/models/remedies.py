"""Community remedies: what victims were asked, what somebody was offered instead of court, and whether they did it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.people.models import Person
from bluelamp.practice.powers.words import REMEDY_STATES, VIEWS


class Remedy(models.Model):
    """An action of the community remedy document, in place of a court. ``document`` is the version it comes from."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    document = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    described = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=list(REMEDY_STATES.items()), default="opened")
    admitted_at = models.DateTimeField(null=True, help_text="When they admitted it.")
    evidence = models.CharField(
        max_length=1000, help_text="What would be enough for an injunction or a court."
    )
    offered = models.CharField(max_length=60, blank=True, help_text="The key of an action of the document.")
    terms = models.CharField(max_length=500, blank=True, help_text="What exactly is to be done.")
    departs_because = models.CharField(max_length=1000, blank=True)
    offered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    if_not_done = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField()
    opened_by_name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)
    submission = models.CharField(max_length=36, null=True, unique=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(REMEDY_STATES)), name="remedy_state_is_known"),
            models.CheckConstraint(
                condition=Q(offered="", offered_at__isnull=True)
                | (~Q(offered="") & Q(offered_at__isnull=False)),
                name="remedy_offered_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"remedy {self.pk}"


class VictimView(models.Model):
    """What a victim wants done, or the efforts made to find out. Only ever added; the latest of each victim counts."""

    remedy = models.ForeignKey(Remedy, on_delete=models.CASCADE, related_name="views")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    described = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=11, choices=list(VIEWS.items()))
    chosen = models.CharField(max_length=60, blank=True, help_text="The key of an action of the document.")
    view = models.CharField(max_length=1000, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.remedy}: a victim's view"
