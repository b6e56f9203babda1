"""A number in the text with the digits of a cell in another order, in a sentence that speaks of the cell's row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables import made_of
from bluelamp.board.proof_reading.tables.asked import is_asked
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

LEAST = 100
"""Of two digits any number has a twin."""


DIGITS = 4
"""With fewer a number that differs by one digit is another number."""
NEAR_BLOCKS = 4
IN_ALL = patterns.compile(r"\b(?:in all|in total|altogether|overall|a total of|the total)\b", re.IGNORECASE)


def slip(sentence: Sentence, grid: Grid, known: frozenset[Fraction], about: str = "") -> str:
    """“At 223 their number has come down”, where the row of pedal cyclists has 232. ``about`` is what its paragraph
    says before it. The sentence is of the table's own time."""
    odd = _odd(sentence, known)
    if not odd:
        return ""
    told = {a.value for a in sentence.amounts}
    is_near = sentence.section is grid.section and abs(sentence.block - grid.block) <= NEAR_BLOCKS
    for amount in odd:
        found = [each for each in _twins(grid, amount) if each[2].value not in told]
        is_all = is_near and bool(IN_ALL.search(sentence.text))
        if is_all:
            found = found or [each for each in _of_total(grid, amount) if is_asked(sentence, each[1])]
        is_total = (
            is_near
            and len(found) == 1
            and found[0][0] in grid.totals
            and (is_all or amount.value >= 10 * LEAST)
        )
        is_named = len(found) == 1 and (
            _shares_a_word(sentence.text, grid, found[0][0])
            or (is_near and amount.value >= 10 * LEAST and _shares_a_word(about, grid, found[0][0]))
        )
        if len(found) == 1 and (is_total or is_named):
            return made_of.told(shown.said(amount), grid, *found[0])
    return ""


def _odd(sentence: Sentence, known: frozenset[Fraction]) -> tuple[Amount, ...]:
    """Its counts that no table of the paper prints, found once for all of the tables."""
    if ODD not in sentence.worked_out:
        counts = (a for a in sentence.amounts if a.unit == "count" and not a.hedged and a.value >= LEAST)
        sentence.worked_out[ODD] = tuple(
            a
            for a in counts
            if a.value not in known and not made_of.SIZE_OF_A_CHANGE.search(sentence.text[: a.start])
        )
    found: tuple[Amount, ...] = sentence.worked_out[ODD]
    return found


ODD = "odd"


def _twins(grid: Grid, amount: Amount) -> Iterator[tuple[int, Column, Cell]]:
    """The cells printed with the same digits in another order."""
    for row, column, cell in grid.by_digits.get("".join(sorted(str(amount.value))), ()):
        if cell.value != amount.value:
            yield row, column, cell


def _of_total(grid: Grid, amount: Amount) -> Iterator[tuple[int, Column, Cell]]:
    """The totals with one digit other than the amount's: 2,064 for 2,084."""
    said = str(amount.value)
    for column in (c for c in grid.columns if c.role == "count" and len(said) >= DIGITS):
        for row in grid.totals:
            cell = column.cells[row]
            printed = str(cell.value) if cell else ""
            if (
                cell
                and len(printed) == len(said)
                and sum(a != b for a, b in zip(said, printed, strict=True)) == 1
            ):
                yield row, column, cell


def _shares_a_word(text: str, grid: Grid, row: int) -> bool:
    """A word of the row's label that no other row has, in any of its forms; not every one of its sentences is of it."""
    others = {stem for r, label in enumerate(grid.labels) if r != row for stem in _stems(label)}
    return bool((_stems(grid.labels[row]) - others) & _stems(text))


def _stems(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{5,}", text.lower())} - {
        "other",
        "total",
        "others",
        "number",
    }
