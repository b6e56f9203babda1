"""An average or a total of the latest months that moved, and the months that moved it: the one that came in, the one
that it took the place of, and the one before it.

Whatever the words, the months tell: the newest and the one as many months before it, by their difference over the
number of months, make the step."""

# ruff: noqa: RUF001 - papers are written with dashes
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from bluelamp.board.document import words
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.averages_moved import AVERAGE, Level, averages_moved, goes_on
from bluelamp.board.proof_reading.figures.months import before, month_of
from bluelamp.board.proof_reading.figures.months_said import OfMonth, months_said
from bluelamp.board.proof_reading.figures.spans import how_many
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, dates
from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

TOTAL = patterns.compile(r"\b(?:total|sum|number)\b", re.IGNORECASE)
MEAN = patterns.compile(r"\b(?:averag\w+|mean)\b", re.IGNORECASE)
ROLLS = patterns.compile(r"\b(?:rolling|moving|running) (?:average|mean|total|rate|figure)\b", re.IGNORECASE)
"""Where it does not say over how many months, it is over twelve."""
OWN = patterns.compile(rf"\bmonthly (?:average|mean)|{ANY_MONTH}(?: \d{{4}})? averaged\b")
OF_A_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)(?P<second>[/–-]\d\d(?:\d\d)?)?")
YEAR = 12
NEAR = 3
"""Paragraphs around the one that tells of the average, in which its figures may be."""
FAR = 16
"""The same, where lists stand among them."""
LITTLE = 20
"""How many times smaller a difference is that hardly counts."""
ALIKE = 4
"""How many times the average a month may be."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a month stood at, how far rounding may have moved it, and where it stands."""

    value: Fraction
    half: Fraction
    lasts: str = ""
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """An average over ``n`` months that went from one level to another, and what the months stood at."""

    passage: tuple[Sentence, ...]
    n: int
    level: Level
    months: Mapping[date, Value]
    is_mean: bool

    def moves(self, month: date) -> tuple[Fraction, ...]:
        """What the average can have moved by as ``month`` came in; a total moves by the whole difference."""
        apart = self.months[month].value - self.months[before(month, self.n)].value
        return (apart / self.n,) if self.is_mean else (apart / self.n, apart)

    def rounding(self, month: date) -> Fraction:
        return (self.months[month].half + self.months[before(month, self.n)].half) / self.n

    def fits(self, month: date) -> bool:
        """Is the step what the two months make?"""
        wide = self.level.slack + self.rounding(month) + abs(self.moves(month)[0]) / 20
        return any(
            move * self.level.step > 0 and abs(self.level.step - move) <= wide for move in self.moves(month)
        )

    @property
    def newest(self) -> tuple[date, ...]:
        """The months whose place in the average before is known too, the latest first."""
        known = (m for m in self.months if before(m, self.n) in self.months)
        return tuple(sorted(known, reverse=True))

    @property
    def is_explained(self) -> bool:
        """Do two of its months make the step?"""
        return any(self.fits(month) for month in self.newest)

    def told(self, month: date) -> str:
        """The sum that the month which came and the one which left make."""
        new, old = self.months[month].value, self.months[before(month, self.n)].value
        move = self.moves(month)[-1]
        if not self.is_mean:
            return f"{shown.number(new)} - {shown.number(old)} = {float(move):+g}"
        return f"({shown.number(new)} - {shown.number(old)}) / {self.n} = {float(move):+.2f}"


def is_hardly_any(new: Value, last: Value, gone: Value) -> bool:
    """Did the month differ from the one before it by little of what it differs by from the one that it replaced?"""
    return abs(new.value - last.value) * LITTLE <= abs(new.value - gone.value)


def beside(new: Value, last: Value, gone: Value | None) -> str:
    """How it stands to the month before it."""
    went_on = gone is not None and (new.value - last.value) * (new.value - gone.value) > 0
    return "hardly different from" if went_on else "no better than"


def windows(paper: Reading, block: tuple[Sentence, ...]) -> tuple[Window, ...]:
    """Every reading of a paragraph that tells of an average over months; those that add up, where there are any."""
    if not AVERAGE.search(" ".join(sentence.text for sentence in block)):
        return ()
    passage = around(paper, block)
    text = " ".join(sentence.text for sentence in passage)
    n = how_many(text, only_months=True) or (YEAR if ROLLS.search(text) else None)
    if n is None:
        return ()
    is_mean = bool(MEAN.search(text)) or not TOTAL.search(text)
    every = months_said(passage)
    on = goes_on(passage)
    strict = tuple(e for e in every if not is_level(e) and not any(e.sentence is each for each in on))
    made = [
        Window(passage, n, level, months, is_mean)
        for said in ((strict, every) if strict != every else (every,))
        for level, months in _readings(paper, passage, 1 if is_mean else n, said, n)
    ]
    return tuple(each for each in made if each.is_explained) or tuple(made)


