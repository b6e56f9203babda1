"""An overall percentage or average that lies outside all of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        for total in grid.totals:
            for column in grid.columns:
                printed = column.cells[total]
                parts = [cell for row in grid.parts if (cell := column.cells[row]) is not None]
                if printed is None or not _is_weighed(grid, column, parts):
                    continue
                low, high = min(c.low for c in parts), max(c.high for c in parts)
                if printed.high < low or printed.low > high:
                    ends = f"{min(parts, key=lambda c: c.value).text} to {max(parts, key=lambda c: c.value).text}"
                    yield grid.remark(
                        f"column “{column.title}”",
                        f"the parts run from {ends}, and {printed.text} is printed overall",
                    )


def _is_weighed(grid: Grid, column: Column, parts: list[Cell]) -> bool:
    """Is the overall figure an average of its parts, rather than their sum?"""
    if len(parts) < 2 or len(parts) < len(grid.parts) or column.role not in ("percent", "level"):
        return False
    added = sum((c.value for c in parts), Fraction(0))
    slack = sum((c.half for c in parts), Fraction(0))
    return not (column.role == "percent" and abs(added - 100) <= max(slack, Fraction(5))) and not any(
        (cell := column.cells[row]) is not None
        and abs(cell.value - added) <= slack + cell.half + abs(added) / 20
        for row in grid.totals
    )


RULE = Rule(
    key="outside",
    title="An overall figure outside all of its parts",
    severity="wrong",
    explanation="However large the parts are, the overall percentage or average of them lies between the smallest "
    "and the largest.",
    read=read,
    kind="tables",
    certainty="likely",
)
