"""A table with totals below and beside its counts: the fewest numbers to correct, in words."""

from __future__ import annotations

from bluelamp.analysis import printed_sheets
from bluelamp.analysis.printed_sheets import Correction, Mending, Row, Sheet
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import ENDS_TOTAL, TOTAL, Grid


def smallest(grid: Grid) -> str:
    """“smallest repair: “Urgent” in “Q2” 415 in place of 451”; empty where a margin is missing or too much is wrong."""
    columns, rows = _columns(grid), (*grid.parts, *grid.totals[-1:])
    if len(columns) < 3 or len(grid.totals) != 1 or len(rows) < 3:
        return ""
    found = printed_sheets.mendings(Sheet(tuple(_row(row, columns) for row in rows)))
    if not found or not 0 < found[0].size <= 2:
        return ""
    ways = [_told(grid, mending, rows, columns) for mending in found]
    return "smallest repair: " + "; or ".join(ways)


def _columns(grid: Grid) -> list[Column]:
    """The counts up to the column called a total; none where there is no such column."""
    counts = [c for c in grid.columns if c.role == "count"]
    ends = [place for place, c in enumerate(counts) if TOTAL.search(c.title) or ENDS_TOTAL.search(c.title)]
    return counts[: ends[0] + 1] if len(ends) == 1 else []


def _row(row: int, columns: list[Column]) -> Row:
    cells = [column.cells[row] for column in columns]
    return tuple(int(cell.value) if cell and cell.value.denominator == 1 else None for cell in cells)


def _told(grid: Grid, mending: Mending, rows: tuple[int, ...], columns: list[Column]) -> str:
    return " and ".join(_one(grid, each, rows, columns) for each in mending.corrections)


def _one(grid: Grid, each: Correction, rows: tuple[int, ...], columns: list[Column]) -> str:
    where = f"“{grid.labels[rows[each.row]]}” in “{columns[each.column].title}”"
    return f"{where} {int(each.corrected):,} in place of {int(each.printed):,}"
