"""A record as one organisation holds it: who owns it, how sensitive it is, and who is named on it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.words import SENSITIVITIES, STANCES, STATES
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's: none that look alike. Ten of them are 50 bits, too many to guess through a web page."""


def new_ref() -> str:
    """A reference that tells nothing and cannot be guessed."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


class Holding(models.Model):
    """One record as held by one organisation: a body with a name in law, never one of its departments.

    The record itself points here (``holding = OneToOneField(Holding, related_name="+")``). What people ask *since when*
    of is kept in :class:`HoldingChange`.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=40, help_text="The key of its Kind: what items it has.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    lpu = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", limit_choices_to={"level": "lpu"}
    )
    sensitivity = models.CharField(max_length=12, choices=list(SENSITIVITIES.items()), default="normal")
    state = models.CharField(max_length=8, choices=list(STATES.items()), default="open")
    joined_with = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The record it was found to be: this one is read, and nothing more is written on it.",
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["kind", "organisation", "lpu"], name="holding_kind_owner_lpu"),
            # Of the few that were joined: no list is to begin with the many that were not.
            models.Index(
                fields=["joined_with"], condition=Q(joined_with__isnull=False), name="holding_joined_with"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(sensitivity__in=list(SENSITIVITIES)), name="holding_sensitivity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(joined_with__isnull=True) | ~Q(joined_with=F("id")),
                name="holding_is_joined_with_another",
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="holding_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class HoldingChange(models.Model):
    """Since when a record is restricted, closed or somebody else's, who decided it, and why. Only ever added."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(
        max_length=12, choices=(("sensitivity", "sensitivity"), ("state", "state"), ("owner", "owner"))
    )
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="holding_change_says_why"),)

    def __str__(self) -> str:
        return f"{self.holding}: {self.what} {self.after}"


class NeedToKnow(models.Model):
    """Somebody named on a record because they need to know, or barred from it by a conflict of interest."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=6, choices=list(STANCES.items()), default="named")
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["user", "holding"], name="need_to_know_user"),)
        constraints = (
            models.UniqueConstraint(
                fields=["holding", "user"], condition=Q(until__isnull=True), name="need_to_know_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=list(STANCES)), name="need_to_know_stance_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="need_to_know_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_stance_display()}"


class Transfer(models.Model):
    """A record offered to another organisation, and what that organisation answered. Until then nothing moves."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="transfers")
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted = models.BooleanField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["holding"], condition=Q(answered_at__isnull=True), name="transfer_one_is_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, accepted__isnull=False),
                name="transfer_answered_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding} to {self.to}"
