"""When something may be done to a case, and who hears what was written on it, on plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from bluelamp.kernel.access.decision import Asker
from bluelamp.practice.casework.words import AUDIENCES, LINKS, NATURES

DATA = Path(__file__).parent / "data"
LEAST = 10
"""Characters of a reason at least."""


@dataclass(frozen=True)
class Terms:
    """How long a note may be put right, how long many things at once are taken back, and how many are done at once."""

    edit_for: timedelta
    undo_for: timedelta
    most_at_once: int


def terms(day: date) -> Terms:
    """The terms in force on a day."""
    row = [row for row in _rows() if row["since"] <= day][-1]
    return Terms(
        edit_for=timedelta(minutes=row["edit_minutes"]),
        undo_for=timedelta(minutes=row["undo_minutes"]),
        most_at_once=row["most_at_once"],
    )


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / "policy.yaml").read_text(encoding="utf-8")))


class Heard(Protocol):
    """What somebody put on a case, as far as it decides who hears of it. The rows of ``models.heard`` are such."""

    author_id: int | None
    department: str
    units: Any
    audience: str


def hears(asker: Asker, heard: Heard, *, body: str, works_on_it: bool = False) -> bool:
    """Does somebody who sees the item it hangs on hear of it too? ``body`` is the organisation that answers for it.

    *My own team* are those of the author's units; for an author without units, those of the same organisation or
    department without units; and whoever the case is assigned to.
    """
    if heard.audience in ("shared", "told") or asker.role == "system":
        return True
    if asker.body != body:
        return False
    if heard.audience == "organisation" or works_on_it:
        return True
    if heard.author_id is not None and heard.author_id == asker.actor_id:
        return True
    theirs, units = asker.lpus | asker.teams, frozenset(heard.units)
    return bool(theirs & units) if units else not theirs and heard.department == asker.organisation


def reasons_not_to_write(*, words: str, audience: str, nature: str, is_own: bool) -> list[str]:
    """Why a note cannot be kept like this."""
    against = []
    if not words.strip():
        against.append("Write something.")
    if len(words) > 10_000:
        against.append("Write at most 10,000 characters.")
    if audience not in AUDIENCES:
        against.append("Choose who is to hear of it.")
    if nature not in NATURES:
        against.append("Say whether it is known, or what somebody thinks.")
    if audience == "told" and not is_own:
        against.append("Only the organisation that holds the case writes down what the victim was told.")
    return against


def reasons_not_to_correct(
    *, is_author: bool, written_at: datetime, has_addenda: bool, within: timedelta, now: datetime
) -> list[str]:
    """Why a note stays as it is."""
    if not is_author:
        return ["Only its author can put a note right."]
    if has_addenda:
        return ["It has an addendum already, which speaks of the note as it stands. Add another."]
    if not timedelta(0) <= now - written_at < within:
        minutes = int(within.total_seconds() // 60)
        return [f"A note can be put right for {minutes} minutes. Write an addendum."]
    return []


def reasons_not_to_link(*, are_two: bool, of_one_kind: bool, how: str, reason: str) -> list[str]:
    """Why two cases are not linked."""
    against = _reasons_not_one_pair(are_two=are_two, of_one_kind=of_one_kind, reason=reason)
    return against if how in LINKS else [*against, "Say how they belong together."]


def reasons_not_to_merge(
    *, are_two: bool, of_one_kind: bool, is_gone: bool, keeps_others_gone: bool, reason: str
) -> list[str]:
    """Why the one is not joined with the other. ``is_gone``: it was joined with a third case already."""
    against = _reasons_not_one_pair(are_two=are_two, of_one_kind=of_one_kind, reason=reason)
    if is_gone:
        against.append("It was joined with another case already.")
    if keeps_others_gone:
        against.append("The case to keep was itself joined with another: join with that one.")
    return against


def _reasons_not_one_pair(*, are_two: bool, of_one_kind: bool, reason: str) -> list[str]:
    against = []
    if not are_two:
        against.append("It is the same case.")
    if not of_one_kind:
        against.append("The two are not of one kind.")
    return against + reasons_not_enough(reason)


def reasons_not_enough(reason: str) -> list[str]:
    """Why a reason is no reason."""
    return [] if len(reason.strip()) >= LEAST else [f"Say why, in at least {LEAST} characters."]
