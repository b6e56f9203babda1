"""A column of numbers of a table."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bluelamp.board.proof_reading.tables.cells import Cell

Role = Literal["count", "percent", "change", "level", "other"]
"""*count* adds up; *percent* is a share; *change* compares two columns; *level* is a rate, an average or a
target."""


@dataclass(frozen=True)
class Column:
    """A column of numbers. ``cells`` has an entry for each row of the body, ``None`` where no number is
    printed."""

    place: int
    title: str
    role: Role
    cells: tuple[Cell | None, ...]

    @property
    def filled(self) -> int:
        return sum(cell is not None for cell in self.cells)


def added(column: Column, rows: tuple[int, ...]) -> tuple[Fraction, Fraction] | None:
    """The sum of the rows' cells with how far rounding may have moved it; ``None`` where a cell holds no
    number."""
    found = [column.cells[row] for row in rows]
    if not found or any(cell is None for cell in found):
        return None
    values = [cell for cell in found if cell is not None]
    return sum((c.value for c in values), Fraction(0)), sum((c.half for c in values), Fraction(0))
