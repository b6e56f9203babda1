"""The systems of partner agencies, and the answers that were given to what they asked for once only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from oauth2_provider.models import AbstractApplication

from bluelamp.kernel.organisations.models import Organisation


class PartnerSystem(AbstractApplication):
    """A program that acts for one organisation: a housing association's case system, a force's reporting tool.

    ``acts`` are the most it may ever be given; what it sees is decided as for a person of its organisation.
    It is told its secret once, and only a hash of that is kept. ``ended_at`` closes it for good.
    """

    # The library's own, for whoever registers a program of theirs; here nobody does.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    acts = models.JSONField(default=list)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta(AbstractApplication.Meta):
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} · {self.organisation}"

    def is_usable(self, request: object) -> bool:
        """Asked by the token endpoint before it hands out a token."""
        return self.ended_at is None


class GivenAnswer(models.Model):
    """What was answered to a request that carried an ``Idempotency-Key``, so that asking again does nothing twice.

    Kept in the transaction of the request itself. ``asker`` is whose token it was; ``asked`` the digest of the body and
    the organisation it was sent for; ``saw`` the items that others had opened to the asker on the record it is about.
    """

    asker = models.CharField(max_length=80)
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    saw = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["asker", "route", "key"], name="given_answer_once_for_a_key"),
        )
        indexes = (models.Index(fields=["at"], name="given_answer_at"),)

    def __str__(self) -> str:
        return f"{self.route} · {self.status}"
