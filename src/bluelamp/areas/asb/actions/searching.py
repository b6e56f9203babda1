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


MOST_WORDS = 4
"""A name has few words: “man in a grey hoodie, about thirty” is no name to look for."""


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody is looked for by."""

    name: str = ""
    born: date | None = None
    phone: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a new report is looked for by. ``alleged`` are names, or descriptions of somebody nobody can name."""

    callers: tuple[Named, ...] = ()
    alleged: tuple[str, ...] = ()
    spot: Spot = field(default_factory=Spot)


@dataclass(frozen=True, slots=True)
class Result:
    """Who each of them may be, in their order; which case it may be; and how often the callers reported lately."""

    callers: tuple[tuple[Profile, ...], ...]
    alleged: tuple[tuple[Profile, ...], ...]
    found: Found
    repeat: Repeat


def search(*, by: Scope, asked: Search, now: datetime) -> Result:
    """People by name with birth, telephone or home; cases by them, their household, address and place."""
    require(by, "asb.report")
    with transaction.atomic():
        callers = tuple(_people(by, one, now) for one in asked.callers)
        alleged = tuple(_people(by, Named(name=_name(words)), now) for words in asked.alleged)
        heads = _heads(callers)
        found = queries.similar.similar(by, Asked(heads | _heads(alleged), asked.spot), now=now)
        repeat = queries.counting.repeat(by, heads, now=now)
        audit.record(
            by=by,
            operation="asb.search",
            kind="consultation",
            objects=[f"holding:{one.look.ref}" for one in found.cases],
            detail={
                "found": len(found.cases),
                "elsewhere": len(found.elsewhere),
                "people": sum(len(some) for some in (*callers, *alleged)),
            },
        )
    return Result(callers, alleged, found, repeat)


def _heads(some: tuple[tuple[Profile, ...], ...]) -> frozenset[int]:
    return frozenset(whose.head for people in some for whose in people)


def _name(words: str) -> str:
    return words if len(words.split()) <= MOST_WORDS else ""


def _people(by: Scope, asked: Named, now: datetime) -> tuple[Profile, ...]:
    """By telephone first, which is surest; else by the name with whatever else was said."""
    if not by.may("people.search"):
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
