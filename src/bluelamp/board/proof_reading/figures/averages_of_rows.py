"""The average of the latest months or periods that a table prints: “the three-period average is now 84.0%” above three
rows that make 83.0%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.bottom_row import PART
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

N = rf"(?P<n>{numerals.SMALL}|\d{{1,2}})"
PERIOD = r"(?:month|quarter|week|period|term|year|day)"
OF_SO_MANY = patterns.compile(
    rf"\b{N}[- ]{PERIOD}(?:ly)? (?:(?:rolling|moving|running|simple|plain) )?(?:average|mean)\b|"
    r"\b(?:average|mean)d? (?:of|for|over|across) the (?:last|latest|past|most recent) "
    rf"{N.replace('<n>', '<m>')} {PERIOD}s\b",
    re.IGNORECASE,
)
NOT_NOW = patterns.compile(
    r"\b(?:target|aim|would|will|should|if|forecast|without|weighted)\b", re.IGNORECASE
)
NEAR_BLOCKS = 6


def averages_of_rows(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        found = OF_SO_MANY.search(sentence.text)
        n = _many(found) if found else 0
        after = [a for a in sentence.amounts if found and a.start >= found.end()]
        if n < 2 or not after or after[0].unit not in ("percent", "count") or NOT_NOW.search(sentence.text):
            continue
        near = [g for g in paper.grids if g.section is sentence.section and _is_near(sentence, g)]
        if len(near) == 1 and (wrong := _wrong(near[0], n, after[0])):
            yield sentence.remark(wrong)


def _many(found: re.Match[str]) -> int:
    said = found["n"] or found["m"]
    return int(said) if said.isdigit() else numerals.value(said) or 0


def _is_near(sentence: Sentence, grid: Grid) -> bool:
    is_of_periods = all(PART.match(grid.labels[row]) for row in grid.parts)
    return 0 <= sentence.block - grid.block <= NEAR_BLOCKS and is_of_periods


def _wrong(grid: Grid, n: int, said: Amount) -> str:
    """Of every column that may be meant, no ``n`` rows in turn make the average, and those of one lie about it."""
    columns = [c for c in grid.columns if (c.role == "percent") == (said.unit == "percent")]
    every = [(c, rows) for c in columns for rows in _windows(grid, c, n)]
    if said.hedged or any(_agrees(grid, column, rows, said) for column, rows in every):
        return ""
    last = [rows for rows in every if rows[1][-1] == grid.parts[-1] and _spans(*rows, said)]
    if len(last) != 1:
        return ""
    column, rows = last[0]
    cells = [cell for row in rows if (cell := column.cells[row])]
    made = shown.like(sum((c.value for c in cells), Fraction(0)) / n, said)
    return f"({' + '.join(c.text for c in cells)}) / {n} = {made}, and {shown.said(said)} is printed"


def _windows(grid: Grid, column: Column, n: int) -> Iterator[tuple[int, ...]]:
    rows = [row for row in grid.parts if column.cells[row]]
    for start in range(len(rows) - n + 1):
        yield tuple(rows[start : start + n])


def _agrees(grid: Grid, column: Column, rows: tuple[int, ...], said: Amount) -> bool:
    """Do they make it, each alike or weighed by a column that counts?"""
    cells = [cell for row in rows if (cell := column.cells[row])]
    slack = max(Fraction(1, 2 * 10**said.digits), *(c.half for c in cells))  # an average is rounded
    means = [sum((c.value for c in cells), Fraction(0)) / len(cells)]
    for counts in (c for c in grid.columns if c.role == "count" and c is not column):
        weights = [w.value if (w := counts.cells[row]) else Fraction(0) for row in rows]
        if sum(weights) > 0:
            both = zip(weights, cells, strict=True)
            means.append(sum((w * c.value for w, c in both), Fraction(0)) / sum(weights))
    return any(said.agrees(mean - slack, mean + slack) for mean in means)


def _spans(column: Column, rows: tuple[int, ...], said: Amount) -> bool:
    """Is it of their size: between the lowest and the highest, or not far outside?"""
    values = [cell.value for row in rows if (cell := column.cells[row])]
    wide = max(max(values) - min(values), max(values) / 50)
    return min(values) - wide <= said.value <= max(values) + wide
