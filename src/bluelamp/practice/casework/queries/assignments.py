"""Who works on a case, who could, and how much each has already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bluelamp.kernel.access.decision import Facts, decide
from bluelamp.kernel.access.finding import kinds_with
from bluelamp.kernel.access.models import Holding, Membership, NeedToKnow
from bluelamp.kernel.access.permissions import MAY
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look, looks, visible
from bluelamp.kernel.places import queries as places
from bluelamp.practice.casework.models import Assignment, CaseMerge, PlaceOfficer
from bluelamp.practice.casework.words import ITEMS

WORKING_ROLES = tuple(role for role, acts in MAY.items() if "casework.write" in acts and role != "system")


@dataclass(frozen=True)
class Officer:
    """Somebody who could work on a case, with how many open ones they have; ``against`` says why they cannot."""

    scope: Scope
    username: str
    name: str
    open_cases: int
    against: tuple[str, ...] = ()

    @property
    def user(self) -> int:
        return self.scope.actor_id or 0

    def __str__(self) -> str:
        return f"{self.name}: {self.open_cases} open {'case' if self.open_cases == 1 else 'cases'}"


def standing(looked: Iterable[Look]) -> list[Assignment]:
    """Who works on some cases now, for every organisation."""
    held = [each.holding.pk for each in looked]
    rows = Assignment.objects.filter(holding__in=held, until__isnull=True)
    return list(rows.select_related("organisation", "user").order_by("since"))


def workers(scope: Scope, looked: Iterable[Look]) -> dict[int, str]:
    """Who works on each of some cases: for the reader's own organisation, else for whichever others, which are named.

    For readers who see the notes of them, as the page of a case has it.
    """
    shown = list(looked)
    found = {each.holding.pk: "Nobody" for each in shown}
    theirs: dict[int, list[str]] = {}
    rows = standing(shown)
    for row in rows:
        theirs.setdefault(row.holding_id, []).append(f"{row.user_name}, {row.organisation}")
    ours = {row.holding_id: row.user_name for row in rows if row.organisation.key == scope.body}
    return found | {held: "; ".join(names) for held, names in theirs.items()} | ours


def current(looked: Look, body: str) -> Assignment | None:
    """Who works on a case for one organisation."""
    rows = Assignment.objects.filter(holding=looked.holding, organisation__key=body, until__isnull=True)
    return rows.select_related("user").first()


def worker_of(held: Holding) -> int | None:
    """The number of whoever works on a case for its own organisation."""
    rows = Assignment.objects.filter(holding=held, organisation_id=held.organisation_id, until__isnull=True)
    return rows.values_list("user", flat=True).first()


def workload(users: Iterable[int]) -> dict[int, int]:
    """Open cases of each of these people, leaving out those joined with another."""
    gone = CaseMerge.objects.filter(undone_at__isnull=True, gone=OuterRef("holding"))
    rows = Assignment.objects.filter(user__in=list(users), until__isnull=True, holding__state="open")
    counted = rows.filter(~Exists(gone)).order_by().values_list("user").annotate(Count("pk"))
    return dict(counted)


def officers(scope: Scope, looked: Look, *, now: datetime, everybody: bool = False) -> list[Officer]:
    """Those of the reader's organisation who could work on the case, the one with the fewest open cases first.

    Those of the case's own unit, of no unit, or named on it; ``everybody`` adds the rest of the organisation, with why
    they cannot. Nobody is put forward who could not open the case.
    """
    scopes = _colleagues(scope, looked.holding, everybody)
    facts = _facts_for(scopes, looked, now)
    load = workload(scopes)
    found = []
    for user, (who, username) in scopes.items():
        decision = decide(who, looked.kind.read, facts[user], now=now)
        against = () if decision.allowed else ("They could not open it.",)
        found.append(Officer(who, username, who.actor_name, load.get(user, 0), against))
    open_to = [one for one in found if everybody or not one.against]
    return sorted(open_to, key=lambda one: (one.open_cases, one.name))


def colleagues(scope: Scope) -> list[Officer]:
    """Those of the reader's organisation who work on cases, the one with the fewest open cases first.

    For a reader of some units, those of these units and those of none. Whether each could open a case is asked of
    the case.
    """
    rows = _memberships(scope)
    if scope.lpus:
        near = Q(lpus__code__in=scope.lpus) | Q(lpus__isnull=True, teams__isnull=True)
        rows = rows.filter(near).distinct()
    scopes = {row.user_id: (_scope_of(row), row.user.username) for row in rows}
    load = workload(scopes)
    found = [
        Officer(who, username, who.actor_name, load.get(user, 0)) for user, (who, username) in scopes.items()
    ]
    return sorted(found, key=lambda one: (one.open_cases, one.name))


def burdened(scope: Scope) -> list[tuple[str, str]]:
    """Sign-in name → name and open cases of everybody who works on one for the reader's organisation.

    Whoever left is among them, until their cases are handed over. For a reader of some units, on cases of these.
    """
    rows = Assignment.objects.filter(until__isnull=True, organisation__key=scope.body, holding__state="open")
    if scope.lpus:
        rows = rows.filter(holding__lpu__code__in=scope.lpus)
    found = rows.order_by("user_name").values_list("user__username", "user_name").annotate(Count("pk"))
    return [(username, f"{name}: {open_cases} open") for username, name, open_cases in found]


def somebody(scope: Scope, username: str) -> Scope | None:
    """A colleague of the reader's organisation who works on cases, by sign-in name."""
    rows = _memberships(scope).filter(user__username__iexact=username.strip())
    return next((_scope_of(row) for row in rows), None)


