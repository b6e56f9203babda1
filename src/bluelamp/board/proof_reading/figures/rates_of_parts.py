"""The rate of a whole against the counts and rates of its parts: 1,944 at 9.0 and 2,170 at 7.0 per 1,000 are 4,114 at
7.8, and not at 7.3."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bluelamp.board.proof_reading.figures.wholes import Implied
from bluelamp.board.proof_reading.finding import Remark

MOST = 30
PARTS = range(2, 5)
SLACK = Fraction(101, 100)


def rates_of_parts(rated: Sequence[Implied]) -> tuple[list[Remark], list[Implied]]:
    """Where the parts are not as many, together, as the whole; and all that were parts of a whole, or one, whose sizes
    are then no two sizes of one thing."""
    found: list[Remark] = []
    taken: list[Implied] = []
    for whole, parts in _wholes(rated[:MOST]):
        taken += [whole, *parts]
        low, high = sum(each.low for each in parts), sum(each.high for each in parts)
        if low > whole.high * SLACK or whole.low > high * SLACK:
            told = "; ".join(each.told for each in parts)
            found.append(
                whole.sentence.remark(f"{told}; together about {float(low + high) / 2:,.0f}; {whole.told}")
            )
    return found, taken


def _wholes(rated: Sequence[Implied]) -> Iterator[tuple[Implied, tuple[Implied, ...]]]:
    """A count that others of the same section, told in turn, add up to."""
    for whole in rated:
        others = [
            each for each in rated if each is not whole and each.sentence.section is whole.sentence.section
        ]
        for many in PARTS:
            for start in range(len(others) - many + 1):
                parts = tuple(others[start : start + many])
                if whole.part and sum(each.part.value for each in parts if each.part) == whole.part.value:
                    yield whole, parts


def are_two_places(first: Implied, second: Implied) -> bool:
    """Do the words before the two counts name two places or bodies?"""
    names = _named(first), _named(second)
    return all(names) and names[0] != names[1]


def _named(implied: Implied) -> frozenset[str]:
    text, part = implied.sentence.text, implied.part
    if part is None:
        return frozenset()
    edge = max((a.end for a in implied.sentence.amounts if a.end <= part.start), default=0)
    before = text[edge : part.start]
    if edge == 0 and not OPENING.match(before):
        before = before.partition(" ")[2]
    return frozenset(w.strip(",") for w in before.split() if w[:1].isupper() and w not in OPENS)


OPENING = re.compile(r"(?:[A-Z][\w'’-]+ )+(?:[A-Z]|has\b|had\b|recorded\b|reported\b)")
"""A name with which a sentence opens, rather than any word."""
OPENS = frozenset(
    ["The", "In", "There", "At", "A", "Our", "Its", "This", "That", "Of", "All", "For", "On", "We", "And"]
)
