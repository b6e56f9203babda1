"""Records opened in an emergency by somebody who usually may not see them, the review of each, and notices of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models.holdings import Holding
from bluelamp.kernel.access.words import GLASS_OUTCOMES
from bluelamp.kernel.organisations.models import Organisation


class BreakGlass(models.Model):
    """One person, one record, one reason, for at most an hour; then somebody else looks at why."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=40)
    reason = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_by = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["user", "holding"], name="glass_user"),)
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="glass_closes_after_it_opens"),
        )

    def __str__(self) -> str:
        return f"{self.holding} by {self.by_name}"


class GlassReview(models.Model):
    """What a second person found."""

    glass = models.OneToOneField(BreakGlass, on_delete=models.CASCADE, related_name="review")
    outcome = models.CharField(max_length=15, choices=list(GLASS_OUTCOMES.items()))
    note = models.CharField(max_length=1000)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(note=""), name="glass_review_says_why"),)

    def __str__(self) -> str:
        return f"{self.glass}: {self.get_outcome_display()}"


class Notice(models.Model):
    """Something a person, or those of an organisation who may do ``act``, should know at once.

    ``words`` hold no personal data, and no more of a record than everybody who is told may know.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300)
    address = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["organisation", "at"], name="notice_organisation_at"),)
        constraints = (
            models.CheckConstraint(
                condition=(Q(act="") & Q(user__isnull=False)) | (~Q(act="") & Q(user__isnull=True)),
                name="notice_has_one_reader",
            ),
        )

    def __str__(self) -> str:
        return self.words


class NoticeSeen(models.Model):
    """Somebody has read it, and when."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["notice", "user"], name="notice_seen_once"),)

    def __str__(self) -> str:
        return f"{self.notice} seen by {self.user}"
