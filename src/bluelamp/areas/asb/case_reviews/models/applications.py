"""Applications under section 104 of the 2014 Act: who asked, what each agency answered, what was decided, appeals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.areas.asb.case_reviews.words import AGENCIES, APPEAL_OUTCOMES, ASKED_BY, CAME, STATES
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.people.models import Person


class Application(models.Model):
    """Somebody asks that the response to their complaints is reviewed. It belongs to the record of their case.

    ``policy`` is the version of the local procedure it is judged by. ``verdict`` is what was counted, complaint by
    complaint, as it stood when it was decided: never worked out again.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    policy = models.CharField(max_length=60)
    victim = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    victim_described = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=10, choices=list(ASKED_BY.items()), default="victim")
    asked_by_name = models.CharField(max_length=150, blank=True)
    has_consented = models.BooleanField(
        default=True, help_text="The victim agrees that agencies compare notes."
    )
    came = models.CharField(max_length=7, choices=list(CAME.items()))
    says = models.TextField(max_length=4000)
    wants = models.TextField(max_length=2000, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="How to reach whoever asked.")
    applied_on = models.DateField()
    state = models.CharField(max_length=12, choices=list(STATES.items()), default="applied")
    is_met = models.BooleanField(null=True)
    verdict = models.JSONField(default=dict)
    decided_on = models.DateField(null=True)
    decided_why = models.CharField(max_length=2000, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)
    submission = models.CharField(max_length=36, null=True, unique=True)

    class Meta:
        ordering = ("-applied_on", "-pk")
        indexes = (models.Index(fields=["state", "applied_on"], name="application_state_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="application_state_is_known"),
            models.CheckConstraint(
                condition=Q(is_met__isnull=True, decided_on__isnull=True)
                | Q(is_met__isnull=False, decided_on__isnull=False),
                name="application_decided_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"application {self.pk}"


class Progress(models.Model):
    """Since when an application stands so, and who saw to it. Only ever added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=list(STATES.items()))
    on = models.DateField()
    note = models.CharField(max_length=2000, blank=True)
    written_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.application}: {self.state}"


class Return(models.Model):
    """What one agency was asked about its own complaints and actions, and what it answered."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="returns")
    agency = models.CharField(max_length=8, choices=list(AGENCIES.items()))
    name = models.CharField(max_length=150, blank=True)
    asked_on = models.DateField()
    due = models.DateField()
    returned_on = models.DateField(null=True)
    says = models.TextField(max_length=4000, blank=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "agency", "name"], name="return_one_of_each_agency"
            ),
        )

    def __str__(self) -> str:
        return f"{self.application}: return of {self.agency}"


class Appeal(models.Model):
    """Whoever asked does not agree: with the threshold decision, or with how the review was held."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="appeals")
    made_on = models.DateField()
    grounds = models.TextField(max_length=4000)
    outcome = models.CharField(max_length=9, choices=list(APPEAL_OUTCOMES.items()), blank=True)
    decided_on = models.DateField(null=True)
    decided_why = models.CharField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application"], condition=Q(outcome=""), name="appeal_one_is_open"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="appeal_decided_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application}: appeal"
