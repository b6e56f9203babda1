"""The times that a sentence names, in an order in which they can be told apart: days and months, years, quarters,
terms, “now” and “a year ago”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import PAST
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import FINANCIAL_YEAR
from bluelamp.board.proof_reading.language.periods import YEAR
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.ui import formats

ORDINALS = ("first", "second", "third", "fourth")
QUARTER = patterns.compile(
    rf"\b(?:Q|quarter )(?P<digit>[1-4])\b|\b(?P<word>{'|'.join(ORDINALS)})(?: quarter| half)?\b", re.I
)
NUMBERED = patterns.compile(r"\b(week|wave|round|month|year|phase) (\d{1,2})\b(?![,.]\d)", re.IGNORECASE)
TERMS = ("autumn", "spring", "summer")
TERM = patterns.compile(rf"\b({'|'.join(TERMS)}) term\b", re.IGNORECASE)
THEN = patterns.compile(
    rf"\b(?:{PAST}|the (?:year|month|quarter) before|last (?:year|month|quarter)|"
    r"at the (?:start|beginning) of the year)\b",
    re.I,
)
NOW = patterns.compile(
    r"\b(?:now|today|this (?:year|month|quarter|time)|at present|currently)\b", re.IGNORECASE
)
NAMES = stems(" ".join((*formats.MONTHS, *TERMS, *ORDINALS)))
"""What times are called by, as they are compared."""

Time = tuple[int, str, float]


def times(sentence: Sentence) -> Iterator[Time]:
    """Where each time stands, of what kind it is, and which."""
    text = sentence.text
    taken = [(d.start, d.end) for d in sentence.dates]
    for dated in sentence.dates:
        is_next = not dated.has_year and dated.first > sentence.meeting
        yield dated.start, "day", float(dated.first.toordinal() - (365 if is_next else 0))
    for term in TERM.finditer(text):
        yield term.start(), "term", float(TERMS.index(term[1].lower()))
    for year in FINANCIAL_YEAR.finditer(text):
        taken.append(year.span())
        yield year.start(), "financial year", float(year["first"])
    for year in YEAR.finditer(text):
        if not any(start <= year.start() < end for start, end in taken):
            yield year.start(), "year", float(year[1])
    is_by_quarters = any(" " in quarter[0] for quarter in QUARTER.finditer(text))
    for quarter in QUARTER.finditer(text):
        if (
            quarter["digit"]
            or " " in quarter[0]
            or (is_by_quarters and text[: quarter.start()].endswith(" the "))
        ):
            yield (
                quarter.start(),
                "quarter",
                float(quarter["digit"] or ORDINALS.index(quarter["word"].lower()) + 1),
            )
    for numbered in NUMBERED.finditer(text):
        yield numbered.start(), numbered[1].lower(), float(numbered[2])
    for then in THEN.finditer(text):
        yield then.start(), "", float("-inf")
    for now in NOW.finditer(text):
        yield now.start(), "", float("inf")
