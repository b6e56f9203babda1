"""Is there a case of this already? Asked before a new one is made: by person, household, address, place and time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case, Involved, Report
from bluelamp.areas.asb.places import Spot, address_key
from bluelamp.areas.asb.queries.counting import household_of, near
from bluelamp.areas.asb.words import HARMED
from bluelamp.kernel.access.models import Agreement, AgreementParty, Holding
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import Look, looks, visible

LOOKED_BACK = timedelta(days=365)
MOST = 12
"""Cases shown at once: whoever takes a call reads no more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new report is compared by. ``heads`` are the people in it, as they are known today."""

    heads: frozenset[int]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Similar:
    """A case that may be the same, with the reasons, the strongest first."""

    look: Look
    case: Case
    reasons: tuple[str, ...]
    weight: int
    may_add: bool
    why_not: tuple[str, ...]

    @property
    def reopens(self) -> bool:
        return self.case.state == "closed" and self.may_add


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whom to ring about a case that the reader may not see. Nothing of the case itself."""

    organisation: str
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """Cases the reader may see, the likeliest first, and whom to ring about others."""

    cases: tuple[Similar, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case came up: what it weighs, the item of the case that shows it, and how it is said."""

    weight: int
    item: str
    words: str


def similar(scope: Scope, asked: Asked, *, now: datetime) -> Found:
    """Cases that share something with a report."""
    require(scope, "asb.report")
    found, unseen = compared(scope, asked, now=now)
    return Found(tuple(found[:MOST]), _elsewhere(scope, unseen, now))


def compared(scope: Scope, asked: Asked, *, now: datetime) -> tuple[list[Similar], set[int]]:
    """Cases the reader may see that share something, the likeliest first; the holdings of those they may not."""
    reasons = _reasons(asked, now)
    cases = Case.objects.filter(pk__in=list(reasons)).select_related("holding")
    by_holding = {case.holding_id: case for case in cases}
    seen = visible(scope, CASE, now=now).filter(pk__in=list(by_holding))
    open_to = {each.holding.pk: each for each in looks(scope, CASE, seen, now=now)}
    found = [
        one
        for number, case in by_holding.items()
        if number in open_to and (one := _shown(scope, open_to[number], case, reasons[case.pk], now))
    ]
    found.sort(key=lambda one: (-one.weight, -one.case.last_report_at.timestamp()))
    return found, set(by_holding) - set(open_to)


def _reasons(asked: Asked, now: datetime) -> dict[int, list[Reason]]:
    """Case → why it came up."""
    found: dict[int, list[Reason]] = defaultdict(list)
    since = now - LOOKED_BACK
    for case, role in _people(asked.heads):
        item = "complainants" if role in HARMED else "alleged"
        told = "has complained before in it" if role in HARMED else "is named in it"
        found[case].append(Reason(50, item, f"The same person {told}"))
    if asked.heads:
        for case, _ in _people(household_of(asked.heads) - asked.heads):
            found[case].append(Reason(35, "household", "Somebody of the same household is in it"))
    if key := address_key(asked.spot.address):
        same = Report.objects.filter(address_key=key, received_at__gte=since).values_list("case", flat=True)
        for case in set(same):
            found[case].append(Reason(30, "where", "The same address"))
    if asked.spot.easting is not None and asked.spot.northing is not None:
        nearest: dict[int, int] = {}
        for case, away in near(asked.spot.easting, asked.spot.northing, since=since, until=now):
            nearest[case] = min(away, nearest.get(case, away))
        for case, away in nearest.items():
            found[case].append(Reason(20 - away // 10, "where", _far(away)))
    return found


def _people(heads: frozenset[int]) -> list[tuple[int, str]]:
    rows = Involved.objects.filter(person__head__in=heads, until__isnull=True)
    return list(rows.values_list("case", "role").distinct()[:200]) if heads else []


def _far(metres: int) -> str:
    return "At the same spot" if metres < 10 else f"{metres} metres away"


def _shown(scope: Scope, look: Look, case: Case, reasons: list[Reason], now: datetime) -> Similar | None:
    """With the reasons this reader may know; nothing when there is none: it would tell of an item they may not see."""
    open_to = {reason.words: reason for reason in reasons if look.shows(reason.item)}
    if not open_to:
        return None
    ranked = sorted(open_to.values(), key=lambda reason: -reason.weight)
    last = case.last_report_at
    weight = sum(reason.weight for reason in ranked) + _recent(last, now)
    why_not = _reasons_not_to_add(look, case, now)
    words = (*(reason.words for reason in ranked), f"Last reported {ago(last, now)}")
    return Similar(look, case, words, weight, may_add=not why_not, why_not=tuple(why_not))


def _reasons_not_to_add(look: Look, case: Case, now: datetime) -> list[str]:
    if not look.is_own:
        return ["It belongs to another organisation: ring them."]
    if look.facts.is_joined:
        return ["It was joined with another case."]
    if case.state != "closed":
        return []
    return rules.reasons_not_to_reopen(case.state, case.closed_at, now=now)


def _recent(last: datetime, now: datetime) -> int:
    days = (now - last).days
    return 10 if days < 14 else 5 if days < 90 else 0


def ago(then: datetime, now: datetime) -> str:
    """How long since, as it is said."""
    days = (now.date() - then.date()).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def _elsewhere(scope: Scope, holdings: set[int], now: datetime) -> tuple[Elsewhere, ...]:
    """Whom to ring about the others: of the reader's own organisation, or of one they have an agreement with.

    What is restricted or sealed is not there, for anybody who is not named on it.
    """
    rows = Holding.objects.filter(pk__in=holdings, kind=CASE.key, sensitivity="normal").exclude(
        state="erased"
    )
    ours = Q(organisation__key=scope.body) | Q(organisation__in=_agreed_with(scope, now))
    told = rows.filter(ours).values_list("organisation__name", "lpu__name").distinct()
    return tuple(
        Elsewhere(body, unit or "") for body, unit in sorted(told, key=lambda row: (row[0], row[1] or ""))
    )


def _agreed_with(scope: Scope, now: datetime) -> list[int]:
    """The organisations that agreed with the reader's to say who deals with something, for anti-social behaviour."""
    day = now.date()
    agreed = Agreement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        starts_on__lte=day,
        ended_at__isnull=True,
        categories__category="professional",
        parties__organisation__key=scope.body,
    )
    parties = AgreementParty.objects.filter(agreement__in=agreed.values("pk"))
    return list(parties.values_list("organisation", flat=True).distinct())
