"""How and how often somebody wants to hear from us, each attempt to reach them, and what waits for a supervisor."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises.models.promises import Promise
from bluelamp.practice.promises.words import METHODS, OUTCOMES, TASKS


class ContactPlan(models.Model):
    """What was agreed about keeping in touch. ``every_days`` is empty where the band says how often."""

    holding = models.OneToOneField(Holding, on_delete=models.CASCADE, related_name="+")
    method = models.CharField(max_length=10, choices=list(METHODS.items()), default="phone")
    safe_times = models.CharField(max_length=200, blank=True)
    safe_contact = models.CharField(
        max_length=200, blank=True, help_text="The number or address that is safe."
    )
    voicemail_ok = models.BooleanField(default=False)
    interpreter = models.CharField(max_length=100, blank=True)
    format = models.CharField(
        max_length=200, blank=True, help_text="Large print, easy read, a sign language."
    )
    every_days = models.PositiveSmallIntegerField(null=True)
    may_be_told = models.CharField(max_length=300, blank=True)
    not_to_contact = models.CharField(max_length=300, blank=True)
    is_agreed = models.BooleanField(default=False, help_text="By the victim.")
    agreed_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When somebody ended it, for a reason.")
    ended_why = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    spoken_at = models.DateTimeField(null=True, help_text="When somebody last spoke with them.")
    next_due_at = models.DateTimeField(null=True, help_text="Worked out from the last contact and how often.")
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["next_due_at"], name="contact_plan_next_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_agreed=False, agreed_on__isnull=True)
                | Q(is_agreed=True, agreed_on__isnull=False),
                name="contact_plan_agreed_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="contact_plan_ended_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(every_days__isnull=True) | Q(every_days__gte=1, every_days__lte=90),
                name="contact_plan_often_enough",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: contact plan"


class Attempt(models.Model):
    """Somebody tried to reach them, and how that went. Only ever added."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.SET_NULL, null=True, related_name="attempts")
    method = models.CharField(max_length=10, choices=list(METHODS.items()))
    outcome = models.CharField(max_length=12, choices=list(OUTCOMES.items()))
    note = models.CharField(max_length=500, blank=True)
    told_of_action = models.BooleanField(default=False, help_text="They were told what was done.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    by_organisation = models.CharField(max_length=60)
    submission = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["holding", "at"], name="attempt_of_a_record"),)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="attempt_outcome_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.get_outcome_display()}"


class SupervisorTask(models.Model):
    """Something a supervisor has to decide: nothing closes because nobody answered the telephone."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=list(TASKS.items()))
    raised_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding", "kind"],
                condition=Q(done_at__isnull=True),
                name="supervisor_task_one_is_open",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, note="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(note="")),
                name="supervisor_task_done_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.get_kind_display()}"
