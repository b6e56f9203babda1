"""A weekday that does not belong to its date."""

# ruff: noqa: RUF001 - papers are written with dashes
from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import WEEKDAY
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui import formats

DAYS = patterns.compile(rf"\b{WEEKDAY}s? (?:to|until|till|through)\s$|\b{WEEKDAY}\s?[-–—]\s?$")
"""“Monday to Friday, 3 November to 12 December” says on which days of the week."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for dated in sentence.dates:
            is_called = f"{dated.first:%A}"
            if DAYS.search(sentence.text[: dated.start]):
                continue
            if dated.weekday and dated.has_day and dated.weekday != is_called:
                year = "" if dated.has_year else ", the nearest year"
                yield sentence.remark(
                    f"{formats.day(dated.first)}{year} is a {is_called}, and {dated.weekday} is printed"
                )


RULE = Rule(
    key="weekday",
    title="A weekday that does not belong to its date",
    severity="wrong",
    explanation="Either the day of the week or the date is wrong, and somebody may turn up on the other one.",
    read=read,
    kind="dates",
    certainty="certain",
)