def could_open(who: Scope, looked: Sequence[Look], *, now: datetime) -> frozenset[int]:
    """Those among some cases of one kind that a colleague may see; one question for all of them."""
    if not looked:
        return frozenset()
    rows = visible(who, looked[0].kind, now=now).filter(pk__in=[each.holding.pk for each in looked])
    return frozenset(rows.values_list("pk", flat=True))


def taking(looked: Look, codes: Sequence[str]) -> list[tuple[str, list[PlaceOfficer]]]:
    """Who answers for each of some places, by their codes in the order they are asked: the smallest place first."""
    rows = PlaceOfficer.objects.filter(
        Q(kind="") | Q(kind=looked.kind.key),
        organisation=looked.holding.organisation,
        place__code__in=codes,
        until__isnull=True,
    )
    by_place: dict[str, list[PlaceOfficer]] = {}
    for row in rows.select_related("place", "user"):
        by_place.setdefault(row.place.code, []).append(row)
    return [(code, by_place[code]) for code in codes if code in by_place]


def cases_of(scope: Scope, user: int, *, now: datetime, most: int = 200) -> list[Look]:
    """The open cases that somebody works on, as far as the reader may see them."""
    mine = Assignment.objects.filter(user=user, until__isnull=True, organisation__key=scope.body)
    found: list[Look] = []
    for kind in kinds_with(*ITEMS):
        seen = visible(scope, kind, now=now).filter(state="open", pk__in=mine.values("holding"))
        found += looks(scope, kind, seen.order_by("pk")[:most], now=now)
    return found


def _memberships(scope: Scope) -> QuerySet[Membership]:
    rows = Membership.objects.filter(until__isnull=True, user__is_active=True, role__in=WORKING_ROLES)
    rows = rows.filter(Q(organisation__key=scope.body) | Q(organisation__parent__key=scope.body))
    return rows.select_related("user", "organisation__parent").prefetch_related("lpus", "teams")


def _colleagues(scope: Scope, held: Holding, everybody: bool) -> dict[int, tuple[Scope, str]]:
    rows = _memberships(scope)
    if not everybody:
        named = NeedToKnow.objects.filter(holding=held, stance="named", until__isnull=True)
        theirs = Q(lpus=held.lpu) if held.lpu_id else Q()
        team = Q(teams=held.team) if held.team_id else Q(pk__in=())
        whole = Q(lpus__isnull=True, teams__isnull=True)
        rows = rows.filter(theirs | team | whole | Q(user__in=named.values("user"))).distinct()
    return {row.user_id: (_scope_of(row), row.user.username) for row in rows}


def _scope_of(membership: Membership) -> Scope:
    """What a colleague is today, as :meth:`Scope.of` has it; asked for many at once."""
    user, body = membership.user, membership.organisation.body
    return Scope(
        actor_id=user.pk,
        actor_name=user.get_full_name() or user.get_username(),
        role=membership.role,
        organisation=membership.organisation.key,
        lpus=frozenset(area.code for area in membership.lpus.all()),
        teams=frozenset(team.code for team in membership.teams.all()),
        regime=membership.organisation.regime,
        body=body.key,
    )


def _facts_for(scopes: Iterable[int], looked: Look, now: datetime) -> dict[int, Facts]:
    """The case as it decides for each colleague: what was opened to the reader in person does not count for them."""
    rows = NeedToKnow.objects.filter(Q(until__isnull=True) | Q(until__gt=now), holding=looked.holding)
    stances = set(rows.values_list("user", "stance"))
    shared = tuple(grant for grant in looked.facts.grants if grant.person is None)
    return {
        user: replace(
            looked.facts,
            is_named=(user, "named") in stances,
            is_barred=(user, "barred") in stances,
            glass_until=None,
            grants=shared,
        )
        for user in scopes
    }


def place_officers(scope: Scope) -> list[PlaceOfficer]:
    """Who takes the new cases of which place, in the reader's organisation."""
    rows = PlaceOfficer.objects.filter(organisation__key=scope.body, until__isnull=True)
    if scope.lpus:
        unit_of = places.unit_of()
        near = {code for code, unit in unit_of.items() if unit in scope.lpus} | scope.lpus
        rows = rows.filter(place__code__in=near)
    return list(rows.select_related("place", "user").order_by("place__name", "user__username"))
