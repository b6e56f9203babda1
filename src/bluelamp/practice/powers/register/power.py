"""One legal power, as the register has it: what it is for, who may use it, how, how long, and what if it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.practice.powers.register.spans import Span
from bluelamp.practice.powers.words import LADDERS, PLACES, RANKS
from bluelamp.ui.formats import day as said_day

ADULT = 18


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a power may be newly used, and from which day to which."""

    places: tuple[str, ...]
    since: date
    until: date | None = None

    def on(self, day: date, place: str) -> bool:
        return place in self.places and self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Length:
    """How long it may last, for people of these ages; ``most_in_all`` with every extension counted in."""

    ages: str = "any"
    least: Span | None = None
    most: Span | None = None
    most_in_all: Span | None = None
    is_open_ended: bool = False
    skips_christmas: bool = False
    law: str = ""

    def fits(self, age: int | None) -> bool:
        return self.ages == "any" or (age is not None and (self.ages == "child") == (age < ADULT))


@dataclass(frozen=True, slots=True)
class Authority:
    """The rank that authorises it, up to a length; empty for any."""

    rank: str
    up_to: Span | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """Something the law wants in writing, and the step by which it has to be there."""

    key: str
    asks: str
    by: str
    only: str = "any"

    def fits(self, age: int | None) -> bool:
        return self.only == "any" or (age is not None and (self.only == "child") == (age < ADULT))


@dataclass(frozen=True, slots=True)
class Window:
    """Within how long something may or must be done, and where."""

    within: Span
    where: str
    skips_christmas: bool = False

    def until(self, start: datetime) -> datetime:
        """The first moment at which it is too late."""
        return self.within.end(start, skips_christmas=self.skips_christmas)


@dataclass(frozen=True, slots=True)
class Review:
    """How often an order is looked at again while it runs."""

    every: Span
    ages: str = "any"


@dataclass(frozen=True)
class Power:
    """A row of the register. ``verified`` is false until somebody has held it against the law itself.

    ``path`` are the steps before it is in force, in their order; ``optional`` those of them that may be left out.
    """

    key: str
    title: str
    law: str
    sections: str
    says: str
    standing: tuple[Standing, ...]
    applicants: tuple[str, ...]
    subjects: tuple[str, ...]
    test: str
    proof: str
    lengths: tuple[Length, ...]
    path: tuple[str, ...]
    contents: tuple[Needed, ...]
    breach: str
    source: str
    verified: bool
    enabled: bool = True
    optional: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()
    least_age: int | None = None
    most_age: int | None = None
    is_extendable: bool = False
    begins_when_served: bool = False
    consult: str = ""
    service: str = ""
    warning: str = ""
    hearing: Window | None = None
    appeal: Window | None = None
    review: Review | None = None
    replaced_by: tuple[str, ...] = ()
    note: str = ""

    def on(self, day: date, place: str) -> bool:
        """May it be newly used on this day in this place?"""
        return self.enabled and any(each.on(day, place) for each in self.standing)

    def why_not(self, day: date, place: str) -> str:
        """The sentence that refuses it on this day; nothing when it may be used."""
        if self.on(day, place):
            return ""
        if not self.enabled:
            return f"{self.title} is loaded and not switched on: nobody has confirmed that it is in force."
        here = [each for each in self.standing if place in each.places]
        if not here:
            return f"{self.title} does not apply in {PLACES.get(place, place)}."
        if later := [each.since for each in here if each.since > day]:
            return f"{self.title} can be used from {said_day(min(later))}: it is not in force on {said_day(day)}."
        last = max(each.until for each in here if each.until)
        instead = " See what replaced it." if self.replaced_by else ""
        return f"{self.title} could be newly used until {said_day(last)}.{instead}"

    def length(self, age: int | None) -> Length | None:
        """The rule of how long, for somebody of this age; none where nothing is laid down or the age is not known."""
        return next((rule for rule in self.lengths if rule.fits(age)), None)

    @property
    def asks_age(self) -> bool:
        """Does what is allowed depend on how old somebody is?"""
        ages = {rule.ages for rule in self.lengths} | {need.only for need in self.contents}
        return self.least_age is not None or self.most_age is not None or ages > {"any"}

    def authorises(self, rank: str, span: Span | None) -> bool:
        """May this rank authorise it for so long? Where no rank is laid down, anybody who may use it does."""
        if not self.authorities:
            return True
        return any(_reaches(rank, each.rank) and _within(span, each.up_to) for each in self.authorities)

    def ranks(self) -> str:
        """Who authorises it, in words."""
        return "; ".join(
            f"{RANKS[each.rank]} or above" + (f", up to {each.up_to}" if each.up_to else "")
            for each in self.authorities
        )


def _reaches(rank: str, wanted: str) -> bool:
    return any(
        rank in ladder and wanted in ladder and ladder.index(rank) >= ladder.index(wanted)
        for ladder in LADDERS
    )


def _within(span: Span | None, most: Span | None) -> bool:
    if most is None or span is None:
        return True
    return span.unit == most.unit and span.amount <= most.amount
