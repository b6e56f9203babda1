"""The panel that reviews a case, and what it recommends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bluelamp.areas.asb.case_reviews.models.applications import Application
from bluelamp.areas.asb.case_reviews.words import ANSWERS


class Panel(models.Model):
    """A meeting of the agencies. Whether the victim is invited is considered each time, and a no says why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="panels")
    meets_on = models.DateField()
    chair = models.CharField(max_length=150)
    is_independent = models.BooleanField(help_text="The chair worked for none of the agencies on the case.")
    members = models.CharField(max_length=1000, blank=True)
    is_victim_invited = models.BooleanField()
    not_invited_because = models.CharField(max_length=500, blank=True)
    held_on = models.DateField(null=True)
    findings = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ("meets_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(is_victim_invited=True) | ~Q(not_invited_because=""),
                name="panel_says_why_the_victim_is_not_invited",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application}: panel of {self.meets_on}"


class Recommendation(models.Model):
    """What a panel asks of an agency, and whether it was done. A body has to have regard to it; it may decline."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="recommendations")
    to = models.CharField(max_length=150)
    says = models.CharField(max_length=1000)
    due = models.DateField()
    answer = models.CharField(max_length=8, choices=list(ANSWERS.items()), blank=True)
    answered_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="recommendation_answered_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application}: recommendation"
