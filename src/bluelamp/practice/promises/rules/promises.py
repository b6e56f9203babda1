"""How a promise stands, and what speaks against making, keeping, pausing or cancelling one: on plain values."""

from __future__ import annotations

from datetime import datetime, timedelta

from bluelamp.practice.promises.words import FAILED, REACHED, TO

LEAST_REASON = 10
"""Signs. A pause or a cancellation is explained to the victim, so that it wants words."""
SOON = timedelta(days=2)
FURTHEST = timedelta(days=366)
"""No promise to a victim is for longer: a year that was typed wrong would never be missed."""
ATTEMPTS = 3
"""Failed attempts in a row, after which a supervisor decides what happens."""


def state(*, due_at: datetime, kept_at: datetime | None, cancelled: bool, paused: bool, now: datetime) -> str:
    """A word of words.STATES. The last moment is still in time."""
    if cancelled:
        return "cancelled"
    if kept_at is not None:
        return "kept" if kept_at <= due_at else "kept_late"
    if paused:
        return "paused"
    return "missed" if now > due_at else "due"


def reasons_not_to_make(*, says: str, to_role: str, due_at: datetime | None, now: datetime) -> list[str]:
    """Against a new promise. What is past cannot be promised."""
    against = []
    if not says.strip():
        against.append("Say what is promised, as you said it to them.")
    if to_role not in TO:
        against.append("Choose to whom it is promised.")
    if due_at is None:
        against.append("Say by when, or choose what it follows from.")
    elif due_at <= now:
        against.append("That is in the past. Promise something that is still to come.")
    elif due_at - now > FURTHEST:
        against.append("That is more than a year away. Check the year, or promise something sooner.")
    return against


def reasons_not_to_keep(
    *, is_open: bool, is_paused: bool, kept_at: datetime, made_at: datetime, now: datetime
) -> list[str]:
    """Against writing down that it was kept."""
    against = []
    if not is_open:
        against.append("It was kept or cancelled already.")
    if is_paused:
        against.append("Its clock stands still: start it again first.")
    if kept_at > now:
        against.append("It cannot have been kept in the future.")
    if kept_at < made_at:
        against.append("It cannot have been kept before it was made.")
    return against


def reasons_not_to_pause(*, state: str, reason: str) -> list[str]:
    """Against stopping its clock. A missed promise stays missed."""
    against = []
    if state == "paused":
        against.append("Its clock stands still already.")
    elif state != "due":
        against.append("Only the clock of a promise that is still due can be stopped.")
    return against + reasons_against(reason)


def reasons_not_to_cancel(*, is_open: bool, reason: str) -> list[str]:
    """Against taking a promise back. A missed one may be cancelled; that it was missed stays on record."""
    return ([] if is_open else ["It was kept or cancelled already."]) + reasons_against(reason)


def reasons_against(reason: str) -> list[str]:
    """Against a reason that says too little."""
    return [] if len(reason.strip()) >= LEAST_REASON else [f"Say why, in at least {LEAST_REASON} characters."]


def failed_in_a_row(outcomes: list[str]) -> int:
    """How many attempts failed since the last that reached them, or left a safe message; the newest last."""
    failed = 0
    for outcome in reversed(outcomes):
        if outcome not in FAILED:
            break
        failed += 1
    return failed


def wants_supervisor(outcomes: list[str]) -> bool:
    """Have so many attempts failed that a supervisor is told? Never, that it is closed."""
    return failed_in_a_row(outcomes) >= ATTEMPTS


def reached(outcome: str) -> bool:
    """Did somebody speak with them?"""
    return outcome in REACHED
