"""When something is due: the six clocks that law and policy count by, on plain values, in London's time.

Hours are real hours, through the nights on which the clocks change. A clock that counts days runs to the last moment of
its last day. What is paused goes on with what was left: hours to the moment, days as whole days, and a day on which the
clock stood still when it ended is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bluelamp.practice.promises.holidays import Calendar, england_and_wales
from bluelamp.practice.promises.words import CLOCKS

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
NEVER: Callable[[date], bool] = lambda day: False  # noqa: E731 - a default that reads as a word

Span = tuple[datetime, datetime]
"""From a moment to a later one, the clock stood still."""


@dataclass(frozen=True, slots=True)
class Length:
    """So much of one clock. ``beginning_with``: the day it starts on is day one already."""

    clock: str
    amount: int
    beginning_with: bool = False

    def __post_init__(self) -> None:
        if self.clock not in CLOCKS:
            raise LookupError(f"There is no clock called {self.clock}.")
        if self.amount < 1:
            raise ValueError("A clock runs for at least one hour, day or month.")
        if self.clock == "CAL_D_INCL":
            object.__setattr__(self, "beginning_with", True)

    @property
    def in_days(self) -> bool:
        """Does it end with a day, and not at a moment?"""
        return self.clock not in {"ELAPSED_H", "ELAPSED_H_EXCL"}


def due(
    length: Length, started: datetime, *, pauses: Iterable[Span] = (), calendar: Calendar | None = None
) -> datetime:
    """The last moment in which it is still in time. ``started`` is aware; what is returned is in London's time.

    Raises ``CalendarEnds`` where it would need a bank holiday that nobody knows yet, ``ValueError`` for a rolling
    clock: that one looks back, and nothing is due by it.
    """
    known = calendar or england_and_wales()
    # In UTC: two readings of London's clock are compared as they are written, and one hour of the year comes twice.
    stood = sorted((since.astimezone(UTC), until.astimezone(UTC)) for since, until in pauses)
    if length.clock == "ELAPSED_H":
        return _hours(length.amount, started, stood, NEVER)
    if length.clock == "ELAPSED_H_EXCL":
        return _hours(length.amount, started, stood, known.is_excluded)
    if length.clock == "ROLLING":
        raise ValueError("A rolling clock looks back: nothing is due by it. Ask for its window.")
    return end_of(_last_day(length, on(started), stood, known))


def end_of(day: date) -> datetime:
    """The last moment of a day in London."""
    return datetime.combine(day, time.max, LONDON)


def on(at: datetime) -> date:
    """The day it is in London at a moment."""
    return at.astimezone(LONDON).date()


def days_after(started: datetime, days: int) -> datetime:
    """The end of the day so many days later: a week after a Monday is the next Monday."""
    return end_of(on(started) + days * DAY)


def moved(due_at: datetime, since: datetime, until: datetime) -> datetime:
    """What was due by a day or moment of its own, after its clock stood still for a time."""
    if is_by_day(due_at):
        return end_of(on(due_at) + (on(until) - on(since)))
    return (due_at.astimezone(UTC) + _between(since, until)).astimezone(LONDON)


def is_by_day(due_at: datetime) -> bool:
    """Is the whole of that day still in time?"""
    return due_at.astimezone(LONDON).time() == time.max


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where that month is shorter. Negative goes back."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def window(today: date, *, days: int = 0, months: int = 0) -> tuple[date, date]:
    """The first and last day of the time just past that ends with today: six months to 7 January begin on 8 July."""
    if (days > 0) == (months > 0):
        raise ValueError("Say how many days, or how many months.")
    return (months_after(today, -months) + DAY if months else today - (days - 1) * DAY), today


def count(days: Iterable[date], today: date, *, within_days: int = 0, within_months: int = 0) -> int:
    """How many of these days lie in the time just past."""
    first, last = window(today, days=within_days, months=within_months)
    return sum(first <= day <= last for day in days)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day


def _last_day(length: Length, start: date, stood: Sequence[Span], known: Calendar) -> date:
    is_still = _still_on(stood)
    if length.clock == "CAL_M":
        end = months_after(start, length.amount)
        stopped = sum(is_still(start + n * DAY) for n in range((end - start).days + 1))
        running = (day for day in _from(end + DAY) if not is_still(day))
        return next(islice(running, stopped - 1, None)) if stopped else end
    counts = known.is_working if length.clock == "WORKING_D" else lambda day: True
    counted = (
        day
        for day in _from(start if length.beginning_with else start + DAY)
        if counts(day) and not is_still(day)
    )
    return next(islice(counted, length.amount - 1, None))


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY


def _still_on(stood: Sequence[Span]) -> Callable[[date], bool]:
    """Days at whose end the clock stood still."""
    spans = [(on(since), on(until)) for since, until in stood]
    return lambda day: any(first <= day < last for first, last in spans)


def _hours(
    amount: int, started: datetime, stood: Sequence[Span], leaves_out: Callable[[date], bool]
) -> datetime:
    left, at = timedelta(hours=amount), started.astimezone(UTC)
    for since, until in stood:
        run = _run(at, since, leaves_out) if since > at else timedelta(0)
        if run >= left:
            break
        left, at = left - run, max(at, until)
    return _advance(at, left, leaves_out)


def _advance(at: datetime, left: timedelta, leaves_out: Callable[[date], bool]) -> datetime:
    """So much time later, leaving out whole days. Time is taken in UTC, where an hour is an hour."""
    if leaves_out is NEVER:
        return (at.astimezone(UTC) + left).astimezone(LONDON)
    while True:
        midnight = _midnight_after(at)
        here = timedelta(0) if leaves_out(on(at)) else _between(at, midnight)
        if here and left <= here:
            return (at.astimezone(UTC) + left).astimezone(LONDON)
        left, at = left - here, midnight


def _run(start: datetime, end: datetime, leaves_out: Callable[[date], bool]) -> timedelta:
    """How long the clock ran between two moments."""
    if leaves_out is NEVER:
        return _between(start, end)
    ran, at = timedelta(0), start
    while at < end:
        until = min(_midnight_after(at), end)
        ran += timedelta(0) if leaves_out(on(at)) else _between(at, until)
        at = until
    return ran


def _between(start: datetime, end: datetime) -> timedelta:
    """Real time: two clock readings in one zone are not subtracted from each other, or a night of 25 hours has 24."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _midnight_after(at: datetime) -> datetime:
    return datetime.combine(on(at) + DAY, time.min, LONDON).astimezone(UTC)
