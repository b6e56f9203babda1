"""Who can see a record, since when and why; what was shared with us, and what we shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Item
from bluelamp.kernel.access.models import (
    Disclosure,
    Grant,
    Holding,
    HoldingChange,
    NeedToKnow,
    Transfer,
    User,
)
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, looks, opened, permitted, visible
from bluelamp.kernel.organisations.models import Organisation, Team


@dataclass(frozen=True)
class Given:
    """A grant with what it comes to today."""

    grant: Grant
    items: tuple[Item, ...]
    standing: str

    @property
    def is_open(self) -> bool:
        return self.standing == "open"


@dataclass(frozen=True)
class Audience:
    """Everything about who can see one record."""

    look: Look
    people: tuple[NeedToKnow, ...]
    given: tuple[Given, ...]
    changes: tuple[HoldingChange, ...]
    disclosures: tuple[Disclosure, ...]
    offer: Transfer | None
    may_share: bool
    may_handle: bool


def audience(scope: Scope, looked: Look, *, now: datetime) -> Audience:
    """Who can see it: for those it belongs to. Wants a look that is one's own."""
    held = looked.holding
    grants = held.grants.select_related("organisation", "team", "person", "agreement").prefetch_related(
        "items", "agreement__categories", "agreement__parties__organisation"
    )
    people = held.people.filter(Q(until__isnull=True) | Q(until__gt=now)).select_related("user")
    return Audience(
        look=looked,
        people=tuple(people),
        given=tuple(_given(looked, grant, now) for grant in grants.order_by("-since", "-pk")),
        changes=tuple(held.changes.order_by("-at", "-pk")),
        disclosures=tuple(held.disclosures.order_by("-at", "-pk")[:100]),
        offer=held.transfers.filter(answered_at__isnull=True).select_related("to").first(),
        may_share=permitted(scope, "holdings.share", looked, now=now).allowed,
        may_handle=permitted(scope, "holdings.compartment", looked, now=now).allowed,
    )


def _given(looked: Look, grant: Grant, now: datetime) -> Given:
    keys = {row.item for row in grant.items.all()}
    items = tuple(item for item in looked.kind.items if item.key in keys)
    return Given(grant, items, standing(looked.holding, grant, now=now))


def standing(held: Holding, grant: Grant, *, now: datetime) -> str:
    """How a grant stands: open, or why it opens nothing today."""
    given = opened(grant)
    if given.withdrawn_at is not None:
        return "withdrawn"
    if given.until is not None and now >= given.until:
        return "expired"
    if given.terms is not None and not given.terms.in_force(now):
        return "closed: its agreement is not in force"
    if held.sensitivity != "normal" and given.person is None:
        return f"closed while the record is {held.sensitivity}"
    return "open"


def given(looked: Look, number: int, *, now: datetime) -> Given:
    """One grant on a record; not found when it is not one of this record."""
    grants = looked.holding.grants.select_related("holding", "organisation", "team", "person", "agreement")
    found = grants.prefetch_related("items").filter(pk=number).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return _given(looked, found, now)


def grants_used(*looks: Look) -> list[Grant]:
    """The grants through which a reader sees records, with the caveats they have to keep to."""
    ways = [way for looked in looks for way in looked.decision.via if way.startswith("grant:")]
    if not ways:
        return []
    keys = [int(way.partition(":")[2]) for way in ways]
    rows = Grant.objects.filter(pk__in=keys).select_related("agreement", "organisation")
    return list(rows.prefetch_related("items"))


def shared_with_us(scope: Scope, *, now: datetime) -> list[Look]:
    """Records of others of which this reader sees something, kind by kind, the newest first."""
    found: list[Look] = []
    for kind in kinds.every():
        theirs = visible(scope, kind, now=now).exclude(organisation__key=scope.body).order_by("-pk")[:200]
        found += looks(scope, kind, theirs, now=now)
    return found


def shared_by_us(scope: Scope, *, now: datetime) -> list[Given]:
    """What is open to others on records that this reader sees as their own, the newest first."""
    found: list[Given] = []
    for kind in kinds.every():
        ours = visible(scope, kind, now=now).filter(
            organisation__key=scope.body, grants__withdrawn_at__isnull=True
        )
        for looked in looks(scope, kind, ours.filter(grants__isnull=False).distinct()[:100], now=now):
            if looked.is_own:
                rows = looked.holding.grants.filter(withdrawn_at__isnull=True).select_related(
                    "holding", "organisation", "team", "person", "agreement"
                )
                found += [_given(looked, grant, now) for grant in rows.prefetch_related("items")]
    return [given for given in found if given.is_open]


def offers(scope: Scope) -> QuerySet[Transfer]:
    """Records that other organisations offer to this reader's, and wait for an answer."""
    require(scope, "holdings.compartment")
    waiting = Transfer.objects.filter(to__key=scope.body, answered_at__isnull=True)
    return waiting.select_related("holding__organisation", "to", "offered_by")


def offered(scope: Scope, number: str) -> Transfer:
    """One of them, by its number as it was sent."""
    found = offers(scope).filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """The organisations something can be shared with: all but the reader's own and departments."""
    return Organisation.objects.exclude(kind="department").exclude(key=scope.body).order_by("name")


def colleagues(organisation: Organisation) -> QuerySet[User]:
    """Those who act for an organisation, or one of its departments, today."""
    theirs = Q(memberships__organisation=organisation) | Q(memberships__organisation__parent=organisation)
    return User.objects.filter(theirs, memberships__until__isnull=True, is_active=True).order_by("username")


def teams(scope: Scope) -> QuerySet[Team]:
    """The teams something can be shared with: those of other organisations."""
    others = Team.objects.exclude(organisation__key=scope.body).exclude(organisation__parent__key=scope.body)
    return others.select_related("organisation__parent").order_by("organisation__name", "name")
