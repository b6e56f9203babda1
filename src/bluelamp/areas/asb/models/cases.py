"""A case: what goes on at a place or with somebody, held by one organisation and worked until it stops."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.areas.asb.words import ASIDES, QUALIFIERS, STATES
from bluelamp.kernel.access.models import Holding


class Case(models.Model):
    """``state`` is the last row of its :class:`StateChange`; kept here too, as lists are filtered by it.

    Likewise ``reports_count``, ``last_report_at`` and ``neighbourhood``, a code of ``kernel.places``.
    """

    holding = models.OneToOneField(Holding, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    qualifier = models.CharField(max_length=13, choices=list(QUALIFIERS.items()))
    types = models.JSONField(default=list, help_text="Keys of data/types.yaml.")
    state = models.CharField(max_length=16, choices=list(STATES.items()), default="reported")
    address = models.CharField(max_length=200, blank=True)
    neighbourhood = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reports_count = models.PositiveIntegerField(default=0)
    last_report_at = models.DateTimeField(help_text="Of the first report when the case begins.")
    reopened_count = models.PositiveIntegerField(default=0)
    victim_consulted_on = models.DateField(null=True, help_text="About closing the case.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-last_report_at", "-pk")
        indexes = (
            models.Index(fields=["state", "-last_report_at"], name="asb_case_state"),
            models.Index(fields=["neighbourhood", "state"], name="asb_case_neighbourhood"),
            # The orders of the worklist: of all cases, and of the few that are worked on.
            models.Index(fields=["last_report_at", "id"], name="asb_case_last"),
            models.Index(fields=["opened_at", "id"], name="asb_case_opened"),
            models.Index(fields=["reports_count", "id"], name="asb_case_reports"),
            models.Index(fields=["last_report_at", "id"], condition=~Q(state="closed"), name="asb_live_last"),
            models.Index(fields=["opened_at", "id"], condition=~Q(state="closed"), name="asb_live_opened"),
            models.Index(
                fields=["reports_count", "id"], condition=~Q(state="closed"), name="asb_live_reports"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(qualifier__in=list(QUALIFIERS)), name="asb_case_qualifier_known"
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="asb_case_state_known"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="asb_case_closed_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"case {self.holding.ref}"


class StateChange(models.Model):
    """Since when a case is in a state, who moved it there and why; the ``report`` for which it began again, if one did.

    Only ever added.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=16, choices=list(STATES.items()))
    reason = models.CharField(max_length=1000, blank=True)
    report = models.ForeignKey("Report", on_delete=models.SET_NULL, null=True, related_name="reopened")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case}: {self.state}"


class Aside(models.Model):
    """What is true of a case beside its state, from a moment to a moment."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="asides")
    what = models.CharField(max_length=12, choices=list(ASIDES.items()))
    note = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["case", "what"], condition=Q(until__isnull=True), name="asb_aside_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="asb_aside_ends_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.get_what_display()}"


class Approval(models.Model):
    """An inspector agrees that a case at high risk is closed. It holds for the proposal that it answers."""

    proposal = models.ForeignKey(StateChange, on_delete=models.CASCADE, related_name="approvals")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["proposal", "by"], name="asb_approval_once_by_each"),)

    def __str__(self) -> str:
        return f"{self.by_name}: {self.proposal}"
