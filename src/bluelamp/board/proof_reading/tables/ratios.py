"""Numbers that are told of a row and no column is of: a rate, a share of something else, an average, a length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.columns import added
from bluelamp.board.proof_reading.tables.grid import Grid

MEASURE = patterns.compile(
    r"^[- ]?(?:square |cubic )?(?P<unit>km|kilomet|mile|metre|hectare|acre|tonne|litre|foot|feet)",
    re.IGNORECASE,
)
FOR_ONE = patterns.compile(r"^\s(?:an?|per|each|every|for (?:each|every)) [a-z]", re.IGNORECASE)
ON_AVERAGE = patterns.compile(r"\b(?:averag\w+|mean|median|typical\w*)\b", re.IGNORECASE)
LEAST = 10
"""What fewer are of can be any ratio."""


def headings(grid: Grid) -> str:
    """The words over a table and its columns."""
    return " ".join((grid.table.caption, *(c.title for c in grid.table.columns))).lower()


def is_of_one(sentence: Sentence, grid: Grid, row: int, amount: Amount) -> bool:
    """Is an amount measured or averaged where the table counts, or a ratio of what the table counts?"""
    after, about = sentence.text[amount.end :], headings(grid)
    measure = MEASURE.match(after)
    if measure and measure["unit"].lower() not in about:
        return True
    is_average = ON_AVERAGE.search(sentence.text[: amount.start]) and not ON_AVERAGE.search(about)
    if is_average or (FOR_ONE.match(after) and not re.search(r"\b(?:per|each|rate)\b", about)):
        return True
    return any(amount.agrees(*ends) for ends in _ratios(sentence, grid, row, amount))


def _ratios(sentence: Sentence, grid: Grid, row: int, amount: Amount) -> Iterator[tuple[Fraction, Fraction]]:
    """The lowest and highest value of each ratio that the amount may be: a share of any count told or printed, or so
    much for each of something."""
    mine = [cell for c in grid.columns if c.role != "percent" and (cell := c.cells[row]) and cell.low > 0]
    if amount.unit == "percent":
        told = [(a.low, a.high) for a in sentence.amounts if a.unit in ("count", "money")]
        wholes = [(c.low, c.high) for column in grid.columns for c in column.cells if c] + told
        wholes += [(s[0], s[0]) for c in grid.columns if (s := added(c, grid.parts))]
        for part in mine:
            yield from (
                (100 * part.low / high, 100 * part.high / low)
                for low, high in wholes
                if part.low < low and high >= LEAST
            )
        return
    for one in mine:
        yield from ((one.low / each.high, one.high / each.low) for each in mine if each is not one)
