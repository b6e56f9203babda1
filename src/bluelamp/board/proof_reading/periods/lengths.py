"""How long the periods are that a sentence names by their months: “from April to October”, “seven months”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import log

from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, SHORT

RANGE = patterns.compile(
    rf"\b(?:(?P<between>[Bb]etween|[Ff]rom) )?(?:\d{{1,2}} )?(?P<first>{ANY_MONTH})(?: (?P<year>(?:19|20)\d\d))?"
    rf"(?P<join> to | and | until | through to |\s?[-–]\s?)(?:the end of )?(?:\d{{1,2}} )?(?P<last>{ANY_MONTH})"
    r"(?: (?P<until>(?:19|20)\d\d))?\b"
)
MONTHS = patterns.compile(rf"\b(?P<number>\d{{1,2}}|{numerals.WORDS})[- ]months?\b", re.IGNORECASE)
KNOWN = {1: "month", 3: "quarter", 6: "half_year", 12: "rolling_year"}
LENGTH = {kind: months for months, kind in KNOWN.items()} | {"performance_year": 12}
SPAN = "span of "
"""How the kind of any other number of months begins."""


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each period told by its months: where it stands, and its kind."""
    for found in RANGE.finditer(text):
        if months := months_between(found):
            yield found.start(), found.end(), kind(months)
    for found in MONTHS.finditer(text):
        said = found["number"]
        months = int(said) if said.isdigit() else numerals.value(said) or 0
        if 2 < months <= 12:
            yield found.start(), found.end(), kind(months)


def kind(months: int) -> str:
    """The kind of a period of so many months."""
    return KNOWN.get(months, f"{SPAN}{months} months")


def length(kind: str) -> int:
    """Its months; 0 when they are not said, as in “year to date”."""
    return int(kind.split()[2]) if kind.startswith(SPAN) else LENGTH.get(kind, 0)


def differ(first: str, second: str, *, of_counts: bool) -> bool:
    """Are two kinds of period of different length? Counts of any twelve months compare with each other."""
    if not first or not second or first == second:
        return False
    lengths = length(first), length(second)
    if 0 in lengths and any(each.startswith(SPAN) for each in (first, second)):
        return False
    return not of_counts or lengths[0] != lengths[1] or lengths == (0, 0)


def grow(first: tuple[Fraction, int], second: tuple[Fraction, int]) -> bool:
    """Do two counts, each with its months, behave like counts of events, rather than like a stock or a level that stays
    as it is however long one looks at it?"""
    (few, short), (many, long) = sorted((first, second), key=lambda each: each[1])
    if not 0 < few < many:
        return False
    figures, months = log(few / many), log(short / long)
    return abs(figures - months) < abs(figures)


def months_between(found: re.Match[str]) -> int:
    """How many months a range names, both ends counted; 0 for two that only stand side by side."""
    first, last = (
        next(i for i, m in enumerate(SHORT, 1) if found[n].startswith(m[:3])) for n in ("first", "last")
    )
    if found["join"] == " and " and not found["between"]:
        return 2 if (last - first) % 12 == 1 else 0
    if found["year"] and found["until"]:
        return (int(found["until"]) - int(found["year"])) * 12 + last - first + 1
    return (last - first) % 12 + 1
