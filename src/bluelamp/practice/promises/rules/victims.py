"""What speaks against a plan for a vulnerable victim, its actions, its measures, its end: on plain values."""

from __future__ import annotations

from datetime import date

from bluelamp.practice.promises.rules.promises import reasons_against
from bluelamp.practice.promises.words import ACTION_STATES, MEASURES


def reasons_not_to_write(*, risks: str, objectives: str, review_on: date | None, today: date) -> list[str]:
    """Against a plan as it was filled in."""
    against = []
    if not risks.strip():
        against.append("Say what they are at risk of.")
    if not objectives.strip():
        against.append("Say what the plan is to achieve.")
    if review_on is None or review_on < today:
        against.append("Say on which day the plan is looked at again, today or later.")
    return against


def reasons_not_to_add(*, does: str, owner: str, due_on: date, today: date) -> list[str]:
    """Against an action."""
    against = []
    if not does.strip() or not owner.strip():
        against.append("Say what is to be done, and who does it.")
    if due_on < today:
        against.append("That is in the past. Choose a day that is still to come.")
    return against


def reasons_not_to_end(*, state: str, to: str, note: str) -> list[str]:
    """Against saying that an action is done or dropped."""
    against = []
    if state != "open":
        against.append("It was done or dropped already.")
    if to not in set(ACTION_STATES) - {"open"}:
        against.append("Say whether it was done or is no longer needed.")
    return against + reasons_against(note)


def reasons_not_to_protect(*, kind: str, says: str, since: date, expires_on: date | None) -> list[str]:
    """Against a safety measure. Officers who see an urgent marker act on it, so that none may be left behind."""
    against = []
    if kind not in MEASURES or not says.strip():
        against.append("Say what keeps them safe.")
    if kind == "urgent_marker" and expires_on is None:
        against.append("Say on which day the urgent marker ends.")
    if expires_on is not None and expires_on < since:
        against.append("It ends before it begins.")
    return against


def reasons_not_to_sign(*, is_signed: bool, is_ended: bool, is_author: bool) -> list[str]:
    """Against signing a plan off."""
    against = []
    if is_ended:
        against.append("The plan is over.")
    if is_signed:
        against.append("It is signed off as it stands.")
    if is_author:
        against.append("You wrote it as it stands. Somebody else has to sign it off.")
    return against


def action_standing(*, state: str, due_on: date, today: date) -> str:
    """One word for the page: an action to do is late from the day after."""
    return "late" if state == "open" and due_on < today else state


def measure_standing(*, since: date, ended_on: date | None, expires_on: date | None, today: date) -> str:
    """Does a measure hold yet, and still? Before its first day nobody acts on it."""
    if ended_on is not None:
        return "ended"
    if today < since:
        return "to_come"
    return "expired" if expires_on is not None and expires_on < today else "in_force"
