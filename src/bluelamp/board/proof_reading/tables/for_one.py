"""What is told of one of many against a column of it: “its officers carry 48 cases each” and “Cases per officer”."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.made_of import told

TITLE = patterns.compile(
    r"^(?:average |mean |number of )*(?P<what>[a-z-]+(?: [a-z-]+)?) (?:per|for each|to each|for every|to an?|each) "
    r"(?P<one>[a-z-]+)",
    re.IGNORECASE,
)
EACH = patterns.compile(
    r"^\s(?P<what>[a-z-]+(?: [a-z-]+)?),? (?:each|apiece|a head|an?|per|to each|for each|to every|for every|to an?)\b",
    re.IGNORECASE,
)
OF_ANOTHER_TIME = patterns.compile(
    r"\b(?:was|were|had|last|ago|before|earlier|previous\w*|target|aim\w*|should|would|will|from|than|below|above|limit|"
    r"national\w*|ideal\w*|at most|no more)\b",
    re.IGNORECASE,
)


def each_of_row(sentence: Sentence, grid: Grid, row: int, place: int) -> str:
    """What is wrong with the number that each has, told after ``place`` of the only row that a sentence names."""
    for column in grid.columns:
        cell, title = column.cells[row], TITLE.match(column.title)
        amounts = [a for a in sentence.amounts if a.start >= place and a.unit == "count" and not a.hedged]
        for amount in amounts if cell and title else ():
            if not title or not cell or not _is_of(sentence, amount, title["what"]):
                continue
            if amount.low <= cell.high and cell.low <= amount.high:
                return ""
            if not any(_is_printed(amount, other) for other in grid.columns):
                return told(shown.said(amount), grid, row, column, cell)
    return ""


def _is_of(sentence: Sentence, amount: Amount, what: str) -> bool:
    found = EACH.match(sentence.text[amount.end :])
    before, after = sentence.text[: amount.start], sentence.text[amount.end :]
    clause = f"{re.split('[,;]', before)[-1]} {re.split('[,;]', after)[0]}"
    return (
        found is not None
        and found["what"].lower()[:5] == what.lower()[:5]
        and not OF_ANOTHER_TIME.search(clause)
    )


def _is_printed(amount: Amount, column: Column) -> bool:
    return any(cell and amount.low <= cell.high and cell.low <= amount.high for cell in column.cells)
