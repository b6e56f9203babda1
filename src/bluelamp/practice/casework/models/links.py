"""Cases that belong together: linked side by side, or one found to be another. Rows both, and both can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.casework.words import LINKS


class Link(models.Model):
    """Two cases of one kind, in the order of their numbers, and how they belong together."""

    left = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=12, choices=list(LINKS.items()))
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    until = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["left", "right", "how"], condition=Q(until__isnull=True), name="link_stands_once"
            ),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="link_is_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="link_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by_name="", ended_why="")
                | (Q(until__gte=F("since")) & ~Q(ended_by_name="") & ~Q(ended_why="")),
                name="link_ended_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.get_how_display()}"


class CaseMerge(models.Model):
    """One case found to be another: a pointer from the one that is gone to the one that is kept. Nothing else moves."""

    kept = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=150, blank=True)
    undone_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="case_merge_one_stands"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="case_merge_is_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="case_merge_says_why"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by_name="", undone_why="")
                | (Q(undone_at__gte=F("at")) & ~Q(undone_by_name="") & ~Q(undone_why="")),
                name="case_merge_undone_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
