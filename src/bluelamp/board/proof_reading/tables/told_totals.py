"""A figure told of everything that a table adds up, and a digit away from its total: “we had 707 actions open”, where
the table makes 770."""

from __future__ import annotations

import re
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables import made_of, worked_out
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.clauses import Clause, clauses
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.named_rows import rows_named, stems
from bluelamp.board.proof_reading.tables.told_cells import (
    AT_A_PLACE,
    NARROWED,
    OTHERWISE,
    WHOLE,
    is_of_its_period,
    is_swapped,
    scales_of,
)
from bluelamp.board.proof_reading.tables.unprinted import LONG, unprinted

FEW = 40


def wrong_total(sentence: Sentence, grid: Grid, known: frozenset[Fraction]) -> str:
    """What is told of all rows together; empty where anything explains it."""
    odd = unprinted(sentence, known)
    if len(grid.totals) != 1 or not _comes_near(odd, grid):
        return ""
    names_a_part = any(each.row in grid.parts for each in rows_named(sentence.text, grid))
    for clause in clauses(sentence, grid):
        for amount in clause.amounts:
            is_whole = bool(WHOLE.search(sentence.text[: amount.start]))
            if (names_a_part and not is_whole) or not _may_be_told(clause, grid, amount, odd):
                continue
            if worked_out.is_printed(amount, grid, scales_of(grid, amount)):
                continue
            if found := _meant(sentence, clause, grid, amount, is_whole=is_whole and names_a_part):
                return made_of.told(shown.said(amount), grid, grid.totals[0], *found)
    return ""


def _comes_near(odd: tuple[Amount, ...], grid: Grid) -> bool:
    """Is any of the counts a slip away from a total? Asked first, because few are."""
    totals = _totals(grid) if odd else []
    return any(is_swapped(a, cell, 2) or _is_a_digit_off(a, cell) for _, cell in totals for a in odd)


def _meant(
    sentence: Sentence, clause: Clause, grid: Grid, amount: Amount, *, is_whole: bool
) -> tuple[Column, Cell] | None:
    """The total that the figure was meant to be."""
    leads = sentence.block == grid.block and sentence.text in grid.lead
    is_near = sentence.section is grid.section
    is_narrow = NARROWED.search(sentence.text[amount.end :]) or AT_A_PLACE.search(sentence.text[amount.end :])
    totals = [
        each for each in _totals(grid) if leads or is_whole or _shares_words(clause, amount, grid, each[0])
    ]
    swapped = [each for each in totals if is_swapped(amount, each[1], 2 if is_whole and is_near else 3)]
    if len(swapped) == 1 and (leads or is_whole or not is_narrow):
        return swapped[0]
    near = [each for each in totals if _is_a_digit_off(amount, each[1])]
    if len(near) != 1 or not is_near or is_narrow:
        return None
    return None if worked_out.is_made(sentence, grid, grid.totals[0], amount, (1,)) else near[0]


def _may_be_told(clause: Clause, grid: Grid, amount: Amount, odd: tuple[Amount, ...]) -> bool:
    """Is it one of the counts in question, of the table's own time, and no change or plan?"""
    if amount not in odd or amount.lasts:
        return False
    start, end = amount.start - clause.start, amount.end - clause.start
    beside = f"{clause.text[max(0, start - FEW) : start]} {clause.text[end : end + FEW]}"
    if made_of.BEFORE.search(clause.text) or OTHERWISE.search(beside):
        return False
    return is_of_its_period(grid, clause, amount)


def _totals(grid: Grid) -> list[tuple[Column, Cell]]:
    row = grid.totals[0]
    return [(c, cell) for c in grid.columns if c.role == "count" and (cell := c.cells[row]) and not cell.unit]


def _is_a_digit_off(amount: Amount, cell: Cell) -> bool:
    """One digit is another, and not the first."""
    said, printed = (re.sub(r"\D", "", each.text) for each in (amount, cell))
    is_long = len(said) == len(printed) >= LONG and said[0] == printed[0]
    return is_long and sum(a != b for a, b in zip(said, printed, strict=True)) == 1


def _shares_words(clause: Clause, amount: Amount, grid: Grid, column: Column) -> bool:
    """Is what it counts what the table or the column is called?"""
    end = amount.end - clause.start
    noun = stems(clause.text[end : end + FEW]).keys()
    over = stems(f"{grid.section.title} {grid.table.caption} {column.title} {grid.lead}").keys()
    return bool(noun & over)
