"""A sample drawn to see how records meet the manual of standards, and what whoever looked found in each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises.words import RESULTS


class Sample(models.Model):
    """A random sample of so many records of each band. The same seed and the same records give the same sample."""

    body = models.CharField(max_length=60, help_text="The organisation whose records it is of.")
    kind = models.CharField(max_length=40)
    lpu = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    until = models.DateField()
    of_each = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40)
    counts = models.JSONField(default=dict, help_text="Band → [drawn, out of how many].")
    standards = models.CharField(max_length=20, help_text="The version of the manual.")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"sample {self.pk} of {self.body}"


class SampledRecord(models.Model):
    """A record in a sample."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="records")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["sample", "holding"], name="sampled_record_drawn_once"),
        )

    def __str__(self) -> str:
        return f"{self.sample}: {self.position}"


class Finding(models.Model):
    """What whoever looked found about one standard in one record. Changed by a later row, never overwritten."""

    record = models.ForeignKey(SampledRecord, on_delete=models.CASCADE, related_name="findings")
    standard = models.CharField(max_length=40)
    result = models.CharField(max_length=13, choices=list(RESULTS.items()))
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(result__in=list(RESULTS)), name="finding_result_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.standard} {self.result}"
