"""Orders made under legal powers, and everything that happened to them. All of it belongs to one record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.people.models import Person
from bluelamp.practice.powers.words import (
    APPLICANTS,
    HOW_SERVED,
    KINDS_OF_TERM,
    OUTCOMES_OF_BREACH,
    RANKS,
    STATES,
    SUBJECTS,
)


class Order(models.Model):
    """One power used, or thought of, against somebody or somewhere. ``power`` is its key in the register.

    Whom it binds is a person on the record, or is described: a premises, a place, somebody nobody has named yet.
    ``said`` holds what the law wants written down, by the keys of the power's own list. ``ends_at`` is empty where the
    order runs until further order.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    power = models.CharField(max_length=60)
    applicant = models.CharField(max_length=12, choices=list(APPLICANTS.items()))
    subject = models.CharField(max_length=8, choices=list(SUBJECTS.items()), default="person")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    described = models.CharField(max_length=200, blank=True)
    age = models.PositiveSmallIntegerField(null=True, help_text="Of a person, when the power was considered.")
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="considered")
    said = models.JSONField(default=dict)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    warned_until = models.DateField(null=True, help_text="Until when a warning gave them to put it right.")
    served_at = models.DateTimeField(null=True)
    considered_at = models.DateTimeField()
    considered_by_name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)
    submission = models.CharField(max_length=36, null=True, unique=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["holding", "state"], name="order_holding_state"),
            models.Index(fields=["state", "ends_at"], name="order_state_ends"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="order_state_is_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="order_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.power} {self.pk}"


class Step(models.Model):
    """Something that happened to an order: since when it stands so, who decided, on what ground. Only ever added."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    at = models.DateTimeField(help_text="When it happened; may lie before the day it was written down.")
    note = models.CharField(max_length=1000, blank=True)
    rank = models.CharField(max_length=20, choices=list(RANKS.items()), blank=True)
    until = models.DateTimeField(null=True, help_text="The end it gave the order, where it gave one.")
    written_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.order}: {self.state}"


class Term(models.Model):
    """One thing an order forbids or requires. A requirement names who supervises it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=11, choices=list(KINDS_OF_TERM.items()))
    text = models.CharField(max_length=500)
    due = models.DateField(null=True)
    supervisor = models.CharField(max_length=150, blank=True)
    added_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="term_says_something"),)

    def __str__(self) -> str:
        return f"{self.order}: {self.kind}"


class Service(models.Model):
    """How and when papers were given to somebody. ``what`` is the notice, order or warning."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="services")
    what = models.CharField(max_length=60)
    on = models.CharField(max_length=200)
    how = models.CharField(max_length=10, choices=list(HOW_SERVED.items()))
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.order}: {self.what} served"


class Breach(models.Model):
    """Somebody did not keep to an order, what shows it, and what came of it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="breaches")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=2000)
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES_OF_BREACH.items()), default="reported")
    decided_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(evidence=""), name="breach_has_evidence"),
            models.CheckConstraint(
                condition=Q(outcome="reported", decided_at__isnull=True)
                | (~Q(outcome="reported") & Q(decided_at__isnull=False)),
                name="breach_decided_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}: breach"
