"""How long each record is kept, what reviewers decided of it, what holds it back, and how it went: all as rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.keeping.words import DECISIONS, GROUNDS


class Keeping(models.Model):
    """One record's place in the schedule. Computed from what the record says of itself; gone when the record is.

    ``ends_on`` is the last day by the person's age, where its group has such a day.
    """

    holding = models.OneToOneField(Holding, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=30, help_text="The key of a group in data/groups.yaml.")
    last_event = models.DateField()
    last_review = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    next_review = models.DateField()

    class Meta:
        ordering = ("next_review", "pk")
        indexes = (models.Index(fields=["next_review"], name="keeping_next_review"),)

    def __str__(self) -> str:
        return f"{self.holding}: {self.next_review}"


class Review(models.Model):
    """Somebody looked at whether a record is still to be kept. Only ever added."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=7, choices=list(DECISIONS.items()))
    group = models.CharField(max_length=30)
    due_on = models.DateField()
    questions_version = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=dict, help_text="Question → yes or no.")
    rationale = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(decision__in=list(DECISIONS)), name="review_decision_is_known"
            ),
            models.CheckConstraint(condition=~Q(rationale=""), name="review_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.get_decision_display()}"


class LegalHold(models.Model):
    """A record that may not go: a trial, an inquiry, a claim, a request to see it. From when, by whom, until when."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_by_name = models.CharField(max_length=150, blank=True)
    lifted_why = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding"], condition=Q(lifted_at__isnull=True), name="legal_hold_one_stands"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_why="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why="")),
                name="legal_hold_lifted_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding} held since {self.since:%Y-%m-%d}"


class Disposal(models.Model):
    """A record put forward to be erased, and the second person's answer. Approved, it was erased in that moment."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=list(GROUNDS.items()))
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_name = models.CharField(max_length=150)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=150, blank=True)
    approved = models.BooleanField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding"], condition=Q(decided_at__isnull=True), name="disposal_one_is_open"
            ),
            models.CheckConstraint(condition=Q(ground__in=list(GROUNDS)), name="disposal_ground_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="disposal_says_why"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, approved__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, approved__isnull=False),
                name="disposal_decided_whole_or_not",
            ),
            # Not one person, however they ask: the database itself wants two.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(approved=False) | ~Q(decided_by=F("proposed_by")),
                name="disposal_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.get_ground_display()}"
