"""Local procedures for case reviews, place by place and day by day: thresholds and timings as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.practice.powers.register.spans import Span, parse

DATA = Path(__file__).parent / "data" / "policies.yaml"
MOST = 3
"""No procedure may ask for more qualifying complaints than three (notes to section 104)."""


@dataclass(frozen=True, slots=True)
class Few:
    """A rule of its own for hate: so few incidents in a window, perhaps only where nothing was done."""

    least: int
    window: Span
    without_action: bool


@dataclass(frozen=True, slots=True)
class Community:
    """A rule for a community: so many people in a window who tell of similar things, perhaps where nothing was done."""

    people: int
    window: Span
    without_action: bool


@dataclass(frozen=True, slots=True)
class Timings:
    """How many working days each step may take. They are local and not statutory."""

    acknowledge: int
    returns: int
    decide: int
    panel: int
    outcome: int
    appeal: int


@dataclass(frozen=True)
class Policy:
    """A procedure, from its first day to its last. ``place`` is a district's code, or empty for where none is known.

    ``complain_within`` is from the behaviour to the complaint, ``window`` from the complaint to the application.
    """

    key: str
    title: str
    place: str
    since: date
    until: date | None
    least: int
    window: Span
    complain_within: Span
    recent: Span | None
    counts_household: bool
    hate: Few | None
    community: Community | None
    timings: Timings
    contact: str
    source: str
    verified: bool

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class NotAPolicy(ValueError):
    """A procedure that cannot be right. The sentence says which, and what."""


def every() -> tuple[Policy, ...]:
    """All procedures, whenever they were in force."""
    return _read(DATA)


@cache
def _read(file: Path) -> tuple[Policy, ...]:
    return tuple(policy(row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))


def called(key: str) -> Policy:
    """The procedure with this key; ``LookupError`` when there is none."""
    for each in every():
        if each.key == key:
            return each
    raise LookupError(f"There is no procedure called {key}.")


def in_force(day: date, place: str = "") -> Policy | None:
    """The procedure of a place on a day; the general one where the place has none; none before there was a law."""
    rows = [each for each in every() if each.in_force(day) and each.place in (place, "")]
    return next((each for each in rows if each.place == place), rows[0] if rows else None)


def policy(row: Mapping[str, Any]) -> Policy:
    """A procedure from a row of the file. Raises :class:`NotAPolicy`."""
    key = str(row.get("key", "a procedure without a key"))
    try:
        return _policy(row)
    except NotAPolicy:
        raise
    except KeyError as missing:
        raise NotAPolicy(f"{key}: {missing.args[0]} is missing.") from None
    except (TypeError, ValueError) as wrong:
        raise NotAPolicy(f"{key}: {wrong}") from None


def _policy(row: Mapping[str, Any]) -> Policy:
    made = Policy(
        key=row["key"],
        title=row["title"],
        place=row["place"],
        since=row["from"],
        until=row.get("to"),
        least=row["least"],
        window=parse(row["window"]),
        complain_within=parse(row["complain_within"]),
        recent=parse(row["recent"]) if row.get("recent") else None,
        counts_household=row.get("household", False),
        hate=_few(row.get("hate")),
        community=_community(row.get("community")),
        timings=Timings(**row["working_days"]),
        contact=row.get("contact", ""),
        source=row["source"],
        verified=row["verified"],
    )
    if not 1 <= made.least <= MOST:
        raise NotAPolicy(f"{made.key}: a procedure asks for one to {MOST} complaints.")
    return made


def _few(said: Any) -> Few | None:
    if not said:
        return None
    return Few(said["least"], parse(said["window"]), said.get("without_action", False))


def _community(said: Any) -> Community | None:
    if not said:
        return None
    return Community(said["people"], parse(said["window"]), said.get("without_action", False))
