"""The levels of two groups in the rows of a table, and that of both in the text beside it: “across both types the mean
consultation lasts 13.2 minutes”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.group_sizes import Size, sizes_told
from bluelamp.board.proof_reading.figures.mixed import Mixed
from bluelamp.board.proof_reading.figures.overall import overalls, stems
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

NEAR = 2
"""Paragraphs from the table to the sentence that tells of both."""
BOTH = patterns.compile(
    r"^(?:both|all|overall|total|together|combined|the two|either|whole)\b", re.IGNORECASE
)
TWO = 2
HUNDRED = 100
ROUNDING = 1


def mixed_rows(paper: Reading) -> Iterator[tuple[Mixed, list[Size]]]:
    """Each whole of two rows, with how large they are said to be."""
    for grid in paper.grids:
        pair = [row for row in range(len(grid.labels)) if not BOTH.match(grid.labels[row])]
        near = [
            b for b in paper.blocks if b[0].section is grid.section and -1 <= b[0].block - grid.block <= NEAR
        ]
        for column in grid.columns if len(pair) == TWO and near else ():
            for found, block in _of_column(grid, column, pair, near):
                told = [*_shares(grid, column, pair, found), *sizes_told(paper, block, found)]
                if told:
                    yield found, told


def _of_column(
    grid: Grid, column: Column, pair: list[int], near: list[tuple[Sentence, ...]]
) -> Iterator[tuple[Mixed, tuple[Sentence, ...]]]:
    one, two = (column.cells[row] for row in pair)
    of_one, of_two = (stems(grid.labels[row]) or frozenset({grid.labels[row].lower()}) for row in pair)
    if not one or not two or one.value == two.value or not _is_level(column, one, two):
        return
    for block in near:
        for whole in overalls(block):
            amount = whole.amount
            is_alike = (amount.unit == "percent") == (column.role == "percent") and amount.unit in (
                "percent",
                "count",
            )
            if is_alike and min(one.value, two.value) < amount.value < max(one.value, two.value):
                parts = (_amount(one, amount), _amount(two, amount))
                yield Mixed(amount, *parts, of_one - of_two, of_two - of_one, whole.sentence, True), block


def _is_level(column: Column, one: Cell, two: Cell) -> bool:
    """Is it a rate or an average of each, and no share of the whole nor a number of them?"""
    if column.role == "percent" or one.unit == "percent":
        return abs(one.value + two.value - HUNDRED) > ROUNDING
    return column.role == "level" or bool(one.digits and two.digits)


def _shares(grid: Grid, column: Column, pair: list[int], found: Mixed) -> Iterator[Size]:
    """Another column that says how large each is: shares that make a hundred, or numbers."""
    for other in grid.columns:
        one, two = (other.cells[row] for row in pair)
        if other is column or not one or not two or one.value <= 0 or two.value <= 0:
            continue
        is_share = abs(one.value + two.value - HUNDRED) <= ROUNDING
        if is_share or other.role == "count":
            share = one.value * HUNDRED / (one.value + two.value)
            told = f"{one.text} beside {two.text} ({grid.name})"
            yield Size(found.at, told, share - 1, share + 1, found.of_one)


def _amount(cell: Cell, like: Amount) -> Amount:
    low, high = cell.value - cell.half, cell.value + cell.half
    text = (
        shown.percent(cell.value, cell.digits)
        if like.unit == "percent" and "%" not in cell.text
        else cell.text
    )
    return Amount(like.unit, cell.value, low, high, 0, 0, text, cell.digits, lasts=like.lasts)
