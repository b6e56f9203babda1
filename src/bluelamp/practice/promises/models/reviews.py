"""Since when a record is in its band of risk, and the reviews by supervisors that follow from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.together import ENDED, Run
from bluelamp.practice.promises.words import BANDS, RANKS, reviewed_as


class Banding(models.Model):
    """A record's band from a moment on, and who assessed it. The area says so; the row before it ends."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=20, choices=list(BANDS.items()))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding"], condition=Q(until__isnull=True), name="banding_one_stands"
            ),
            models.CheckConstraint(condition=Q(band__in=list(BANDS)), name="banding_band_is_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="banding_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.band}"


class SupervisorReview(models.Model):
    """A review that is due, was done, or fell away because the band changed first.

    ``is_for_closing``: somebody has proposed to close the record, and it stays open until this is done.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    rank = models.CharField(max_length=20, choices=list(RANKS.items()))
    band = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True)
    is_for_closing = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("due_at", "pk")
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="supervisor_review_open_by_due",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["holding", "rank"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="supervisor_review_one_open",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, note="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(note="")),
                name="supervisor_review_done_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding}: {self.get_rank_display()} by {self.due_at:%Y-%m-%d}"

    @property
    def title(self) -> str:
        """Whose review it is, and of what where that is not the band."""
        return reviewed_as(self.rank, is_for_closing=self.is_for_closing)


class ReviewRun(Run):
    """Several reviews that one supervisor did together, with one note. They can always be taken back for a while."""

    note = models.TextField()
    undo_until = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Reviews by {self.by_name}"


class ReviewedTogether(models.Model):
    """How it ended for one review of several."""

    run = models.ForeignKey(ReviewRun, on_delete=models.CASCADE, related_name="rows")
    review = models.ForeignKey(SupervisorReview, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=list(ENDED.items()))
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["run", "review"], name="reviewed_together_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=list(ENDED)), name="reviewed_together_outcome_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.review}: {self.outcome}"
