"""A figure of everybody that lies above or below those of every group in a table: “74%, 69% and 71%” in its rows, and
“across all our students, 76%” in the text beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.overall import Overall, overalls, stems
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import CHANGE, Grid
from bluelamp.board.proof_reading.tables.made_of import is_of_its_time
from bluelamp.board.proof_reading.tables.relations import broken, is_of_its_row

NEAR_BLOCKS = 2
NEAR = 15
"""Points, or hundredths of an average, by which a figure of the same may lie outside its groups."""
AVERAGE = patterns.compile(r"\b(?:averag\w+|mean|scor\w+|per|days|weeks|minutes|hours)\b", re.IGNORECASE)


def outside_rows(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        yield from _of_totals(grid)
        columns = [c for c in grid.columns if _is_of_groups(grid, c)]
        for block in paper.blocks if columns else ():
            is_near = -1 <= block[0].block - grid.block <= NEAR_BLOCKS
            if is_near and block[0].section is grid.section:
                yield from _beside(grid, columns, block)


def _of_totals(grid: Grid) -> Iterator[Remark]:
    """“All areas: 69.1%”, where 1,200 in one are at 62.0% and 800 in the other at 71.0%: the row of all, whose level
    neither any column of counts nor the plain mean makes of those above it."""
    if len(grid.totals) != 1:
        return
    explained = {each.column.place for each in broken(grid)}
    for column in grid.columns:
        total = column.cells[grid.totals[0]]
        cells = [cell for row in grid.parts if (cell := column.cells[row])]
        is_whole = total is not None and len(cells) == len(grid.parts) > 1
        if not is_whole or column.place in explained or not _is_level(grid, column, cells):
            continue
        assert total is not None
        low, high, _ = _ends(grid, column)
        plain = sum((c.value for c in cells), Fraction(0)) / len(cells)
        made = _made(grid, column)
        wide = max(Fraction(1), (high - low) / QUARTER)
        is_other = all(abs(value - total.value) > wide for value in (plain, *(value for value, _ in made)))
        if made and low <= total.value <= high and is_other:
            value, told = made[0]
            yield grid.remark(
                f"row “{grid.labels[grid.totals[0]]}”, column “{column.title}”",
                f"by column “{told}” it would be {float(value):.1f}, and {total.text} is printed",
            )
            return


QUARTER = 4
"""The same of a table's own row of all, where the level may be of others than the column counts."""


def _is_level(grid: Grid, column: Column, cells: list[Cell]) -> bool:
    """A percentage or an average of each row: no change, no share of all, and worked out of no other columns."""
    is_kind = column.role in ("percent", "level") and not CHANGE.search(column.title)
    return is_kind and not _are_shares(cells) and not is_of_its_row(grid, column)


def _are_shares(cells: list[Cell]) -> bool:
    """Do they make about a hundred?"""
    return abs(sum((c.value for c in cells), Fraction(0)) - 100) <= max(5, len(cells))


def _beside(grid: Grid, columns: list[Column], block: tuple[Sentence, ...]) -> Iterator[Remark]:
    for whole in overalls(block):
        if not _tells_alone(whole) or not is_of_its_time(whole.sentence, grid):
            continue
        if wrong := _outside(grid, _meant(grid, columns, whole), whole):
            yield whole.sentence.remark(wrong)
            return


def _meant(grid: Grid, columns: list[Column], whole: Overall) -> list[Column]:
    """The columns that share the most words with what is told."""
    asked = [c for c in columns if _is_of_it(grid, c, whole)]
    best = max((len(_shared(grid, c, whole)) for c in asked), default=0)
    return [c for c in asked if len(_shared(grid, c, whole)) == best]


def _outside(grid: Grid, meant: list[Column], whole: Overall) -> str:
    ends = [_ends(grid, c) for c in meant]
    if meant and all(_is_beyond(whole, low, high) for low, high, _ in ends):
        return f"{shown.said(whole.amount)} overall lies outside its parts: its groups in {grid.name} are {ends[0][2]}"
    made = _made(grid, meant[0]) if len(meant) == 1 else []
    wide = max(Fraction(1), (ends[0][1] - ends[0][0]) / FIFTH) if made else Fraction(0)
    if made and all(abs(value - whole.amount.value) > wide for value, _ in made):
        value, told = made[0]
        said = shown.said(whole.amount)
        return f"by column “{told}” of {grid.name} it would be {float(value):.1f}, and {said} is printed"
    return ""


FIFTH = 5
"""A whole that is further from the mean of its groups than this part of what lies between them is of another mix."""


def _made(grid: Grid, column: Column) -> list[tuple[Fraction, str]]:
    """The level of all, weighed by each column that counts the groups."""
    made = []
    for counts in (c for c in grid.columns if c.role == "count"):
        both = [(n, cell) for row in grid.parts if (n := counts.cells[row]) and (cell := column.cells[row])]
        every = sum((n.value for n, _ in both), Fraction(0))
        if len(both) == len(grid.parts) and every > 0:
            made.append((sum((n.value * cell.value for n, cell in both), Fraction(0)) / every, counts.title))
    return made


def _is_of_groups(grid: Grid, column: Column) -> bool:
    """Does a column give a level of each group, and none of all, and are the levels no shares of one whole?"""
    cells = [cell for row in grid.parts if (cell := column.cells[row])]
    if len(cells) < max(2, len(grid.parts)) or any(column.cells[row] for row in grid.totals):
        return False
    return column.role == "level" or (column.role == "percent" and not _are_shares(cells))


def _is_of_it(grid: Grid, column: Column, whole: Overall) -> bool:
    is_alike = (whole.amount.unit == "percent") == (column.role == "percent")
    is_level = column.role == "percent" or bool(AVERAGE.search(whole.sentence.text))
    return is_alike and is_level and bool(_shared(grid, column, whole))


def _shared(grid: Grid, column: Column, whole: Overall) -> frozenset[str]:
    return whole.says & stems(f"{column.title} {grid.table.caption}")


def _tells_alone(whole: Overall) -> bool:
    """Another figure of the kind in the sentence may be the part, or the one before."""
    same = [a for a in whole.sentence.amounts if a.unit == whole.amount.unit and not a.lasts]
    return len(same) <= 1 and not whole.amount.hedged


def _ends(grid: Grid, column: Column) -> tuple[Fraction, Fraction, str]:
    cells = [cell for row in grid.parts if (cell := column.cells[row])]
    return min(c.low for c in cells), max(c.high for c in cells), ", ".join(c.text for c in cells)


def _is_beyond(whole: Overall, low: Fraction, high: Fraction) -> bool:
    apart = max(low - whole.amount.high, whole.amount.low - high)
    wide = NEAR if whole.amount.unit == "percent" else abs(whole.amount.value) * NEAR / 100
    return 0 < apart <= wide
