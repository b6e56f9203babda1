"""Information-sharing agreements, grants under them, and what went to whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models.holdings import Holding
from bluelamp.kernel.access.words import BASES, CATEGORIES, PURPOSES
from bluelamp.kernel.organisations.models import Organisation, Team


class Agreement(models.Model):
    """What organisations agreed to share, for what, on which legal gateway, from when to when.

    ``ended_at`` ends it at once, whatever its dates say. A day counts when ``starts_on <= day <= ends_on``.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=150)
    purpose = models.CharField(max_length=30, choices=list(PURPOSES.items()))
    summary = models.TextField(
        help_text="What is shared and why, in words that a member of the public understands."
    )
    gateway = models.CharField(max_length=60, help_text="The key of a legal gateway in data/gateways.yaml.")
    asks_purpose = models.BooleanField(
        default=False, help_text="Whoever reads under it says first what for; the audit record keeps it."
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="agreement_ended_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title


class AgreementParty(models.Model):
    """One organisation that signed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_party_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation} in {self.agreement}"


class AgreementCategory(models.Model):
    """One category of data that the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="categories")
    category = models.CharField(max_length=20, choices=list(CATEGORIES.items()))

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "category"], name="agreement_category_once"),
            models.CheckConstraint(
                condition=Q(category__in=list(CATEGORIES)), name="agreement_category_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} in {self.agreement}"


STANDING = ["organisation", "withdrawn_at", "team", "person", "since", "until", "agreement", "holding"]


class Grant(models.Model):
    """Some items of one record, opened to an organisation, or to one team or person of it.

    It stands while ``since <= now < until``, it is not withdrawn, and the ground it was given on still holds.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    basis = models.CharField(max_length=20, choices=list(BASES.items()))
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="grants")
    necessity = models.CharField(
        max_length=1000, help_text="Why it is necessary, and no more than is needed."
    )
    caveats = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_by_name = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["organisation", "holding"], name="grant_organisation"),
            # All that decides whether a grant stands: an organisation's are listed by every question it asks.
            models.Index(fields=STANDING, name="grant_standing"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(necessity=""), name="grant_says_why"),
            models.CheckConstraint(
                condition=Q(basis="agreement", agreement__isnull=False)
                | (~Q(basis="agreement") & Q(basis__in=list(BASES), agreement__isnull=True)),
                name="grant_has_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_name="", withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by_name="") & ~Q(withdrawn_why="")),
                name="grant_withdrawn_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holding} to {self.organisation}"


class GrantItem(models.Model):
    """One item that the grant opens; what is not listed stays."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=40)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["grant", "item"], name="grant_item_once"),)

    def __str__(self) -> str:
        return self.item


class Disclosure(models.Model):
    """What went to whom, when and on what ground: a line when it was opened, and one each time somebody read it."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="disclosures")
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="disclosures")
    how = models.CharField(max_length=10, choices=(("opened", "opened to them"), ("read", "read by them")))
    items = models.JSONField(help_text="The keys of the items that went.")
    recipient = models.CharField(max_length=200)
    basis = models.CharField(max_length=20, choices=list(BASES.items()))
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.holding} {self.get_how_display()}: {self.recipient}"
