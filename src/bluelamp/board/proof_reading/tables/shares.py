"""A column of percentages against its column of counts, or against what shares can add up to, with the
smallest repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.analysis import printed_tables
from bluelamp.board.document import Cited
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import across, bases, unmarked
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.relations import broken, is_of_its_row

SHARED = patterns.compile(
    r"\bshare\b|\bproportion of\b|(?:%|\bper ?cent(?:age)?) of (?:all|the|total)\b", re.IGNORECASE
)
"""A column whose percentages are called parts of one whole."""


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        explained = {each.column.place for each in broken(grid)}
        lone, in_rows = [], unmarked.shares_out(list(grid.columns))
        for place, column in enumerate(grid.columns):
            if column.role != "percent" or column.place in explained or is_of_its_row(grid, column):
                continue
            counts = _counts_beside(grid, place)
            if counts is not None:
                if wrong := _repair(paper, grid, counts, column):
                    yield grid.remark(f"columns “{counts.title}” and “{column.title}”", wrong)
                continue
            lone.append(column)
            if wrong := "" if in_rows else _adds_up(grid, column):
                yield grid.remark(f"column “{column.title}”", wrong)
        yield from _of_whole_numbers(paper, grid, lone)
        for row, wrong in across.unshared(grid):
            yield grid.remark(f"row “{grid.labels[row]}”", wrong)


def _of_whole_numbers(paper: Reading, grid: Grid, columns: list[Column]) -> Iterator[Remark]:
    if any(isinstance(run, Cited) for row in grid.table.rows for cell in row for run in cell):
        return  # each figure of ours has a base of its own, in its passport
    for each in bases.impossible(paper, grid, columns):
        where = f"row “{grid.labels[each.row]}”, column “{each.column.title}”"
        yield grid.remark(where, f"of {each.base:,}, {each.ends}, and {each.cell.text} is printed")


def _counts_beside(grid: Grid, place: int) -> Column | None:
    """The column of counts whose shares these are: the one on its left, if most of its shares of the whole are
    printed."""
    for other in (place - 1, *(p for p in range(len(grid.columns)) if p not in (place, place - 1))):
        if other < 0:
            continue
        counts, percents = grid.columns[other], grid.columns[place]
        if counts.role == "count" and _mostly_shares(grid, counts, percents):
            return counts
    return None


def _filled(grid: Grid, counts: Column, percents: Column) -> list[int]:
    """Rows that print a whole count and its percentage."""
    return [row for row in grid.parts if _is_whole(counts.cells[row]) and percents.cells[row] is not None]


def _is_whole(cell: Cell | None) -> bool:
    return cell is not None and cell.value.denominator == 1


def _mostly_shares(grid: Grid, counts: Column, percents: Column) -> bool:
    rows = _filled(grid, counts, percents)
    if len(rows) < 2 or len(rows) < len(grid.parts) - 1:
        return False
    total = sum((counts.cells[row].value for row in rows), Fraction(0))  # type: ignore[union-attr]
    if not total:
        return False
    near = 0
    for row in rows:
        cell = percents.cells[row]
        exact = counts.cells[row].value * 100 / total  # type: ignore[union-attr]
        near += bool(cell and abs(cell.value - exact) <= cell.half + max(Fraction(3, 2), exact / 10))
    return near >= max(2, len(rows) - max(1, len(rows) // 3))


def _repair(paper: Reading, grid: Grid, counts: Column, percents: Column) -> str:
    rows = _filled(grid, counts, percents)
    printed = [counts.cells[row] for row in rows]
    shares = [percents.cells[row] for row in rows]
    bottom = _printed_total(grid, counts)
    column = printed_tables.Printed(
        counts=tuple(int(c.value) for c in printed if c is not None),
        percents=tuple(s.value for s in shares if s is not None),
        halves=tuple(s.half for s in shares if s is not None),
        total=bottom,
    )
    if printed_tables.is_consistent(column):
        return ""
    told = _said_totals(paper, grid)
    repairs = printed_tables.repairs(column, told)
    labels = [grid.labels[row] for row in rows]
    added = sum(column.counts)
    opening = f"the counts add up to {added:,}" + (
        f" and {bottom:,} is printed" if bottom not in (None, added) else ""
    )
    misfit = _misfits(column, added, labels)
    return "; ".join([opening, *misfit, *_told(repairs, labels, told)])


def _misfits(column: printed_tables.Printed, base: int, labels: list[str]) -> list[str]:
    return [
        f"“{labels[at]}” {column.counts[at]:,} of {base:,} is "
        f"{shown.percent(Fraction(column.counts[at] * 100, base))}, and "
        f"{float(column.percents[at]):g}% is printed"
        for at in printed_tables.misfits(column, base)
    ][:4]


def _told(repairs: list[printed_tables.Repair], labels: list[str], told: tuple[int, ...]) -> list[str]:
    made = []
    for place, repair in enumerate(repairs[:3]):
        parts = [f"“{labels[at]}” {now:,} in place of {was:,}" for at, was, now in repair.counts]
        parts += [f"“{labels[at]}” printed as {float(now):g}%" for at, now in repair.percents]
        if repair.total is not None:
            parts.append(f"a total of {repair.total:,}")
        support = f", the total that the text gives ({repair.base:,})" if repair.base in told else ""
        word = "smallest repair" if not place else "or"
        made.append(f"{word}: {', '.join(parts)}, of {repair.base:,} in all{support}")
    return made


def _printed_total(grid: Grid, counts: Column) -> int | None:
    for row in reversed(grid.totals):
        cell = counts.cells[row]
        if cell is not None and cell.value.denominator == 1:
            return int(cell.value)
    return None


def _said_totals(paper: Reading, grid: Grid) -> tuple[int, ...]:
    """Whole counts in the sentences of the table's section: one of them may be the base that was meant."""
    return tuple(
        dict.fromkeys(
            int(a.value)
            for sentence in paper.sentences
            if sentence.section is grid.section
            for a in sentence.amounts
            if a.unit == "count" and a.value.denominator == 1 and a.value > 9
        )
    )


def _adds_up(grid: Grid, column: Column) -> str:
    """Shares without counts: they add up to 100 within what rounding allows, or they are no shares of one whole."""
    cells = [column.cells[row] for row in grid.parts]
    found = [cell for cell in cells if cell is not None]
    if len(found) < 3 or len(found) < len(cells) or any(cell.value < 0 for cell in found):
        return ""
    added = sum((c.value for c in found), Fraction(0))
    slack = sum((c.half for c in found), Fraction(0))
    total = next((column.cells[row] for row in grid.totals if column.cells[row] is not None), None)
    is_whole = total is not None and abs(total.value - 100) <= Fraction(1, 2)
    near = abs(added - 100) <= (25 if is_whole else 15 if SHARED.search(column.title) else 5)
    if abs(added - 100) <= slack or not near or (total is not None and not is_whole):
        return ""
    allowed = f"{float(100 - slack):g}% to {float(100 + slack):g}%"
    return f"{' + '.join(c.text for c in found)} = {float(added):g}%, and rounding allows {allowed}"


RULE = Rule(
    key="shares",
    title="A column of percentages that no counts explain",
    severity="wrong",
    explanation="With the counts printed, or with any whole numbers at all, these percentages cannot come about. "
    "The smallest correction that makes them agree is named; the source decides.",
    read=read,
    kind="tables",
    certainty="certain",
)
