"""When a row of a spreadsheet speaks of: a day, a week, a month, a quarter, a year, or whatever its label says.

How far apart rows lie is found from all of them together; a label that looks like a date and is none is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from bluelamp.ui import formats
from bluelamp.ui.charts import Moment

Every = Literal["day", "week", "month", "quarter", "year", "label"]
EVERY: tuple[Every, ...] = ("day", "week", "month", "quarter", "year", "label")
NOUNS = {**{every: every for every in EVERY}, "label": "point"}
HOW = {
    "day": "2013-11-04 or 4 November 2013",
    "week": "2013-W45 or the day it begins on, 4 November 2013",
    "month": "2013-11 or Nov 2013",
    "quarter": "2013-Q4",
    "year": "2013 or 2013/14",
    "label": "a label of the file",
}
MOST = {"day": 20_000, "week": 5_000}
"""Points in a series; a longer one has a mistyped date. Months, quarters and years: 2,400."""
ROOM_TO_TELL = 4
"""Rows from which a step of seven days, or of three months, is taken for a week or a quarter."""

YEAR, MONTH_NAME, DAY = r"(?P<year>\d{4}|\d{2})", r"(?P<name>[a-z]{3,9})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:w/?c |week commencing |week of )?"
PATTERNS: tuple[tuple[Every, str], ...] = (
    ("week", r"(?P<year>\d{4})[ -]?w(?:eek ?)?(?P<week>\d{1,2})|w(?:ee)?k? ?(?P<week2>\d{1,2})[ ,-]+(?P<year2>\d{4})"),
    ("quarter", r"(?P<year>\d{4})[ -]?q(?P<quarter>[1-4])|q(?P<quarter2>[1-4])[ ,-]+(?P<year2>\d{4})"),
    ("quarter", r"q(?P<quarter>[1-4])[ ,-]+(?P<year>\d{4})[/-](?P<fiscal>\d{2})"),
    ("day", rf"{WEEKDAY}(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:[t ][\d:.]+.*)?"),
    ("day", rf"{WEEKDAY}(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{YEAR}(?: [\d:.]+.*)?"),
    ("day", rf"{WEEKDAY}{DAY}[ -]{MONTH_NAME}[ ,-]+{YEAR}"),
    ("month", r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year2>\d{4})"),
    ("month", rf"{MONTH_NAME}[ -]+{YEAR}|(?P<year2>\d{{4}})[ -]+(?P<name2>[a-z]{{3,9}})"),
    ("year", r"(?P<year>\d{4})[/-](?P<fiscal>\d{2})"),  # after the months: 2011-12 alone may be December
    ("year", r"(?P<year>\d{4})"),
)  # fmt: skip
READ = tuple((every, re.compile(pattern)) for every, pattern in PATTERNS)


FISCAL = re.compile(r"(\d{4})[/-](\d{2})")


class Written(NamedTuple):
    """What a label is of by its form alone, its first day, and whether it names a financial year, April to March."""

    every: Every
    day: date
    is_fiscal: bool = False


def written_as(text: str) -> Written | None:
    """What a label says; None when it is no date."""
    typed = " ".join(text.lower().split())
    for every, pattern in READ:
        if found := pattern.fullmatch(typed):
            parts = {name.rstrip("2"): part for name, part in found.groupdict().items() if part is not None}
            if (day := _first_day(parts)) is not None:
                return Written(every, day, "fiscal" in parts)
    return None


def read_all(labels: Sequence[str]) -> list[Written | None]:
    """The labels of a file. 2011/12 is a financial year where all the others are, and December 2011 elsewhere."""
    years = [FISCAL.fullmatch(label.strip()) for label in labels]
    if all(year and (int(year[1]) + 1) % 100 == int(year[2]) for year in years):
        return [Written("year", date(int(year[1]), 4, 1), True) for year in years if year]
    known = {label: written_as(label) for label in dict.fromkeys(labels)}
    return [known[label] for label in labels]


def looks_like_a_date(text: str) -> bool:
    """Whether somebody meant a date: it has a year in it, or numbers with marks between them."""
    return bool(re.search(r"\b(1[89]|20)\d\d\b|\d[-/.]\d", text))


def step_of(days: Sequence[date], forms: set[Every]) -> Every:
    """How far apart the rows of one series lie, from their first days and the forms they are written in."""
    if len(forms) == 1 and not forms & {"day", "month"}:
        return next(iter(forms))
    steps = [later - earlier for earlier, later in pairwise(sorted(set(days)))]
    months = [_months(b) - _months(a) for a, b in pairwise(sorted(set(days)))]
    many = len(steps) >= ROOM_TO_TELL - 1
    if "day" in forms and not _stand_for_months(days, months):
        return "week" if many and all(step.days % 7 == 0 for step in steps) else "day"
    if many and all(step % 12 == 0 for step in months):
        return "year"
    return "quarter" if many and all(step % 3 == 0 for step in months) else "month"


def beginning(every: Every, day: date, *, is_fiscal: bool = False, mondays: bool = False) -> date:
    """The first day of the step that ``day`` falls into. A week begins as it is written, unless told Monday."""
    if every == "month":
        return day.replace(day=1)
    if every == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if every == "year":
        return date(day.year - (day.month < 4), 4, 1) if is_fiscal else date(day.year, 1, 1)
    return day - timedelta(days=day.weekday()) if every == "week" and mondays else day


def span(every: Every, first: date, last: date) -> Iterator[date]:
    """Every beginning from the first to the last, so that what is not in a file is seen as a gap."""
    day = first
    while day <= last:
        yield day
        if every in ("day", "week"):
            day += timedelta(days=1 if every == "day" else 7)
        else:
            months = _months(day) - 1 + {"month": 1, "quarter": 3, "year": 12}[every]
            day = date(months // 12, months % 12 + 1, 1)


def moment(every: Every, day: date, *, is_fiscal: bool = False) -> date | Moment:
    """The point of the time axis that begins with ``day``: a month by its first day, anything else named."""
    if every == "month":
        return day
    if every in ("day", "week"):
        year, week, _ = day.isocalendar()
        words = formats.day(day) if every == "day" else f"week of {formats.day(day)}"
        key = day.isoformat() if every == "day" else f"{year}-W{week:02d}"
        return Moment(day.toordinal(), words, f"{day.day} {formats.month_short(day)}", key)
    year = day.year - (is_fiscal and day.month < 4)
    name = f"{year}/{(year + 1) % 100:02d}" if is_fiscal else str(year)
    if every == "year":
        return Moment(year, name, name, name)
    quarter = ((day.month - 4 if is_fiscal else day.month - 1) // 3) % 4 + 1
    return Moment(_months(day), f"Q{quarter} {name}", f"Q{quarter} {name}", f"{name}-Q{quarter}")


def _first_day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    try:
        if "week" in parts:
            return date.fromisocalendar(year, int(parts["week"]), 1)
        if "fiscal" in parts:  # the financial year begins in April
            if int(parts["fiscal"]) != (year + 1) % 100:
                return None
            month = 4 + 3 * (int(parts.get("quarter", 1)) - 1)
            return date(year + (month > 12), (month - 1) % 12 + 1, 1)
        if "quarter" in parts:
            return date(year, int(parts["quarter"]) * 3 - 2, 1)
        return date(year, _month(parts), int(parts.get("day", 1)))
    except ValueError:
        return None


def _month(parts: dict[str, str]) -> int:
    if "name" not in parts:
        return int(parts.get("month", 1))
    whole = [i for i, name in enumerate(formats.MONTHS, 1) if name.lower().startswith(parts["name"])]
    return whole[0] if whole else 0  # no date has a month nought


def _stand_for_months(days: Sequence[date], months: Sequence[int]) -> bool:
    """Whether days are written for months: each the first, or each the last of a month of its own."""
    first = all(day.day == 1 for day in days)
    last = all((day + timedelta(days=1)).day == 1 for day in days)
    return (first or last) and all(months)


def _months(day: date) -> int:
    return day.year * 12 + day.month
