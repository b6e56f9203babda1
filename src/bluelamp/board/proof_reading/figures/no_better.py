"""A month that was no better than the one before it, where the average all the same moved the other way, as the month
that left makes it: told by the sum alone, however the passage words the average and its move."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.claimed import called_better, claimed, is_explained
from bluelamp.board.proof_reading.figures.months import before
from bluelamp.board.proof_reading.figures.months_said import OfMonth, figures, months_said
from bluelamp.board.proof_reading.figures.pairs import changes
from bluelamp.board.proof_reading.figures.spans import how_many
from bluelamp.board.proof_reading.figures.windows import (
    AVERAGE,
    ROLLS,
    YEAR,
    Value,
    around,
    beside,
    is_hardly_any,
    is_level,
    of_tables,
)
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

OVER_A_YEAR = patterns.compile(
    r"\b(?:yearly|year['’]s|annual|(?:in|over|for|of) the (?:last |past |whole )?year)\b",
    re.IGNORECASE,
)
ALIKE = 4
"""How many times another month's figure one may be."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The month that came into an average over ``n`` months, the one that it took the place of, and the one before."""

    month: date
    n: int
    new: Value
    gone: Value
    last: Value

    @property
    def move(self) -> Fraction:
        return (self.new.value - self.gone.value) / self.n

    @property
    def is_no_better(self) -> bool:
        return bool(self.move) and (
            (self.new.value - self.last.value) * self.move <= 0
            or is_hardly_any(self.new, self.last, self.gone)
        )

    @property
    def slack(self) -> Fraction:
        return (self.new.half + self.gone.half) / self.n + abs(self.move) / 20

    @property
    def told(self) -> str:
        new, gone, last = (_printed(each) for each in (self.new, self.gone, self.last))
        return (
            f"{self.month:%B} ({new}) is {beside(self.new, self.last, self.gone)} the month before it ({last}), and "
            f"the average moved because the month {self.n} before left it: "
            f"({new} - {gone}) / {self.n} = {float(self.move):+.2f}"
        )


def _printed(value: Value) -> str:
    """As finely as it was printed, up to two decimals."""
    return shown.number(value.value, 1 if (value.value * 10).denominator == 1 else 2)


def no_better(paper: Reading, block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """The sentence that praises or blames what was done, where the figures of the passage make the move."""
    at = next((s for s in block if AVERAGE.search(s.text)), None)
    if at is None:
        return
    passage = around(paper, block)
    n = _many(passage)
    for swap in _swaps(paper, passage, n) if n else ():
        gone = before(swap.month, swap.n)
        if not is_explained(passage, gone) and (
            blamed := claimed(passage, at, gone) or called_better(passage, at, swap.month, gone)
        ):
            yield blamed.remark(swap.told)
            return


def _swaps(paper: Reading, passage: tuple[Sentence, ...], n: int) -> Iterator[Swap]:
    """Every reading by which the latest month is no better and the sum that it makes is printed; first without the
    figures that may be an average's."""
    every = months_said(passage)
    strict = tuple(each for each in every if not is_level(each))
    for told_of in (strict, every) if strict != every else (every,):
        for unit in dict.fromkeys([*(each.amount.unit for each in told_of), "count", "percent"]):
            free = _free(passage, unit, told_of)
            for months in _readings(paper, told_of, unit):
                swap = _swap(months, n)
                if swap and swap.is_no_better and _is_printed(passage, free, swap):
                    yield swap


def _many(passage: tuple[Sentence, ...]) -> int | None:
    text = " ".join(sentence.text for sentence in passage)
    is_of_year = ROLLS.search(text) or OVER_A_YEAR.search(text)
    return how_many(text, only_months=True) or (YEAR if is_of_year else None)


def _free(passage: tuple[Sentence, ...], unit: str, told_of: tuple[OfMonth, ...]) -> list[Amount]:
    """The figures that are of no single month, and may be those of the average."""
    own = [each.amount for each in told_of]
    return [a for s in passage for a in figures(s) if a.unit == unit and not any(a is each for each in own)]


def _readings(paper: Reading, told_of: tuple[OfMonth, ...], unit: str) -> Iterator[Mapping[date, Value]]:
    """What each month stood at: as the text tells, and with what each table adds."""
    said: dict[date, Value] = {}
    for each in told_of:
        if each.amount.unit == unit and not each.takes_its_place:
            half = (each.amount.high - each.amount.low) / 2
            said.setdefault(each.month, Value(each.amount.value, half, each.amount.lasts, each.sentence))
    yield said
    for table in of_tables(paper, is_percent=unit == "percent"):
        yield {**table, **said}
        if any(month in table for month in said):
            yield {**said, **table}


def _swap(months: Mapping[date, Value], n: int) -> Swap | None:
    """The latest month whose place in the average before is known, and the month before it."""
    for month in sorted(months, reverse=True):
        if before(month, n) in months and before(month) in months:
            swap = Swap(month, n, months[month], months[before(month, n)], months[before(month)])
            values = [each.value for each in (swap.new, swap.gone, swap.last)]
            return swap if min(values) > 0 and max(values) <= ALIKE * min(values) else None
    return None


def _is_printed(passage: tuple[Sentence, ...], free: list[Amount], swap: Swap) -> bool:
    """Is the move told: as a step, or as two figures so far apart that may be the average's?"""
    values = [each.value for each in (swap.new, swap.gone, swap.last)]
    low, high = min(values), max(values)
    steps = [by for s in passage if AVERAGE.search(s.text) for by in changes(s)]
    levels = [a for a in free if low - (high - low) <= a.value <= high + (high - low)]
    return any(_is_step(by, swap) for by in steps) or any(
        _is_so_far(one, two, swap) for one, two in combinations(levels, 2)
    )


def _is_step(by: Amount, swap: Swap) -> bool:
    wide = swap.slack + max((by.high - by.low) / 2, Fraction(1, 2 * 10**by.digits))
    return abs(by.value - abs(swap.move)) <= wide


def _is_so_far(one: Amount, two: Amount, swap: Swap) -> bool:
    rounding = max((a.high - a.low) / 2 or Fraction(1, 4 * 10**a.digits) for a in (one, two))
    return abs(abs(two.value - one.value) - abs(swap.move)) <= swap.slack + 2 * rounding
