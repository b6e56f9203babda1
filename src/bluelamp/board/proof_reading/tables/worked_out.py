"""What may be worked out from a table: sums, differences and shares of its cells, none of which a slip is."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate, combinations

from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables import made_of, ratios
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.grid import Grid

Ends = tuple[Fraction, Fraction]
SCALES = (1, 1000, 10**6)
MANY_ROWS = 12


def agrees(amount: Amount, cell: Cell, scales: tuple[int, ...] = (1,)) -> bool:
    """Could the figure be the cell, printed in ones, thousands or millions? With as many digits it is the same."""
    if amount.unit == "percent" and amount.digits == cell.digits > 0 and not amount.hedged:
        return abs(amount.value) == abs(cell.value)
    return any(_meet(amount, *_ends(cell, scale)) for scale in scales if scale == 1 or cell.value)


def _ends(cell: Cell, scale: int) -> Ends:
    half = cell.half or (Fraction(1, 2 * 10**cell.digits) if scale > 1 else Fraction(0))
    return (cell.value - half) * scale, (cell.value + half) * scale


def _meet(amount: Amount, low: Fraction, high: Fraction) -> bool:
    return (amount.low <= high and low <= amount.high) or (amount.low <= -low and -high <= amount.high)


def is_printed(amount: Amount, grid: Grid, scales: tuple[int, ...]) -> bool:
    """Does any cell of the table print it?"""
    return any(cell and agrees(amount, cell, scales) for c in grid.columns for cell in c.cells)


def is_made(sentence: Sentence, grid: Grid, row: int, amount: Amount, scales: tuple[int, ...]) -> bool:
    """Is it a sum, a difference or a share of what the table or the sentence prints? ``row`` is the one told of."""
    told = [a.value for a in sentence.amounts if a is not amount and a.unit == amount.unit]
    sums = {one + other for one, other in combinations(told, 2)}
    sums |= {abs(one - other) for one, other in combinations(told, 2)}
    of_columns = _of_columns(grid) | made_of.derived(grid, row) if _is_of_one_kind(grid) else set()
    made = {value * k for value in _of_row(grid, row) | of_columns for k in scales}
    if any(amount.low <= value <= amount.high for value in sums | made):
        return True
    return ratios.is_of_one(sentence, grid, row, amount)


def _is_of_one_kind(grid: Grid) -> bool:
    """Do its rows count one thing? Those of “Measure” or with several units are not added up."""
    units = [{cell.unit for cell in c.cells if cell} for c in grid.columns]
    return bool(grid.totals) or all(len(each) == 1 for each in units)


def _of_row(grid: Grid, row: int) -> set[Fraction]:
    mine = [cell.value for c in grid.columns if (cell := c.cells[row])]
    pairs = [way for one, other in combinations(mine, 2) for way in (abs(one - other), one + other)]
    return {sum(mine, Fraction(0)), *pairs}


def _of_columns(grid: Grid) -> set[Fraction]:
    """Sums and differences of two rows of a column, what several in turn make, and all but some of them."""
    found: set[Fraction] = set()
    for column in grid.columns:
        values = [cell.value for row in grid.parts if (cell := column.cells[row])]
        if len(values) > MANY_ROWS:
            continue
        every = sum(values, Fraction(0))
        found |= {one + other for one, other in combinations(values, 2)}
        found |= {abs(one - other) for one, other in combinations(values, 2)}
        found |= {every, *accumulate(values), *(every - each for each in values)}
    return found
