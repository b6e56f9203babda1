"""When a record is looked at again, and when it may go: on plain values and a clock that is passed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.keeping.words import GROUNDS

DATA = Path(__file__).parent / "data"
LEAST_REASON = 20
"""Signs. Whoever asks in ten years why it was kept, or is gone, wants a sentence."""


@dataclass(frozen=True)
class Group:
    """A retention group, from its first day to its last. Where not ``verified``: to be checked. Periods in years."""

    key: str
    title: str
    says: str
    clear_years: int
    every_years: int
    ends: str
    since: date
    source: str
    verified: bool
    until_age: int | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Questions:
    """What a reviewer is asked, as one version."""

    version: str
    asks: Mapping[str, str]
    source: str
    verified: bool


def groups(day: date) -> dict[str, Group]:
    """The groups in force on a day, by key."""
    return {group.key: group for group in _groups() if group.in_force(day)}


@cache
def _groups() -> tuple[Group, ...]:
    return tuple(Group(**row) for row in _rows("groups"))


def questions(day: date) -> Questions:
    """The questions in force on a day."""
    row = [row for row in _rows("questions") if row["since"] <= day][-1]
    asks = {each["key"]: each["asks"] for each in row["questions"]}
    return Questions(row["version"], asks, row["source"], row["verified"])


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def end_by_age(group: Group, born: date | None) -> date | None:
    """The day a record ends by the person's age; none where the group has no such end, or nobody knows their birth."""
    return years_after(born, group.until_age) if group.until_age and born else None


def next_review(
    group: Group, *, last_event: date, last_review: date | None = None, ends_on: date | None = None
) -> date:
    """When somebody looks again. An event after a review begins the clear period anew; an early review ends none.

    Kept by a review on or after its end by age, a record is looked at again like any other.
    """
    due = years_after(last_event, group.clear_years)
    if last_review is not None and last_review >= last_event:
        due = max(due, years_after(last_review, group.every_years))
    return min(due, ends_on) if ends_on and _ends(ends_on, last_review) else due


def _ends(ends_on: date | None, last_review: date | None) -> bool:
    """Is there an end by age that nobody has decided about yet?"""
    return ends_on is not None and (last_review is None or last_review < ends_on)


def why_due(
    group: Group, *, last_event: date, last_review: date | None, ends_on: date | None, today: date
) -> str:
    """The sentence a reviewer reads: what has passed, and what follows from it."""
    if ends_on and ends_on <= today and _ends(ends_on, last_review):
        return f"The person would be {group.until_age} by now: nothing in this group is kept for longer."
    if last_review is not None and last_review >= last_event:
        return (
            f"It was kept at the last review, {_years(last_review, today)} ago, and has had no event since."
        )
    ends = " Time alone is reason to dispose of it." if group.ends == "lapse" else ""
    return f"It has had no event for {_years(last_event, today)}.{ends}"


def _years(since: date, today: date) -> str:
    passed = today.year - since.year - (years_after(since, today.year - since.year) > today)
    return "one year" if passed == 1 else f"{passed} years" if passed else "less than a year"


def standing(*, is_held: bool, is_proposed: bool, next_review: date, today: date) -> str:
    """One word for the worklist. A hold comes first: it beats everything."""
    if is_held:
        return "held"
    if is_proposed:
        return "waiting"
    return "due" if next_review <= today else "later"


def reasons_not_to_retain(*, rationale: str, answers: Mapping[str, bool], asked: Iterable[str]) -> list[str]:
    """Against keeping a record. Whoever keeps one answers every question and says why."""
    against = []
    if set(answers) != set(asked):
        against.append("Answer every question.")
    if len(rationale.strip()) < LEAST_REASON:
        against.append(f"Say why it is kept, in at least {LEAST_REASON} characters.")
    return against


def reasons_not_to_propose(*, is_held: bool, is_proposed: bool, ground: str, reason: str) -> list[str]:
    """Against putting a record forward for disposal."""
    against = []
    if is_held:
        against.append("A legal hold stands on it. Nothing under a hold is disposed of.")
    if is_proposed:
        against.append("Somebody has put it forward already. A second person decides.")
    if ground not in GROUNDS:
        against.append("Choose the ground on which it goes.")
    if len(reason.strip()) < LEAST_REASON:
        against.append(f"Say why it can go, in at least {LEAST_REASON} characters.")
    return against


def reasons_not_to_approve(*, is_held: bool, is_decided: bool, is_proposer: bool, reason: str) -> list[str]:
    """Against the second person's yes."""
    against = []
    if is_decided:
        against.append("It was decided already.")
    if is_held:
        against.append("A legal hold stands on it. Nothing under a hold is disposed of.")
    if is_proposer:
        against.append("You put it forward yourself. Somebody else has to decide.")
    if len(reason.strip()) < LEAST_REASON:
        against.append(f"Say what you looked at, in at least {LEAST_REASON} characters.")
    return against
