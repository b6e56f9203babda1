"""A report as it was told, as plain values, and what is wrong with it before anybody keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bluelamp.areas.asb import codes, rules
from bluelamp.areas.asb.places import Spot
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.people.actions.records import Kept


@dataclass(frozen=True, slots=True)
class Caller:
    """Who complains: somebody known by ``ref``, somebody new as ``kept``, or nobody who gave a name."""

    ref: str = ""
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Alleged:
    """Who is said to do it: somebody known by ``ref``, or as the caller describes them."""

    ref: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Landlord:
    """Of the home that it is about: known by the ``key`` of an organisation here or by ``name``, or why it is not."""

    is_known: str = "not_asked"
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was filled in. ``answers`` are question → (answer, note); no caller at all is an anonymous one."""

    channel: str
    received_at: datetime
    happened_from: datetime
    what: str
    qualifier: str
    crime: str
    spot: Spot = field(default_factory=Spot)
    happened_to: datetime | None = None
    is_ongoing: bool = False
    types: tuple[str, ...] = ()
    is_hate: bool = False
    crime_note: str = ""
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    callers: tuple[Caller, ...] = ()
    alleged: tuple[Alleged, ...] = ()
    landlord: Landlord = Landlord()


def check(told: Told, now: datetime) -> None:
    """``NotNow`` with everything that is wrong with it."""
    against = rules.reasons_not_to_report(
        answers={key: answer for key, (answer, _) in told.answers.items()},
        questions=tuple(question.key for question in codes.questions()),
        crime=told.crime,
        crime_note=told.crime_note,
        is_hate=told.is_hate,
    )
    if told.received_at > now or told.happened_from > told.received_at:
        against.append("It cannot have been reported before it happened, nor later than now.")
    if told.happened_to and told.happened_to < told.happened_from:
        against.append("It cannot have ended before it began.")
    known = {each.key for each in codes.types_on(told.received_at.date())}
    if not set(told.types) <= known:
        against.append("Choose types from the list.")
    if not told.what.strip():
        against.append("Say what happened.")
    against += rules.reasons_against_landlord(
        told.landlord.is_known, named=bool(told.landlord.name.strip() or told.landlord.key)
    )
    if against:
        raise NotNow(" ".join(against))


def plain(told: Told) -> dict[str, Any]:
    """What was typed, for the part of the audit record that can be erased."""
    return {
        "what": told.what,
        "address": told.spot.address,
        "alleged": [one.known_as for one in told.alleged],
    }
