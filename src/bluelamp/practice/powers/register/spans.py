"""Lengths of time as the law gives them, and when a span that begins now is over.

Hours run as the clock runs. Days and months begin with the day itself: an order of three months made on 7 January is
over at the end of 6 April; one of a month made on 31 January, at the end of February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WRITTEN = re.compile(r"P(?:(\d+)Y|(\d+)M|(\d+)D|T(\d+)H)")
UNITS = {"hours": "hour", "days": "day", "months": "month", "years": "year"}
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """So many hours, days, months or years: 1 or more."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.amount < 1:
            raise ValueError(f"{self.amount} {self.unit} is no length of time.")

    def __str__(self) -> str:
        return f"{self.amount} {UNITS[self.unit]}{'' if self.amount == 1 else 's'}"

    def end(self, start: datetime, *, skips_christmas: bool = False) -> datetime:
        """The first moment at which a span that began at ``start`` is over. ``OverflowError`` past the year 9999.

        Hours that ``skips_christmas`` stand still on 25 December.
        """
        if self.unit == "hours":
            return _hours(start, self.amount, skips_christmas)
        day = start.astimezone(LONDON).date()
        over = self.last_day(day) + timedelta(days=1)
        return datetime.combine(over, time(), LONDON)

    def last_day(self, start: date) -> date:
        """The last day of a span of days, months or years that begins with ``start``."""
        if self.unit == "days":
            return start + timedelta(days=self.amount - 1)
        if self.unit == "hours":
            raise ValueError("A span of hours has no last day.")
        return last_of_months(start, self.amount * (12 if self.unit == "years" else 1))


def _hours(start: datetime, hours: int, skips_christmas: bool) -> datetime:
    """So many hours on by the clock of the world, so that neither change of the clocks adds or takes one."""
    at, left = start.astimezone(UTC), timedelta(hours=hours)
    while skips_christmas and (christmas := _next_christmas(at)):
        begins, ends = christmas
        before = max(begins - at, timedelta())
        if before >= left:
            break
        at, left = ends, left - before
    return at + left


def _next_christmas(at: datetime) -> tuple[datetime, datetime]:
    """The 25 December that ``at`` lies in or that comes next, from midnight to midnight."""
    here = at.astimezone(LONDON)
    year = here.year + (here.date() > date(here.year, 12, 25))
    begins = datetime(year, 12, 25, tzinfo=LONDON)
    return begins.astimezone(UTC), datetime(year, 12, 26, tzinfo=LONDON).astimezone(UTC)


def last_of_months(start: date, months: int) -> date:
    """The last day of so many months beginning with ``start``: the day before its like, or the end of a short month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > FOREVER.year:
        raise OverflowError("No calendar goes so far.")
    longest = monthrange(year, month + 1)[1]
    if start.day > longest:
        return date(year, month + 1, longest)
    return date(year, month + 1, start.day) - timedelta(days=1)


def parse(written: str) -> Span:
    """``PT48H``, ``P21D``, ``P3M`` or ``P2Y``, as ISO 8601 writes them. ``ValueError`` for anything else."""
    found = WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(f"{written} is no length of time: write PT48H, P21D, P3M or P2Y.")
    for unit, amount in zip(("years", "months", "days", "hours"), found.groups(), strict=True):
        if amount is not None:
            return Span(int(amount), unit)
    raise ValueError(written)
