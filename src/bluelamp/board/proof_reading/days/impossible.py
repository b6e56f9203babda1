"""A date that no calendar has, a span that ends before it starts, and a financial year of other than one year."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import DATE, FINANCIAL_YEAR, is_date, year_and_month
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui.formats import MONTHS

BETWEEN = patterns.compile(
    r"^\s*(?:to|until|till|and|-|–|—|through to|up to|ending)\s*(?:the )?(?:end of )?$", re.IGNORECASE
)
OPENS = patterns.compile(
    r"\b(?:from|between|period|of|during|,|\()\s*(?:the )?(?:start of )?$", re.IGNORECASE
)
SPANS = (2, 3, 4, 5)
"""Years that are pooled or planned together: “2011/14”."""
ONE = patterns.compile(r"\b(?:the|financial|performance|academic|municipal) year\s$", re.IGNORECASE)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for found in DATE.finditer(sentence.text):
            if is_date(found) and (wrong := _no_such_day(found, paper.meeting)):
                yield sentence.remark(wrong)
        yield from _backwards(sentence)
        yield from _years(sentence)


def _no_such_day(found: re.Match[str], near: date) -> str:
    year, month, day = year_and_month(found, near) or (0, 0, 0)
    if found["d"] and (not 1 <= month <= 12 or len(found["y"]) == 2):
        return ""  # a section number, a score, or an American date
    if 1 <= month <= 12 and day > monthrange(year, month)[1]:
        last = monthrange(year, month)[1]
        return (
            f"{MONTHS[month - 1]} {year if month == 2 else ''}".rstrip()
            + f" has {last} days, and day {day} is printed"
        )
    return ""


def _backwards(sentence: Sentence) -> Iterator[Remark]:
    for first, second in pairwise(sentence.dates):
        between = sentence.text[first.end : second.start]
        said = first.has_year and second.has_year and first.has_day == second.has_day
        if (
            said
            and BETWEEN.match(between)
            and OPENS.search(sentence.text[: first.start])
            and second.last < first.first
        ):
            yield sentence.remark(
                f"{sentence.text[second.start : second.end]} is before "
                f"{sentence.text[first.start : first.end]}"
            )


def _years(sentence: Sentence) -> Iterator[Remark]:
    for found in FINANCIAL_YEAR.finditer(sentence.text):
        second = found["second"]
        is_short = len(second) == 2
        ends = int(found["first"][:2] + second) if is_short else int(second)
        apart = ends - int(found["first"])
        if (
            is_short
            and "/" in found[0]
            and (
                apart <= 0
                or (apart > 1 and (apart not in SPANS or ONE.search(sentence.text[: found.start()])))
            )
            and apart > -50
        ):
            yield sentence.remark(
                f"{found[0]} is not one year: the one that starts in {found['first']} is "
                f"{found['first']}/{(int(found['first']) + 1) % 100:02}"
            )


RULE = Rule(
    key="impossible-date",
    title="A date or span that cannot be",
    severity="wrong",
    explanation="The calendar has no such day, or the span ends before it starts.",
    read=read,
    kind="dates",
    certainty="certain",
)
