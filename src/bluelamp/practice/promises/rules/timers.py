"""The timers and what follows from a band, read from data: as they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.clocks import Length
from bluelamp.practice.promises.words import BANDS, GRADES, RANKS

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Timer:
    """One rule, from its first day to its last. ``code`` is the edition of the Victims' Code that it comes from."""

    key: str
    title: str
    says: str
    starts: str
    stops: str
    lengths: Mapping[str, Length]
    passed: str
    source: str
    since: date
    verified: bool
    until: date | None = None
    code: str = ""
    looks_back: Mapping[str, int] | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def length(self, grade: str) -> Length:
        """How long it runs for somebody of this grade; ``LookupError`` where it says nothing of them."""
        found = self.lengths.get(grade) or self.lengths.get("any")
        if found is None:
            raise LookupError(
                f"{self.title}: choose one of {', '.join(GRADES[one] for one in self.lengths)}."
            )
        return found


@dataclass(frozen=True)
class Rhythm:
    """What a band asks for: days between contacts, days to each rank's review, whether a plan is wanted.

    ``closing`` are the days within which a rank reviews what somebody proposed to close.
    """

    band: str
    lead: str
    contact_days: int
    reviews: Mapping[str, int]
    needs_plan: bool
    closing: Mapping[str, int] = field(default_factory=dict)


def timers(day: date) -> dict[str, Timer]:
    """The timers in force on a day, by key."""
    return {timer.key: timer for timer in _timers() if timer.in_force(day)}


def timer(key: str, day: date) -> Timer:
    """One of them; ``LookupError`` when it is not in force."""
    found = timers(day).get(key)
    if found is None:
        raise LookupError(f"No timer called {key} is in force on that day.")
    return found


def promised(day: date) -> dict[str, Timer]:
    """Those that a promise can run by: all but the ones that look back."""
    return {key: one for key, one in timers(day).items() if one.looks_back is None}


def is_repeat(reports: list[date], today: date) -> bool:
    """Three or more reports in the time that the rule looks back."""
    back = timer("repeat-victim", today).looks_back or {}
    return (
        clocks.count(reports, today, within_days=back.get("days", 0), within_months=back.get("months", 0))
        >= 3
    )


def rhythm(band: str, day: date) -> Rhythm:
    """What follows from a band on a day."""
    rows = [block for block in _rows("bands") if block["since"] <= day]
    if not rows or band not in BANDS:
        raise LookupError(f"Nothing is said about the band {band} on that day.")
    return Rhythm(band=band, **rows[-1]["bands"][band])


def reviews_due(band: str, since: datetime) -> dict[str, datetime]:
    """Rank → when its first review is due, from the moment a record came into its band."""
    return _due(rhythm(band, clocks.on(since)).reviews, since)


def closing_reviews_due(band: str, proposed_at: datetime) -> dict[str, datetime]:
    """Rank → when its review is due of a record that somebody proposed to close."""
    return _due(rhythm(band, clocks.on(proposed_at)).closing, proposed_at)


def _due(days: Mapping[str, int], since: datetime) -> dict[str, datetime]:
    return {rank: clocks.days_after(since, days[rank]) for rank in RANKS if rank in days}


@cache
def _timers() -> tuple[Timer, ...]:
    return tuple(_timer(row) for row in _rows("timers"))


def _timer(row: Mapping[str, Any]) -> Timer:
    lengths, looks_back = {}, None
    for grade, said in row["lengths"].items():
        if grade not in GRADES:
            raise LookupError(f"{row['key']}: there is no grade called {grade}.")
        if said["clock"] == "ROLLING":
            looks_back = {said["unit"]: said["amount"]}
        lengths[grade] = Length(**{name: value for name, value in said.items() if name != "unit"})
    return Timer(**(dict(row) | {"lengths": lengths, "looks_back": looks_back}))


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))
