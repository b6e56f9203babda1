"""The rows of a table against the total printed under them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import margins
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column, added
from bluelamp.board.proof_reading.tables.grid import SHARE, SUBTOTAL, Grid

NEAR = Fraction(1, 2)
"""A total further from the sum than this share of it is of something else."""


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        mended = ""
        for total in grid.totals:
            for column in grid.columns:
                if wrong := _down(grid, column, total):
                    mended = mended or margins.smallest(grid)
                    told = f"{wrong}; {mended}" if mended and column.role == "count" else wrong
                    yield grid.remark(f"column “{column.title}”", told)


def _down(grid: Grid, column: Column, total: int) -> str:
    printed = column.cells[total]
    if (
        printed is None
        or column.role not in ("count", "change")
        or (column.role == "change" and (printed.unit or SHARE.search(column.title)))
    ):
        return ""
    ways = [rows for rows in _ways(grid, total) if len(rows) > 1]
    sums = [(rows, found) for rows in ways if (found := added(column, rows)) is not None]
    if not sums or any(_agrees(found, printed) for _, found in sums):
        return ""
    rows, (value, _) = min(sums, key=lambda each: abs(each[1][0] - printed.value))
    is_far = abs(value - printed.value) > max(abs(value), abs(printed.value)) * NEAR
    if (is_far and not _adds_beside(grid, column, total, rows)) or not _adds_elsewhere(grid, column):
        return ""
    terms = " + ".join(cell.text for row in rows if (cell := column.cells[row]) is not None)
    return f"{terms} = {shown.number(value, printed.digits or 1)}, and {printed.text} is printed"


def _agrees(found: tuple[Fraction, Fraction], printed: Cell) -> bool:
    value, slack = found
    return abs(value - printed.value) <= slack + printed.half


def _ways(grid: Grid, total: int) -> Iterator[tuple[int, ...]]:
    """Rows that a total may be the sum of: all above it, those since the last total, or the subtotals
    above it; below it where it stands first."""
    parts = grid.parts
    above = tuple(row for row in parts if row < total)
    earlier = [row for row in grid.totals if row < total]
    if above:
        yield above
    if earlier:
        yield tuple(row for row in above if row > earlier[-1])
        yield tuple(earlier)
        subs = tuple(row for row in earlier if SUBTOTAL.search(grid.labels[row]))
        since = tuple(row for row in above if subs and row > subs[-1])
        yield (*subs, *since)
        yield (*tuple(earlier), *tuple(row for row in above if row > earlier[-1]))
    if total == 0:
        yield tuple(row for row in parts if row > 0)


def _adds_beside(grid: Grid, column: Column, total: int, rows: tuple[int, ...]) -> bool:
    """Do the same rows of another column of counts add up to its total? Then these were meant to as well."""
    others = [c for c in grid.columns if c is not column and c.role == "count" and c.cells[total]]
    sums = [(found, c.cells[total]) for c in others if (found := added(c, rows))]
    return any(cell is not None and cell.value and _agrees(found, cell) for found, cell in sums)


def _adds_elsewhere(grid: Grid, column: Column) -> bool:
    """A column of numbers that do not add up, such as ages, has no neighbour that does; a lone column may be
    wrong."""
    return column.role == "count" or any(
        other is not column and other.role == column.role for other in grid.columns
    )


RULE = Rule(
    key="totals",
    title="Parts that do not add up to their total",
    severity="wrong",
    explanation="A total that is not the sum of its parts makes a reader doubt every other number. One of them is "
    "wrong, or a part is missing.",
    read=read,
    kind="tables",
    certainty="certain",
)
