"""Whether the last row of a table is the total of those above it, whatever it is called: “Force”, “Half-year”,
“Everything so far”, “Both sites”."""

# ruff: noqa: RUF001 - papers are written with dashes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.tables.columns import Column, added

EVERYTHING = patterns.compile(
    r"^(?:the |whole |all )?(?:force|county|trust|borough|city|district|council|service|authority|group|organisation|"
    r"company|association|region|brigade|board|college|university|constabulary|area|division|department|programme)"
    r"(?: as a whole|[- ]wide)?$",
    re.IGNORECASE,
)
TOGETHER = patterns.compile(
    r"^(?:everything|everyone|everybody|altogether|together|so far|to date|in all|all told|the lot|the whole|whole|"
    r"grand|full|cumulative|running total|both|between them|taken together|year so far)\b(?! (?:of|or|other)\b)|"
    r"\b(?:so far|to date|altogether|together|in all|as a whole)$",
    re.IGNORECASE,
)
SO_MANY = patterns.compile(
    rf"^(?:the |these |our )?(?P<many>{numerals.SMALL}|\d{{1,2}})\b(?! (?:or|to|and)\b)", re.I
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
PART = patterns.compile(
    rf"^(?:Q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter|quarter [1-4]|{MONTH}(?: (?:19|20)?\d\d)?|"
    r"(?:week|month|period|term|wave|round|phase|day)s? (?:\d{1,2}|one|two|three|four|five|six)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:spring|summer|autumn|winter)(?: term| (?:19|20)\d\d)?)$",
    re.IGNORECASE,
)
WHOLE = patterns.compile(
    rf"^(?:the )?(?:(?:full |whole |first |second |financial |calendar |school |academic )*(?:half(?:[- ]year)?|"
    r"year|season|quarter|month|week|term|period)|annual|(?:year )?to date|ytd|Q[1-4]|"
    r"(?:full )?20\d\d(?:[/-]\d{1,4})?|"
    rf"(?:{numerals.SMALL}|\d{{1,2}}) (?:months?|weeks?|quarters?|terms?|periods?)|{MONTH} (?:to|-|–|until) {MONTH})\b",
    re.IGNORECASE,
)
LEAST = 1000
"""A smaller number is a digit off another by chance."""


def is_total(labels: tuple[str, ...], columns: list[Column], *, is_lone: bool) -> bool:
    """Is the last row the sum of the others by its numbers, or by its name where a slip hides the sum? ``is_lone``
    where no other row is a total."""
    last = len(labels) - 1
    if _is_of_periods(labels):
        return True
    if not is_lone or last < 2:
        return False
    counts = [c for c in columns if c.role == "count" and c.filled == last + 1]
    near = [c for c in counts if _comes_near(c, last)]
    held = [c for c in near if _adds_to(c, last)]
    if last >= 3 and (len(held) > len(counts) / 2 or (held and len(near) == len(counts))):
        return True
    if _is_together(labels) or (last >= 3 and EVERYTHING.match(labels[last])):
        return bool(near)
    is_lone_column = len(counts) == 1 == len(near) and not PART.match(labels[last])
    return last >= 3 and is_lone_column and _is_a_slip(counts[0], last)


def _is_of_periods(labels: tuple[str, ...]) -> bool:
    """“Year” under four quarters and “April to June” under three months; “Period 1” after “Period 13” is the next."""
    *parts, last = labels
    is_next = bool(PART.match(last)) and any(_kind(each) == _kind(last) for each in parts)
    return len(parts) >= 2 and not is_next and bool(WHOLE.match(last)) and all(map(PART.match, parts))


def _kind(label: str) -> str:
    return re.split(r"[\d\W]", label.lower())[0]


def _is_together(labels: tuple[str, ...]) -> bool:
    """“Both sites” under two, “The five teams” under five, “So far”."""
    *parts, last = labels
    many = SO_MANY.match(last)
    said = (int(many["many"]) if many["many"].isdigit() else numerals.value(many["many"])) if many else 0
    return bool(TOGETHER.search(last)) or said == len(parts)


def _comes_near(column: Column, last: int) -> bool:
    bottom, found = column.cells[last], added(column, tuple(range(last)))
    tops = [cell.value for cell in column.cells[:last] if cell]
    return bool(
        bottom and found and bottom.value > max(tops) and abs(found[0] - bottom.value) * 4 <= bottom.value
    )


def _adds_to(column: Column, last: int) -> bool:
    bottom, found = column.cells[last], added(column, tuple(range(last)))
    return bool(bottom and found and found[0] == bottom.value != 0)


def _is_a_slip(column: Column, last: int) -> bool:
    """4,125 under numbers that add up to 4,025: one digit is another, or two stand in each other's place."""
    bottom, found = column.cells[last], added(column, tuple(range(last)))
    if bottom is None or found is None or bottom.value < LEAST or found[1]:
        return False
    printed, made = str(bottom.value), str(found[0])
    return len(printed) == len(made) and sum(a != b for a, b in zip(printed, made, strict=True)) in (0, 1)
