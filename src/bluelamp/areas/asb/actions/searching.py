"""Looking for what a report may be about already: people and cases. What was shown is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from bluelamp.areas.asb import queries
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.queries.counting import Repeat
from bluelamp.areas.asb.queries.similar import Asked, Found
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.people.actions import reading
from bluelamp.kernel.people.queries.finding import Asked as AskedOfPeople
from bluelamp.kernel.people.queries.profiles import Profile

MOST_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Search:
    """What a new report is looked for by."""

    name: str = ""
    born: date | None = None
    phone: str = ""
    lines: str = ""
    spot: Spot = field(default_factory=Spot)
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Who the caller may be, which case it may be, and how often they reported lately."""

    people: tuple[Profile, ...]
    found: Found
    repeat: Repeat


def search(*, by: Scope, asked: Search, now: datetime) -> Result:
    """People by name with birth, telephone or home; cases by them, their household, address and place."""
    require(by, "asb.report")
    with transaction.atomic():
        people = _people(by, asked, now)
        heads = frozenset(whose.head for whose in people)
        found = queries.similar.similar(by, Asked(heads, asked.spot), now=now)
        repeat = queries.counting.repeat(by, heads, now=now)
        audit.record(
            by=by,
            operation="asb.search",
            kind="consultation",
            objects=[f"holding:{one.look.ref}" for one in found.cases],
            detail={"found": len(found.cases), "elsewhere": len(found.elsewhere), "people": len(people)},
        )
    return Result(people, found, repeat)


def _people(by: Scope, asked: Search, now: datetime) -> tuple[Profile, ...]:
    """By telephone first, which is surest; else by the name with whatever else was said."""
    if asked.is_anonymous or not by.may("people.search"):
        return ()
    ways = []
    if asked.phone:
        ways.append(AskedOfPeople(contact=asked.phone))
    if asked.name:
        ways.append(
            AskedOfPeople(name=asked.name, born=asked.born, address=asked.lines if not asked.born else "")
        )
    found: dict[str, Profile] = {}
    for way in ways:
        for whose in reading.search(by=by, asked=way, now=now).people:
            found.setdefault(whose.ref, whose)
    return tuple(found.values())[:MOST_PEOPLE]
