"""Percentages that share out each row of a table: agree, neither and disagree make 100."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

FAR = 25
"""A row further from 100 than this was never shared out among the columns."""


def unshared(grid: Grid) -> Iterator[tuple[int, str]]:
    """The rows that do not make 100 where most of the others do, each with its sum."""
    columns = [c for c in grid.columns if c.role == "percent"]
    rows = [(row, cells) for row in range(len(grid.labels)) if (cells := _cells(columns, row))]
    wrong = [(row, cells) for row, cells in rows if not _makes_whole(cells)]
    held = len(rows) - len(wrong)
    if len(columns) < 2 or held < (3 if len(columns) == 2 else 2) or 2 * len(wrong) > held:
        return
    for row, cells in wrong:
        added = sum((c.value for c in cells), Fraction(0))
        if abs(added - 100) <= FAR:
            yield (
                row,
                f"{' + '.join(c.text for c in cells)} = {float(added):g}%, and the other rows make 100%",
            )


def _cells(columns: list[Column], row: int) -> list[Cell]:
    """The row's percentages; none where one is not printed."""
    found = [column.cells[row] for column in columns]
    return [cell for cell in found if cell is not None] if all(found) else []


def _makes_whole(cells: list[Cell]) -> bool:
    slack = max(sum((c.half for c in cells), Fraction(0)), Fraction(1, 10))
    return abs(sum((c.value for c in cells), Fraction(0)) - 100) <= slack
