"""What somebody was told would happen, and by when: the promise, its clock, and the times that clock stood still."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises.words import METHODS, SOURCES, TO


class Promise(models.Model):
    """One promise. Whether it was kept is computed from its times: there is no field to say so.

    ``due_at`` is the last moment in which it is still kept, worked out anew when its clock is started again; while the
    clock stands still it is what it was. ``band`` and ``lpu`` are those of the day it was made.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=300, help_text="As it was said to them.")
    to_role = models.CharField(max_length=20, choices=list(TO.items()))
    to_ref = models.CharField(
        max_length=10, blank=True, help_text="The record of the person, if there is one."
    )
    source = models.CharField(max_length=10, choices=list(SOURCES.items()), default="hand")
    timer = models.CharField(max_length=60, blank=True, help_text="A key in data/timers.yaml.")
    grade = models.CharField(max_length=20, blank=True, help_text="Which length of the timer.")
    band = models.CharField(max_length=20, blank=True)
    lpu = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=150)
    made_for = models.CharField(max_length=60, help_text="The organisation that made it.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_named = models.BooleanField(default=False, help_text="It stays with its owner, whoever works on it.")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    kept_how = models.CharField(max_length=10, choices=list(METHODS.items()), blank=True)
    kept_note = models.CharField(max_length=500, blank=True)
    kept_by_name = models.CharField(max_length=150, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=500, blank=True)
    cancelled_by_name = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        ordering = ("due_at", "pk")
        indexes = (
            models.Index(fields=["holding", "due_at"], name="promise_of_a_record"),
            models.Index(
                fields=["due_at"],
                condition=Q(kept_at__isnull=True, cancelled_at__isnull=True),
                name="promise_open_by_due",
            ),
            models.Index(fields=["owner", "due_at"], name="promise_by_owner"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(says=""), name="promise_says_something"),
            models.CheckConstraint(condition=Q(to_role__in=list(TO)), name="promise_to_is_known"),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="promise_due_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kept_at__isnull=True, kept_how="") | (Q(kept_at__isnull=False) & ~Q(kept_how="")),
                name="promise_kept_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | (Q(cancelled_at__isnull=False, kept_at__isnull=True) & ~Q(cancelled_why="")),
                name="promise_cancelled_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(kept_at__isnull=True, cancelled_at__isnull=True),
                name="promise_paused_while_open",
            ),
            models.CheckConstraint(
                condition=Q(is_named=False) | Q(owner__isnull=False), name="promise_named_has_an_owner"
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: due {self.due_at:%Y-%m-%d}"

    @property
    def keeper(self) -> str:
        """What whoever keeps it is called; one that nobody has is with whoever made it."""
        return (self.owner.get_full_name() or self.owner.get_username()) if self.owner else self.made_by_name


class Pause(models.Model):
    """The clock of a promise stood still, since when, why, and until when."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500)
    by_name = models.CharField(max_length=150)
    ended_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["promise"], condition=Q(until__isnull=True), name="pause_one_stands"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.promise} paused {self.since:%Y-%m-%d}"


class PassedOn(models.Model):
    """A promise went from one keeper to the next, because somebody else works on its record: when, by whom and why."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="passed_on")
    before_name = models.CharField(max_length=150)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    why = models.CharField(max_length=500)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="passed_on_says_why"),)

    def __str__(self) -> str:
        return f"{self.promise} passed on {self.at:%Y-%m-%d}"
