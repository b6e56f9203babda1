"""Made-up cases over ten years, with ten reports each; one in eight is not closed. Most were never assessed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property

from django.utils import timezone

from bench.casework.pouring import moment, next_number, pour
from bench.casework.readers import FORCE, PARTNER
from bluelamp.areas.asb import codes
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import AddressWord, Case, Involved, Report, StateChange
from bluelamp.areas.asb.places import OutsideTheForce, Spot, address_key, address_words, cell, spot
from bluelamp.areas.asb.words import LIVE, QUALIFIERS
from bluelamp.kernel.access.models import Grant, GrantItem, Holding, User
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area
from bluelamp.practice.casework.models import Assignment, Following
from bluelamp.practice.instruments.models import Assessment, Version
from bluelamp.practice.promises.models import Promise
from bluelamp.web.sample.crime import points

Complains = Report.complainants.through
POURED = (Holding, Case, AddressWord, Involved, Report, Complains, StateChange, Assessment, Promise, Assignment,
          Following, Grant, GrantItem)  # fmt: skip
WHAT_IT_IS = ("id", "holding_id", "title", "qualifier", "types", "state", "address", "neighbourhood")
WHEN = ("opened_at", "closed_at", "reports_count", "last_report_at")
SAID = ("id", "case_id", "ref", "agency_id", "received_at", "happened_from", "qualifier", "types")
WHERE = (
    "address",
    "address_key",
    "easting",
    "northing",
    "cell",
    "lsoa",
    "neighbourhood",
    "lpu",
    "priority_area",
)
"""Columns of a case and of a report, in the order in which they are written."""
DAYS, SPREAD = 3_650, 300
"""How far back cases go, and metres around a point of the real map that somebody reports from."""
OPENED = ("title", "state", "qualifier", "where", "reports", "risk")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Drawn:
    """One case as it will be written."""

    number: int
    holding: int
    body: str
    place: Spot
    house: int
    person: int
    state: str
    qualifier: str
    kind: str
    times: tuple[datetime, ...]

    @property
    def is_closed(self) -> bool:
        return self.state == "closed"

    @property
    def address(self) -> str:
        return f"{self.house} {self.place.address}"


@dataclass(frozen=True)
class World:
    """What cases are drawn from."""

    draw: random.Random
    persons: Sequence[int]
    now: datetime

    @cached_property
    def bodies(self) -> dict[str, int]:
        return dict(Organisation.objects.values_list("key", "pk"))

    @cached_property
    def colleagues(self) -> list[tuple[int, str]]:
        """The three readers have a fiftieth of the work each, and their colleagues the rest."""
        return list(User.objects.order_by("pk").values_list("pk", "username"))

    def case(self, number: int, holding: int, reports: int) -> Drawn:
        draw, live = self.draw, self.draw.random() < 1 / 8
        opened = self.now - DAYS * DAY * draw.random() ** (2 if live else 1) - DAY
        left = (self.now - opened).total_seconds()
        later = sorted(min(left, 180 * 86_400) * draw.random() for _ in range(reports - 1))
        return Drawn(
            number=number,
            holding=holding,
            body=PARTNER if draw.random() < 0.03 else FORCE,
            place=draw.choice(places()),
            house=draw.randrange(1, 200),
            person=draw.choice(self.persons),
            state=draw.choice(sorted(LIVE)) if live else "closed",
            qualifier=draw.choice(tuple(QUALIFIERS)),
            kind=draw.choice(codes.types()).key,
            times=(opened, *(opened + timedelta(seconds=each) for each in later)),
        )


@cache
def places() -> list[Spot]:
    """A third of the points of the real month."""
    found = []
    for longitude, latitude, street in points()[::3]:
        try:
            found.append(spot(street.removeprefix("On or "), f"{latitude},{longitude}"))
        except OutsideTheForce:
            continue
    return found


def pour_in(count: int, reports: int, persons: Sequence[int], draw: random.Random) -> int:
    """So many cases, with so many reports each. Returns how many reports came of it."""
    world = World(draw, persons, timezone.now())
    number, holding = next_number(Case), next_number(Holding)
    drawn = [world.case(number + n, holding + n, reports) for n in range(count)]
    _cases(world, drawn)
    made = _reports(world, drawn)
    _worked(world, drawn)
    _shared(world, [one for one in drawn if one.body == FORCE and draw.random() < 0.05])
    return made


def _cases(world: World, drawn: Sequence[Drawn]) -> None:
    units = dict(Area.objects.filter(level="lpu").values_list("code", "pk"))
    pour(
        Holding,
        ("id", "ref", "organisation_id", "lpu_id", "state", "created_at"),
        (
            (
                one.holding,
                f"B{one.holding:09d}",
                world.bodies[one.body],
                units[one.place.lpu] if one.body == FORCE else None,
                "closed" if one.is_closed else "open",
                moment(one.times[0]),
            )
            for one in drawn
        ),
        kind=CASE.key,
    )
    pour(
        Case,
        (*WHAT_IT_IS, *WHEN),
        (
            (
                *(one.number, one.holding, f"{codes.label(one.kind)}, {one.address}", one.qualifier),
                *(json.dumps([one.kind]), one.state, one.address, one.place.neighbourhood),
                *(moment(one.times[0]), moment(one.times[-1] + 30 * DAY) if one.is_closed else None),
                *(world.draw.choice((1, 1, 1, 2, 2, 3, 4, len(one.times))), moment(one.times[-1])),
            )
            for one in drawn
        ),
        summary="Shouting and banging late in the evening.",
    )
    words = ((one.number, word) for one in drawn for word in sorted(address_words(one.address)))
    first = next_number(AddressWord)
    pour(AddressWord, ("id", "case_id", "word"), ((first + n, *row) for n, row in enumerate(words)))
    first = next_number(StateChange)
    pour(
        StateChange,
        ("id", "case_id", "state", "at"),
        ((first + n, one.number, one.state, moment(one.times[0])) for n, one in enumerate(drawn)),
        by_name="bench",
    )


def _reports(world: World, drawn: Sequence[Drawn]) -> int:
    involved, report = next_number(Involved), next_number(Report)
    pour(
        Involved,
        ("id", "case_id", "person_id", "since"),
        ((involved + n, one.number, one.person, moment(one.times[0])) for n, one in enumerate(drawn)),
        role="complainant",
        by_name="bench",
    )
    made = pour(
        Report,
        (*SAID, *WHERE),
        ((report + n, *row) for n, row in enumerate(row for one in drawn for row in _of_case(world, one))),
        channel="phone",
        what="They are shouting and banging again.",
        crime="no_crime",
        boundaries=places()[0].boundaries,
        taken_by_name="bench",
    )
    each = len(drawn[0].times) if drawn else 1
    pour(
        Complains,
        ("id", "report_id", "involved_id"),
        ((report + n, report + n, involved + n // each) for n in range(made)),
    )
    return made


def _of_case(world: World, one: Drawn) -> Iterator[tuple[object, ...]]:
    """The reports of a case: all from one spot near its point."""
    place, draw, types = one.place, world.draw, json.dumps([one.kind])
    east = (place.easting or 0) + draw.randint(-SPREAD, SPREAD)
    north = (place.northing or 0) + draw.randint(-SPREAD, SPREAD)
    where = (one.address, address_key(one.address), east, north, cell(east, north), place.lsoa)
    where += (place.neighbourhood, place.lpu, place.priority_area)
    for n, at in enumerate(one.times):
        said = (one.number, f"R{one.number * len(one.times) + n:09d}", world.bodies[one.body], moment(at))
        yield (*said, moment(at - timedelta(hours=1)), one.qualifier, types, *where)


def _worked(world: World, drawn: Sequence[Drawn]) -> None:
    """Assessments of a third, promises on all, and whose work it is."""
    draw, matrix = world.draw, Version.objects.get(key="asb-ram").pk
    assessed = [one for one in drawn if draw.random() < 1 / 3]
    bands = [draw.choice(("HIGH", "MEDIUM", "MEDIUM", "STANDARD", "STANDARD", "STANDARD")) for _ in assessed]
    first = next_number(Assessment)
    pour(
        Assessment,
        ("id", "holding_id", "organisation_id", "begun_at", "scored_at", "band", "governing"),
        (
            (first + n, one.holding, world.bodies[one.body], *[moment(one.times[0])] * 2, band, band)
            for n, (one, band) in enumerate(zip(assessed, bands, strict=True))
        ),
        instrument_id=matrix, stage="scored", begun_by_name="bench", base=9, added=0,
    )  # fmt: skip
    first = next_number(Promise)
    pour(
        Promise,
        ("id", "holding_id", "made_at", "started_at", "due_at", "kept_at", "kept_how"),
        (
            (first + n, one.holding, *[moment(one.times[0])] * 2, moment(one.times[-1] + 5 * DAY), *kept)
            for n, (one, kept) in enumerate((one, _kept(world, one)) for one in drawn)
        ),
        says="We will ring you.", to_role="complainant", made_by_name="bench", made_for=FORCE,
    )  # fmt: skip
    _taken_on(world, [one for one in drawn if not one.is_closed])


def _kept(world: World, one: Drawn) -> tuple[str | None, str]:
    if one.is_closed or world.draw.random() < 0.8:
        return moment(one.times[-1] + 4 * DAY), "phone"
    return None, ""


def _taken_on(world: World, live: Sequence[Drawn]) -> None:
    draw = world.draw
    theirs = [(one, *draw.choice(world.colleagues)) for one in live if draw.random() < 0.8]
    first = next_number(Assignment)
    pour(
        Assignment,
        ("id", "holding_id", "organisation_id", "user_id", "user_name", "since"),
        (
            (first + n, one.holding, world.bodies[one.body], user, name, moment(one.times[0]))
            for n, (one, user, name) in enumerate(theirs)
        ),
        reason="It is theirs.", by_name="bench",
    )  # fmt: skip
    first = next_number(Following)
    pour(
        Following,
        ("id", "holding_id", "user_id", "since"),
        (
            (first + n, one.holding, user, moment(one.times[0]))
            for n, (one, user, _) in enumerate(theirs[::2])
        ),
    )


def _shared(world: World, shared: Sequence[Drawn]) -> None:
    """Opened to the partner: no more than a case is told by."""
    first, item = next_number(Grant), next_number(GrantItem)
    pour(
        Grant,
        ("id", "holding_id", "since"),
        ((first + n, one.holding, moment(one.times[0])) for n, one in enumerate(shared)),
        organisation_id=world.bodies[PARTNER],
        basis="court",
        necessity="They are their landlord.",
        given_by_name="bench",
    )
    rows = ((first + n, key) for n in range(len(shared)) for key in OPENED)
    pour(GrantItem, ("id", "grant_id", "item"), ((item + n, *row) for n, row in enumerate(rows)))
