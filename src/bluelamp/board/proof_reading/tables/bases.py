"""Percentages in a table beside the number of people, replies or things that each of them is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import prod

from bluelamp.board.proof_reading.figures.whole_numbers import ASKED, WEIGHTED, beside
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.unmarked import OF_REPLIES

BY_CHANCE = Fraction(1, 5)
"""Percentages that hang on whole numbers of the base by chance as often as this do not show that it is theirs."""
SELDOM = Fraction(1, 200)
"""So seldom by chance, that any number told beside the table is shown to be their base."""
TELLING = Fraction(3, 4)
"""Of a large base nearly every printed percentage is possible, and says nothing."""
N = rf"(?:\d{{1,4}}|{numerals.WORDS})"
NAMED = patterns.compile(
    rf"\bn\s?=\s?(?P<n>\d{{1,4}})\b|\bbase:?\s(?:size )?(?:of )?(?P<base>\d{{1,4}})\b|\b(?:out of|of) (?:the |all )?"
    rf"(?P<of>\d{{1,4}})\b|\b(?P<told>{N}) (?:[a-z]+ ){{0,2}}?(?:{ASKED}|people|patients|pupils|learners|staff|"
    r"tenants|carers|parents|children|members|cases|files|delegates|participants)\b",
    re.IGNORECASE,
)
"""A base in a heading: “Clinic (n = 24)”, “Question (24 replies to each)”."""
SAID = patterns.compile(
    rf"(?P<told>(?<![\d,.£]){N}(?![\d,.]\d)) (?:[a-z]+ ){{0,4}}?(?:{ASKED})\b|\b{ASKED} (?:by|from|of|to) "
    rf"(?:the |all )?(?P<of>{N})\b(?![,.]\d)",
    re.IGNORECASE,
)
"""A base in the sentence that leads to the table: “Twenty-four people filled in a form”."""
IN_BRACKETS = patterns.compile(r"\((\d{1,4})\)$")
NOT_OF_THEM = patterns.compile(
    r"\b(?:occupan\w+|sickness|absence|attendance|detect\w+|utilis\w+|vacanc\w+|turnover|rent|arrears|change|growth|"
    r"target)\b",
    re.IGNORECASE,
)
"""A percentage that is of something within them: the occupancy of ten homes."""
NEAR_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class OfBase:
    """A printed percentage with the base it may be of. ``ends`` are the shares on either side of it, if none is it."""

    row: int
    column: Column
    cell: Cell
    base: int
    ends: str

    @property
    def chance(self) -> Fraction:
        """How often a number typed at random would be some whole number's share of the base."""
        return min(Fraction(1), (self.base + 1) * self.cell.half / 50)


def impossible(paper: Reading, grid: Grid, columns: list[Column]) -> Iterator[OfBase]:
    """The percentages that no whole number of their base gives, where the other percentages show that it is theirs."""
    near = [s for s in paper.section_of_key(grid.section.key) if abs(s.block - grid.block) <= NEAR_BLOCKS]
    if any(WEIGHTED.search(text) for text in (grid.table.caption, *(s.text for s in near))):
        return
    ways = ((bases, BY_CHANCE, 2 - _is_of_replies(grid)) for bases in _bases(grid, columns, near))
    for bases, chance, times in chain(ways, ((bases, SELDOM, 2) for bases in _told(columns, near))):
        found = [each for each in bases if each.chance < TELLING]
        wrong, held = [e for e in found if e.ends], [e for e in found if not e.ends]
        if held and prod(each.chance for each in held) <= chance and times * len(wrong) <= len(held):
            yield from wrong
            return
    for base in _said_to_be_of(grid):
        every = (_of(row, c, base) for c in columns for row, cell in enumerate(c.cells) if cell)
        yield from (each for each in every if each.ends)


OUTRIGHT = patterns.compile(
    rf"(?:percentages?|per cent|%|shares?|proportions?) of (?:the |all )*(?P<of>{N})\b(?![,.]?\d)",
    re.IGNORECASE,
)


def _said_to_be_of(grid: Grid) -> Iterator[int]:
    """“Grades, as a percentage of the 23 crews”: said outright, so that nothing else need show it."""
    found = OUTRIGHT.search(grid.table.caption)
    base = _value(found) if found else 0
    if FEWEST < base <= FEW:
        yield base


FEW = 60
"""Of more, a percentage printed whole is nearly always possible."""


def _is_of_replies(grid: Grid) -> bool:
    """Is its first column called how many replied? Then it needs less to show that the percentages are of them."""
    return bool(OF_REPLIES.match(grid.columns[0].title)) and grid.columns[0].role == "count"


def _told(columns: list[Column], near: list[Sentence]) -> Iterator[list[OfBase]]:
    """“Independent visitors made 48 visits”: any whole number told beside the table."""
    columns = [c for c in columns if not NOT_OF_THEM.search(c.title)]
    counts = (a for s in near for a in s.amounts if a.unit == "count" and not a.lasts and not a.hedged)
    for base in dict.fromkeys(int(a.value) for a in counts if a.value.denominator == 1 and a.value > FEWEST):
        yield [_of(row, c, base) for c in columns for row, cell in enumerate(c.cells) if cell]


FEWEST = 5


def _bases(grid: Grid, columns: list[Column], near: list[Sentence]) -> Iterator[list[OfBase]]:
    """Each way to say what the percentages are of: a column, the row's label, a heading, a sentence beside it."""
    counts = [c for c in grid.columns if c.role == "count" and _is_of_wholes(c)]
    columns = [c for c in columns if not NOT_OF_THEM.search(c.title)]
    for count in counts if len(counts) == 1 else []:
        yield [
            _of(row, c, int(b.value))
            for c in columns
            for row, b in enumerate(count.cells)
            if b and c.cells[row]
        ]
    ends = [IN_BRACKETS.search(label) for label in grid.labels]
    labels = [
        int(end[1]) if end and all(ends) else _named(label)
        for end, label in zip(ends, grid.labels, strict=True)
    ]
    yield [_of(row, c, base) for c in columns for row, base in enumerate(labels) if base and c.cells[row]]
    titles = {c.place: _named(c.title) for c in columns}
    yield [
        _of(row, c, n) for c in columns if (n := titles[c.place]) for row, cell in enumerate(c.cells) if cell
    ]
    first = grid.table.columns[0].title if grid.table.columns else ""
    said = [_value(m) for s in near for m in SAID.finditer(s.text)]
    for base in dict.fromkeys((_named(first), _named(grid.table.caption), *said)):
        if base:
            yield [_of(row, c, base) for c in columns for row, cell in enumerate(c.cells) if cell]


def _is_of_wholes(column: Column) -> bool:
    return all(
        cell is None or (cell.value.denominator == 1 and cell.value >= 0 and not cell.unit)
        for cell in column.cells
    )


def _of(row: int, column: Column, base: int) -> OfBase:
    cell = column.cells[row]
    assert cell is not None
    return OfBase(row, column, cell, base, beside(cell.low, cell.high, base))


def _named(heading: str) -> int:
    found = NAMED.search(heading)
    return _value(found) if found else 0


def _value(found: re.Match[str]) -> int:
    said = next(group for group in found.groups() if group)
    return int(said) if said.isdigit() else numerals.value(said) or 0
