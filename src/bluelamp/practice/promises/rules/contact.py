"""How often somebody hears from us, when next, and what to know before ringing them: on plain values."""

from __future__ import annotations

from datetime import date, datetime

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.rules import timers
from bluelamp.practice.promises.words import METHODS, OUTCOMES


def next_due(
    *, spoken_at: datetime | None, since: datetime, every_days: int | None, band: str, ends_on: date | None
) -> datetime | None:
    """The end of the day by which they hear from us again; none where the plan is over before."""
    base = max(spoken_at, since) if spoken_at else since
    due = clocks.days_after(base, every_days or timers.rhythm(band, clocks.on(base)).contact_days)
    return None if ends_on and clocks.on(due) > ends_on else due


def warnings(
    *, method: str, safe_times: str, voicemail_ok: bool, not_to_contact: str, interpreter: str, format: str
) -> list[str]:
    """What stands above the telephone number, so that it is read before anybody dials."""
    said = []
    if safe_times:
        said.append(f"It is safe at these times alone: {safe_times}.")
    if not voicemail_ok:
        said.append("Leave no message: somebody else may hear it.")
    if not_to_contact:
        said.append(f"Do not contact or tell: {not_to_contact}.")
    if interpreter:
        said.append(f"They need an interpreter: {interpreter}.")
    if format:
        said.append(f"They need: {format}.")
    if method in {"letter", "email", "text"}:
        said.append(f"They asked to hear from us {METHODS[method]}.")
    return said


def reasons_not_to_plan(
    *, is_agreed: bool, agreed_on: date | None, ends_on: date | None, today: date
) -> list[str]:
    """Against a contact plan as it was filled in."""
    against = []
    if is_agreed and agreed_on is None:
        against.append("Say on which day they agreed to it.")
    if agreed_on is not None and not is_agreed:
        against.append("A day is given on which they agreed, and it is not said that they did.")
    if agreed_on is not None and agreed_on > today:
        against.append("They cannot have agreed to it in the future.")
    if ends_on is not None and ends_on < today:
        against.append("It ends in the past.")
    return against


def reasons_not_to_attempt(
    *, outcome: str, method: str, voicemail_ok: bool, at: datetime, now: datetime
) -> list[str]:
    """Against an attempt as it was filled in."""
    against = []
    if outcome not in OUTCOMES or method not in METHODS:
        against.append("Say how you tried, and how it went.")
    if at > now:
        against.append("It cannot have been in the future.")
    if outcome == "message_safe" and method == "phone" and not voicemail_ok:
        against.append("The contact plan does not allow a message. If one was left, tell your supervisor.")
    return against
