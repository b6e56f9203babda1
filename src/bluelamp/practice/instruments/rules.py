"""When a version may move, and an assessment may be made, approved or judged otherwise: the reasons against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.practice.instruments.words import IN_USE, MOVES, NOT_ASSESSED, OVERRIDES, STATES

DATA = Path(__file__).parent / "data"
LEAST_REASON = 10
"""Signs. Enough for a sentence."""


@dataclass(frozen=True)
class Overriding:
    """Role → how many bands it may raise one by, and lower one by; the length of the reason in signs."""

    raises: Mapping[str, int]
    lowers: Mapping[str, int]
    shortest_reason: int

    def may_move(self, role: str, bands: int) -> bool:
        """May this role move a band so far? Up is more than 0, down is less."""
        return abs(bands) <= (self.raises if bands > 0 else self.lowers).get(role, 0)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / "overriding.yaml").read_text(encoding="utf-8")))


def overriding(day: date) -> Overriding:
    """The policy in force on a day."""
    row = [row for row in _rows() if row["since"] <= day][-1]
    return Overriding(row["raise"], row["lower"], row["shortest_reason"])


def reasons_not_to_move(*, before: str, after: str, units: Collection[str], reason: str) -> list[str]:
    """Against putting a version somewhere else in its life."""
    against = []
    if after not in MOVES[before]:
        against.append(
            f"A version that is {STATES[before]} cannot become {STATES.get(after, after or 'nothing')}."
        )
    if after == "pilot" and not units:
        against.append("Choose the units that try it.")
    if after != "pilot" and units:
        against.append("Units are chosen for a pilot alone.")
    return against + _too_short(reason, LEAST_REASON)


def reasons_not_to_load(*, is_there: bool, state: str, is_used: bool, is_same: bool) -> list[str]:
    """Against writing a file over the version of that number. A version that was used stays as it is."""
    if not is_there or is_same or (state == "draft" and not is_used):
        return []
    return ["This version has been used, and stays as it is. Give the changed file a new version."]


def reasons_not_to_assess(
    *, state: str, is_closed: bool, may_assess: bool, sees_risk: bool, may_write: bool
) -> list[str]:
    """Against assessing a record. ``may_write`` is of its owner's own people; others assess for themselves."""
    against = []
    if state not in IN_USE:
        against.append(f"This version is {STATES.get(state, 'not there')}. Choose one that is in use.")
    if is_closed:
        against.append("It is closed: open it again before assessing it.")
    if not may_assess:
        against.append("Your role does not let you assess risk.")
    if not sees_risk or not may_write:
        against.append("What it says of risk is not open to you.")
    return against


def reasons_not_to_answer(*, stage: str, is_theirs: bool) -> list[str]:
    """Against answering one of its questions."""
    against = []
    if stage != "in_progress":
        against.append("It has been finished. Assess again to change an answer.")
    if not is_theirs:
        against.append("It is another organisation's assessment.")
    return against


def reasons_not_to_score(*, stage: str, is_theirs: bool, answered: int) -> list[str]:
    """Against finishing it. What is missing makes it provisional, and is no reason against."""
    against = reasons_not_to_answer(stage=stage, is_theirs=is_theirs)
    if not answered:
        against.append("Nothing has been answered. If they do not want to answer, say so instead.")
    return against


def reasons_not_to_decline(*, stage: str, is_theirs: bool, how: str, why: str) -> list[str]:
    against = reasons_not_to_answer(stage=stage, is_theirs=is_theirs)
    if how not in NOT_ASSESSED:
        against.append("Choose how it came to that.")
    return against + _too_short(why, LEAST_REASON)


def reasons_not_to_approve(*, stage: str, is_theirs: bool, is_assessor: bool) -> list[str]:
    """Against a supervisor's yes. Nobody approves what they assessed themselves."""
    against = []
    if stage != "scored":
        against.append("It is not waiting for a supervisor.")
    if not is_theirs:
        against.append("It is another organisation's assessment.")
    if is_assessor:
        against.append("You made this assessment. Somebody else has to approve it.")
    return against


def reasons_not_to_override(
    *,
    stage: str,
    is_theirs: bool,
    is_assessor: bool,
    role: str,
    before: int,
    after: int | None,
    code: str,
    reason: str,
    policy: Overriding,
) -> list[str]:
    """Against setting another band. ``before`` and ``after`` are ranks, the lowest 0."""
    against = []
    if stage not in ("scored", "current"):
        against.append("Only an assessment that counts today is judged otherwise.")
    if not is_theirs:
        against.append("It is another organisation's assessment.")
    if after is None:
        against.append("Choose a band.")
    elif after == before:
        against.append("It is in that band already.")
    elif after > before and not policy.may_move(role, after - before):
        against.append(_as_far_as(policy.raises.get(role, 0), "raise"))
    elif after < before:
        against += _reasons_not_to_lower(is_assessor, role, before - after, policy)
    if code not in OVERRIDES:
        against.append("Choose the kind of reason.")
    return against + _too_short(reason, policy.shortest_reason)


def _as_far_as(bands: int, does: str) -> str:
    if not bands:
        return f"Your role does not let you {does} a band."
    so_far = "one band" if bands == 1 else f"{bands} bands"
    return f"Your role lets you {does} it by {so_far}. Ask somebody who supervises."


def _reasons_not_to_lower(is_assessor: bool, role: str, bands: int, policy: Overriding) -> Iterable[str]:
    if not policy.lowers:
        yield "A band is raised by judgement, and never lowered: this force has not switched that on."
    elif role not in policy.lowers:
        yield "Only a supervisor may lower a band."
    elif is_assessor:
        yield "You made this assessment. Somebody else has to lower the band."
    elif not policy.may_move(role, -bands):
        yield _as_far_as(policy.lowers[role], "lower")


def _too_short(reason: str, least: int) -> list[str]:
    return [f"Say why, in at least {least} characters."] if len(reason.strip()) < least else []
