"""What is told to be over or under a budget, against the table that prints both: “supply staff, £48,000 over its
budget”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.told_cells import scales_of
from bluelamp.board.proof_reading.tables.worked_out import agrees

BUDGET = r"(?:budgets?|plan|profile|allocation)"
GAPS = marked.pattern(
    r"{gap:m} (?:over|under|above|below|more than|less than|within|inside) (?:the |its |their |our )?(?:[a-z-]+ ){0,2}?"
    rf"{BUDGET}\b",
    r"\b(?:over|under)[- ]?spen[dt]\w* (?:by |of |was |is |at )*(?:some |about |just )?{gap:m}",
)
BUDGETED = patterns.compile(rf"\b{BUDGET}\b", re.IGNORECASE)
SPENT = patterns.compile(
    r"\b(?:actual|spen[dt]\w*|outturn|forecast|expenditure|projected|projection)\b", re.IGNORECASE
)
FAR = 3


def is_variance(sentence: Sentence, amount: Amount) -> bool:
    """Is the sum told of what lies between a budget and what was spent?"""
    return any(gap is amount for gap in _gaps(sentence))


def variance(sentence: Sentence, grid: Grid, row: int) -> str:
    """What the row's own figures make of a sum that is told to be over or under its budget."""
    for gap in _gaps(sentence):
        budget, spent = (_only(grid, row, way) for way in (BUDGETED, SPENT))
        if budget is None or spent is None or gap.hedged or spent.value == budget.value:
            continue
        printed = [cell for c in grid.columns if c.role == "change" and (cell := c.cells[row])]
        made, scales = abs(spent.value - budget.value), scales_of(grid, gap)
        if any(agrees(gap, cell, scales) for cell in printed) or any(_is_made(gap, made * k) for k in scales):
            continue
        if any(made * k <= gap.value * FAR and gap.value <= made * k * FAR for k in scales):
            exact = shown.number(made, max(budget.digits, spent.digits))
            return (
                f"{spent.text} and {budget.text} of {grid.labels[row]} in {grid.name} are {exact} apart, and "
                f"{shown.said(gap)} is told"
            )
    return ""


def _gaps(sentence: Sentence) -> Iterator[Amount]:
    yield from (found["gap"] for found in marked.found(GAPS, sentence.marked, sentence.amounts))


def _only(grid: Grid, row: int, way: re.Pattern[str]) -> Cell | None:
    """The row's cell in the only column of such a title."""
    cells = [c.cells[row] for c in grid.columns if c.role == "count" and way.search(c.title)]
    return cells[0] if len(cells) == 1 else None


def _is_made(gap: Amount, value: Fraction) -> bool:
    return gap.low <= value <= gap.high or abs(gap.value - value) * 100 <= value
