"""Dates as board papers write them: “9th December 2013”, “Monday 9 December”, “20/9/2013”, “December 2013”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.ui.formats import MONTHS

MONTH = "|".join(MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})(?:,?\s+(?P<year>\d{{4}}))?\b"
    r"|\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: its first and last day (equal for a single day), and how it was written."""

    first: date
    last: date
    start: int
    end: int
    weekday: str
    has_day: bool
    has_year: bool


def dates(text: str, near: date) -> Iterator[Dated]:
    """Every date in ``text``. Without a year it is the one nearest to ``near``; impossible ones are left out."""
    for found in DATE.finditer(text):
        dated = _read(found, near)
        if dated is not None:
            yield dated


def _read(found: re.Match[str], near: date) -> Dated | None:
    slashed = found["d"] is not None
    day = int(found["d"] if slashed else found["day"] or 0)
    month = int(found["m"]) if slashed else MONTHS.index(found["month"]) + 1
    written_year = found["y"] if slashed else found["year"]
    try:
        year = int(written_year) if written_year else _nearest_year(day, month, near)
        first = date(year, month, day or 1)
        last = first if day else date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return Dated(first, last, *found.span(), found["weekday"] or "", bool(day), bool(written_year))


def _nearest_year(day: int, month: int, near: date) -> int:
    tried = [
        (abs(date(year, month, min(day or 15, 28)) - near), year)
        for year in range(near.year - 1, near.year + 2)
    ]
    return min(tried)[1]
