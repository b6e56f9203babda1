"""The counts in a paper's sentences that none of its tables prints, found by the digits of what they may have been
meant to be. A long paper has too many sentences to hold each against every table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

LEAST = 10
LONG = 3
"""Of fewer digits a number is a digit away from another by chance."""
NEAR_BLOCKS = 4
Led = tuple[Sentence | None, Sentence]
UNPRINTED = "unprinted"


def unprinted(sentence: Sentence, known: frozenset[Fraction]) -> tuple[Amount, ...]:
    """Its exact counts that are not among those ``known``, which the tables print; found once for all of them."""
    if UNPRINTED not in sentence.worked_out:
        sentence.worked_out[UNPRINTED] = tuple(
            a
            for a in sentence.amounts
            if a.unit == "count" and not a.hedged and a.value >= LEAST and a.value not in known
        )
    found: tuple[Amount, ...] = sentence.worked_out[UNPRINTED]
    return found


class Unprinted:
    """The sentences of a paper that tell such counts, each with the one that leads to it, in their order."""

    def __init__(self, paper: Reading) -> None:
        self._every: list[Led] = []
        self._blocks: list[int] = []
        self._by_digits: dict[str, set[int]] = {}
        for led, sentence in paper.led:
            odd = unprinted(sentence, paper.printed)
            for key in {key for each in odd for key in _keys(each)}:
                self._by_digits.setdefault(key, set()).add(len(self._every))
            if odd:
                self._every.append((led, sentence))
                self._blocks.append(sentence.block)

    def beside(self, grid: Grid) -> Iterator[Led]:
        """Those that stand near a table, or tell one of its counts with other digits or in another order."""
        first, last = grid.block - NEAR_BLOCKS, grid.block + NEAR_BLOCKS
        places = set(range(bisect_left(self._blocks, first), bisect_right(self._blocks, last)))
        totals = (cell.text for c in grid.columns for row in grid.totals if (cell := c.cells[row]))
        for key in {*grid.by_digits, *(key for text in totals for key in slips(text))}:
            places |= self._by_digits.get(key, set())
        return (self._every[place] for place in sorted(places))


def _keys(amount: Amount) -> Iterator[str]:
    yield "".join(sorted(str(amount.value)))
    yield from slips(amount.text)


def slips(text: str) -> Iterator[str]:
    """What a printed number has in common with those of the same digits in another order, and with those of which one
    digit after the first is another."""
    digits = re.sub(r"\D", "", text)
    yield "".join(sorted(digits))
    for place in range(1, len(digits)) if len(digits) >= LONG else ():
        yield f"{digits[:place]}?{digits[place + 1 :]}"
