"""Dates as board papers write them: “9th December 2013”, “Monday 9 Dec”, “20/9/2013”, “2013-09-20”, “December
2013”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.ui.formats import MONTHS

SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec")
MONTH = "|".join((*MONTHS, *(month.upper() for month in MONTHS)))
ANY_MONTH = rf"(?:{MONTH}|(?:{'|'.join(SHORT)})\b\.?)"
"""Headings are often in capitals; a month in small letters is a verb or a slip."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = (
    r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?|"
    r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
)
DATE = re.compile(
    rf"\b(?=[\dA-Z])(?:(?:\b(?P<weekday>{WEEKDAY})(?:,|\.)?\s+(?:the\s+)?)?"
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{ANY_MONTH})"
    rf"(?:\s+(?P<american>\d{{1,2}})(?:st|nd|rd|th)?(?=,\s*\d{{4}}))?(?:,?\s+(?P<year>(?:19|"
    rf"20)\d{{2}}))?(?!\w)"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2}(?=\b(?![/.%\d])))\b"
    r"|\b(?P<iso>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})\b)"
)
FINANCIAL_YEAR = re.compile(r"\b(?P<first>20\d\d|19\d\d)\s?[/–-]\s?(?P<second>\d{2}|20\d\d)\b(?![/-]\d)")


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
    """Every date in ``text``. Without a year it is the one nearest to ``near``; impossible ones are left
    out."""
    for found in DATE.finditer(text):
        dated = _read(found, near) if is_date(found) else None
        if dated is not None:
            yield dated


def is_date(found: re.Match[str]) -> bool:
    """“may” and “march” are verbs unless a day or a year stands beside them; so is a lone short “Mar”."""
    if found["month"] is None or found["day"] or found["year"] or found["weekday"]:
        return True
    month = found["month"].capitalize()
    return month in MONTHS and (month not in ("May", "March") or _is_month(found))


def _is_month(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip()
    is_in_list = before.endswith((":", ";")) and re.match(r" \d", found.string[found.end() :])
    return bool(
        is_in_list
        or re.search(
            r"\b(?:in|by|since|until|during|of|for|from|to|between|and|late|early|mid|last|next|"
            r"this)[- ]?$|[-(,]$",
            before,
        )
    )


def year_and_month(found: re.Match[str], near: date) -> tuple[int, int, int] | None:
    """Year, month and day (0 when none is said) as written; ``None`` for a month that does not exist."""
    if found["iso"]:
        return int(found["iso"]), int(found["iso_m"]), int(found["iso_d"])
    if found["d"]:
        year = int(found["y"])
        return (year + 2000 if year < 100 else year), int(found["m"]), int(found["d"])
    month = next(i for i, name in enumerate(SHORT, 1) if found["month"].capitalize().startswith(name[:3]))
    day = int(found["day"] or found["american"] or 0)
    year = int(found["year"]) if found["year"] else _unsaid_year(found, day, month, near)
    return year, month, day


def _read(found: re.Match[str], near: date) -> Dated | None:
    year, month, day = year_and_month(found, near) or (0, 0, 0)
    try:
        first = date(year, month, day or 1)
        last = first if day else date(year, month, monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None
    written_year = found["year"] or found["y"] or found["iso"]
    return Dated(first, last, *found.span(), _weekday(found["weekday"]), bool(day), bool(written_year))


def _weekday(said: str | None) -> str:
    return next((day for day in WEEKDAYS if said and day.startswith(said[:3].capitalize())), "")


def _unsaid_year(found: re.Match[str], day: int, month: int, near: date) -> int:
    """“April to December 2016”: the year is said of the later month. Otherwise it is the nearest."""
    said = TO_LATER.match(found.string, found.end())
    if not said:
        return _nearest_year(day, month, near)
    later = next(i for i, name in enumerate(SHORT, 1) if said["month"].startswith(name[:3]))
    return int(said["year"]) - (month > later)


TO_LATER = re.compile(
    rf"\s?(?:to|and|until|till|-|–)\s?(?:the end of\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<month>{ANY_MONTH})"
    r"\s(?P<year>(?:19|20)\d\d)(?![/-])"
)


def _nearest_year(day: int, month: int, near: date) -> int:
    tried = [
        (abs(date(year, month, min(day or 15, 28)) - near), year)
        for year in range(near.year - 1, near.year + 2)
    ]
    return min(tried)[1]
