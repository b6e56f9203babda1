"""Figures as they were taken. A figure is never changed: a correction is a new one that says why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.figures import periods


class Figure(models.Model):
    """One number the force stands behind, with everything needed to check it.

    ``numerator`` and ``denominator`` are weighted sums; ``n`` is people or events, unweighted. ``partitions_digest``
    names the data and ``code_digest`` the declaration that gave it.
    """

    measure = models.CharField(max_length=100)
    basis = models.CharField(max_length=30, blank=True)
    by_default = models.BooleanField(help_text="Whether this is the basis a reader gets who asks for none.")
    area_level = models.CharField(max_length=20, default="force")
    area = models.CharField(max_length=20)
    breakdown = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=60, blank=True)
    period_kind = models.CharField(max_length=20, choices=[(k, v.noun) for k, v in periods.KINDS.items()])
    period_end = models.DateField(help_text="The first day of the last month of the period.")

    value = models.FloatField(
        null=True, help_text="Empty when there is nothing to count: never zero by default."
    )
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    n = models.BigIntegerField()
    effective_n = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    interval_method = models.CharField(max_length=40, blank=True)

    smallest_base = models.PositiveIntegerField(
        default=0, help_text="A smaller n than this is not published."
    )
    partitions_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    marking = models.CharField(max_length=30, default="OFFICIAL")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            # A series asks for one place and every period; the uniqueness below serves one period and every place.
            models.Index(
                fields=[
                    "measure",
                    "period_kind",
                    "area_level",
                    "area",
                    "basis",
                    "breakdown",
                    "category",
                    "period_end",
                ],
                name="figure_identity",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("measure", "basis", "period_kind", "period_end"),
                    *("area_level", "area", "breakdown", "category", "version"),
                ],
                name="figure_version_once",
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True, reason="")
                | (Q(version__gt=1, supersedes__isnull=False) & ~Q(reason="")),
                name="figure_correction_says_why",
            ),
            models.CheckConstraint(condition=Q(n__gte=0), name="figure_n_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.period_kind}:{self.period_end:%Y-%m} · {self.area}"

    @property
    def period(self) -> periods.Period:
        return periods.KINDS[self.period_kind](self.period_end.year, self.period_end.month)


class Taking(models.Model):
    """That one period of one measure was taken, from which data and by which declaration: the newest row counts.

    It is what lets a re-taking pass over everything that has not changed.
    """

    measure = models.CharField(max_length=100)
    basis = models.CharField(max_length=30, blank=True)
    period_kind = models.CharField(max_length=20)
    period_end = models.DateField()
    partitions_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["measure", "basis", "period_kind", "period_end", "id"], name="taking_identity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} by {self.basis or 'month'} · {self.period_kind}:{self.period_end:%Y-%m}"
