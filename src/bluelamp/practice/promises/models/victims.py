"""The plan for a vulnerable victim: their risks, who does what by when, and what keeps them safe meanwhile."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.promises.words import ACTION_STATES, MEASURES


class VictimPlan(models.Model):
    """One plan for one record, under the headings of words.PLAN; signed off anew after each change."""

    holding = models.OneToOneField(Holding, on_delete=models.CASCADE, related_name="+")
    risks = models.TextField()
    objectives = models.TextField()
    prevention = models.TextField(blank=True)
    intelligence = models.TextField(blank=True)
    enforcement = models.TextField(blank=True)
    reassurance = models.TextField(blank=True)
    perpetrator_plan = models.TextField(blank=True)
    victims_view = models.TextField(blank=True)
    exit_criteria = models.TextField(blank=True)
    review_on = models.DateField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_by_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_by_name = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="victim_plan_signed_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="victim_plan_ended_whole_or_not",
            ),
            # Not by whoever wrote it: the database itself wants two.
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("changed_by")),
                name="victim_plan_signed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: plan"


class PlanAction(models.Model):
    """Something somebody undertook to do for a victim; another organisation's action is theirs to finish."""

    plan = models.ForeignKey(VictimPlan, on_delete=models.CASCADE, related_name="actions")
    does = models.CharField(max_length=300)
    owner = models.CharField(max_length=150)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=list(ACTION_STATES.items()), default="open")
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)
    ended_note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=list(ACTION_STATES)), name="plan_action_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (Q(state__in=["done", "dropped"], ended_at__isnull=False) & ~Q(ended_note="")),
                name="plan_action_ended_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}: {self.does}"


class SafetyMeasure(models.Model):
    """Something that keeps a victim safe for a time. An urgent marker always has a last day."""

    plan = models.ForeignKey(VictimPlan, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=20, choices=list(MEASURES.items()))
    says = models.CharField(max_length=300)
    since = models.DateField()
    expires_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("expires_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="urgent_marker") | Q(expires_on__isnull=False),
                name="safety_measure_marker_expires",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("since")),
                name="safety_measure_expires_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"