def around(paper: Reading, block: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The paragraphs near one, each with the list that follows it."""
    every = paper.around(block[0], FAR, FAR)
    starts = sorted({s.block for s in every if not s.is_item})
    own = sum(start <= block[0].block for start in starts) - 1
    first = starts[max(0, own - NEAR)] if own >= NEAR else every[0].block
    beyond = starts[own + NEAR + 1] if own + NEAR + 1 < len(starts) else every[-1].block + 1
    return tuple(each for each in every if first <= each.block < beyond)


def is_level(told: OfMonth) -> bool:
    """“The average stood at 14.5 weeks in September”: not the figure of that month."""
    head = re.split(r"[;:]", told.sentence.text[: told.amount.start])[-1]
    return bool(AVERAGE.search(head)) and not OWN.search(head)


def _readings(
    paper: Reading, passage: tuple[Sentence, ...], times: int, said: tuple[OfMonth, ...], n: int
) -> Iterator[tuple[Level, Mapping[date, Value]]]:
    """Each step of an average with the months that may have made it; a total is so many ``times`` a month."""
    for unit in dict.fromkeys([*(each.amount.unit for each in said), "count", "percent"]):
        own = [each for each in said if each.amount.unit == unit]
        tables = list(of_tables(paper, is_percent=unit == "percent"))
        for level in averages_moved(passage, unit, [each.amount for each in own]):
            told = _told(own, n, level, times)
            for months in _chosen(told, n):
                yield level, months
            for table in tables:
                if any(_is_like(value, level, times) for value in table.values()):
                    yield level, {**{m: v[0] for m, v in told.items()}, **table}


def _told(own: list[OfMonth], n: int, level: Level, times: int) -> dict[date, list[Value]]:
    """What may be the figure of each month beside an average of that size, the nearest first."""
    told: dict[date, list[Value]] = {}
    for each in sorted(own, key=lambda e: abs(e.sentence.block - level.sentence.block)):
        month = before(each.month, -n) if each.takes_its_place else each.month
        half = (each.amount.high - each.amount.low) / 2
        value = Value(each.amount.value, half, each.amount.lasts, each.sentence)
        if _is_like(value, level, times):
            told.setdefault(month, []).append(value)
    return told


def _is_like(value: Value, level: Level, times: int) -> bool:
    is_alike = value.lasts == level.old.lasts or "" in (value.lasts, level.old.lasts)
    return is_alike and level.old.value / ALIKE <= value.value * times <= level.old.value * ALIKE


def _chosen(told: dict[date, list[Value]], n: int) -> Iterator[dict[date, Value]]:
    """The months with the nearest figure of each, then with each other that the two which matter may have."""
    first = {month: values[0] for month, values in told.items()}
    if len(first) < 2:
        return
    yield first
    for month in told:
        for new, old in product(told[month], told.get(before(month, n), ())):
            if new is not told[month][0] or old is not told[before(month, n)][0]:
                beside = [v for v in told.get(before(month), ()) if v.sentence is new.sentence]
                chosen = {**first, month: new, before(month, n): old}
                yield {**chosen, before(month): beside[0]} if beside else chosen


def of_tables(paper: Reading, *, is_percent: bool) -> Iterator[dict[date, Value]]:
    """Each column of a table whose rows are months; those of a year each, or set side by side, make one."""
    for grid in paper.grids:
        rows = [_row_month(label, paper.meeting) for label in grid.labels]
        set_left = {column.place: _months_before(paper, grid, column) for column in grid.columns}
        is_set_apart = sum(sum(map(bool, labels)) > 1 for labels in set_left.values()) > 1
        months: dict[date, Value] = {}
        for column in grid.columns:
            if (column.role == "percent") != is_percent or AVERAGE.search(column.title):
                continue
            cells = zip(set_left[column.place] if is_set_apart else rows, column.cells, strict=True)
            told = {month: Value(cell.value, cell.half) for month, cell in cells if month and cell}
            if is_set_apart:
                months |= told
            elif year := OF_A_YEAR.fullmatch(column.title):
                months |= {_in_year(month, year): value for month, value in told.items()}
            elif len(told) > 1:
                yield told
        if len(months) > 1:
            yield months


def _months_before(paper: Reading, grid: Grid, column: Column) -> list[date | None]:
    """The months that stand left of its numbers: a list of months may be set in several columns side by side."""
    texts = [words(row[column.place - 1]) if column.place <= len(row) else "" for row in grid.table.rows]
    return [_row_month(text.strip(), paper.meeting) for text in texts]


def _in_year(month: date, year: re.Match[str]) -> date:
    """The month of a year; of a financial year, which the next may be, those before April are."""
    return month.replace(year=int(year["first"]) + (year["second"] is not None and month.month < 4))


SHORT_YEAR = re.compile(r"^([A-Z][a-z]{2,8})\.?[-– ]?['’]?(\d\d)$")
"""“Aug-16”, “Sept ’16”."""


@remembered
def _row_month(label: str, meeting: date) -> date | None:
    label = SHORT_YEAR.sub(r"\1 20\2", label)
    found = list(dates(f"in {label}", meeting))  # “March” by itself may be no month
    is_month = len(found) == 1 and not found[0].has_day and not AVERAGE.search(label)
    return month_of(found[0], meeting) if is_month else None
