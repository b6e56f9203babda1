"""A printed table as columns of numbers: which of them count, which are shares, and which rows are totals of
others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bluelamp.board.document import Document, Items, Note, Paragraph, Section, Table, words
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.tables import cells, unmarked
from bluelamp.board.proof_reading.tables.bottom_row import is_total
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column, Role

TOTAL = patterns.compile(
    r"^(?:grand |overall |sub-?\s?|force |borough |county |city |district |trust |council |area |"
    r"region(?:al)? |combined |group |of which )*"
    r"(?:totals?|all|overall|sum|combined)\b(?!\s(?:other|remaining))",
    re.IGNORECASE,
)
ENDS_TOTAL = patterns.compile(r"\b(?:total|overall)$", re.IGNORECASE)
SUBTOTAL = patterns.compile(r"\bsub-?\s?total", re.IGNORECASE)
CHANGE = patterns.compile(
    r"\b(?:change|difference|diff|variance|var|variation|movement|increase|decrease|reduction|growth|"
    r"gap)\b|\+/-|±",
    re.IGNORECASE,
)
SHARE = patterns.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\bshare\b|\bpct\b", re.IGNORECASE)
LEVEL = patterns.compile(
    r"\b(?:average|avg|mean|median|rates?|per|score|index|ratio|(?<!in )(?<!within )(?<!on )(?<!met )target|ambition|"
    r"milestone|rank(?:ing)?|position|age(?! \d)|price|threshold|benchmark|days to|weeks to|waits?|turnaround|"
    r"response time|time taken|unit cost|weighting|probability|impact|risk)\b",
    re.IGNORECASE,
)
YEARS = range(1900, 2100)
AVERAGE = patterns.compile(
    r"^(?:(?:average|mean|median|england|national|benchmark|min|max|range)\b|targets?(?:\s?[(:\d].*)?$)",
    re.IGNORECASE,
)
NO_SUM = patterns.compile(
    r"^(?:net|remaining|balance|difference|change|variance|surplus|deficit|rate|%|per ?cent)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Grid:
    """A table's numbers. ``totals`` are positions of rows whose label says that they are totals; ``lead`` is the
    paragraph before it."""

    section: Section
    table: Table
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    totals: tuple[int, ...]
    paragraph: int = 0
    block: int = 0
    lead: str = ""

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """Positions of the rows that are neither totals nor averages."""
        return tuple(
            row
            for row, label in enumerate(self.labels)
            if row not in self.totals and not AVERAGE.match(label) and not NO_SUM.match(label)
        )

    @cached_property
    def titles(self) -> str:
        """What stands over it and over its columns of numbers."""
        return " ".join((self.table.caption, *(column.title for column in self.columns)))

    @cached_property
    def by_digits(self) -> dict[str, tuple[tuple[int, Column, Cell], ...]]:
        """Its counts with their row and column, by the digits in them whatever their order."""
        found: dict[str, tuple[tuple[int, Column, Cell], ...]] = {}
        for column in (c for c in self.columns if c.role == "count"):
            for row, cell in enumerate(column.cells):
                if cell and not cell.unit:
                    digits = "".join(sorted(str(cell.value)))
                    found[digits] = (*found.get(digits, ()), (row, column, cell))
        return found

    def remark(self, where: str, working: str) -> Remark:
        """A remark at a row or column of it."""
        sentence = f"{self.name}: {where}"
        return Remark(
            self.section.key,
            self.section.title,
            self.paragraph,
            sentence,
            working,
            self.block,
            self.table.number,
        )

    @property
    def name(self) -> str:
        return f"Table {self.table.number}" + (f", {self.table.caption}" if self.table.caption else "")


def grids(document: Document) -> Iterator[Grid]:
    """Every table of the paper that holds numbers, with the paragraph it follows."""
    block = paragraph = 0
    for section in document.sections:
        lead = ""
        for each in section.blocks:
            if isinstance(each, Paragraph):
                block, paragraph, lead = block + 1, each.number or paragraph, words(each.runs)
            elif isinstance(each, Items):
                block, lead = block + len(each.entries), words(each.entries[-1]) if each.entries else lead
            elif isinstance(each, Note):
                block, lead = block + 1, words(each.runs)
            elif isinstance(each, Table) and each.rows:
                made = _grid(section, each, paragraph, block, lead)
                if made.columns:
                    yield made


def _grid(section: Section, table: Table, paragraph: int, block: int, lead: str) -> Grid:
    rows = [[words(cell).strip() for cell in row] for row in table.rows]
    labels = _labels(table, tuple(row[0] if row else "" for row in rows))
    asks = bool(table.columns and ASKED.search(table.columns[0].title))
    totals = [
        row
        for row, label in enumerate(labels)
        if not asks and (TOTAL.match(label) or ENDS_TOTAL.search(label))
    ]
    if table.totalled and len(rows) - 1 not in totals:
        totals.append(len(rows) - 1)
    columns: list[Column] = []
    for place in range(1, max(map(len, rows))):
        title = table.columns[place].title if place < len(table.columns) else ""
        columns += _columns(place, title, [row[place] if place < len(row) else "" for row in rows])
    over = f"{table.caption} {table.columns[0].title if table.columns else ''}"
    columns = unmarked.as_percentages(columns, over, lead)
    if len(rows) - 1 not in totals and is_total(labels, columns, is_lone=not totals):
        totals.append(len(rows) - 1)
    return Grid(section, table, labels, tuple(columns), tuple(totals), paragraph, block, lead)


NUMBERED = patterns.compile(
    r"^(?:route|line|ward|house|team|beat|zone|site|block|unit|shift|lot|group|class|phase|depot)$", re.I
)


def _labels(table: Table, said: tuple[str, ...]) -> tuple[str, ...]:
    """Rows called “4”, “9” and “14” under “Route” are Route 4, Route 9 and Route 14."""
    title = table.columns[0].title.strip() if table.columns else ""
    if not NUMBERED.match(title):
        return said
    return tuple(f"{title} {label}" if re.fullmatch(r"\d{1,3}|[A-Z]", label) else label for label in said)


ASKED = patterns.compile(
    r"\b(?:question|measure|indicator|statement|aspect|theme|standard|metric|kpi|target)\b", re.IGNORECASE
)
"""In a table of questions or indicators “Overall service” is one of them, and no total."""


def _columns(place: int, title: str, texts: list[str]) -> list[Column]:
    """One column; two where each cell holds a count with its percentage."""
    pairs = [cells.split(text) for text in texts]
    if sum(pair is not None for pair in pairs) > len(texts) / 2:
        first = tuple(cells.read(p[0] if p else t) for p, t in zip(pairs, texts, strict=True))
        second = tuple(cells.read(p[1]) if p else None for p in pairs)
        return [Column(place, title, "count", first), Column(place, f"{title} %".strip(), "percent", second)]
    read = tuple(cells.read(text) for text in texts)
    numbers = [cell for cell in read if cell is not None]
    if not numbers or len(numbers) < sum(bool(text) for text in texts) / 2:
        return []
    kind = role(title, numbers)
    is_rounded = kind in ("percent", "level") or (kind == "change" and bool(SHARE.search(title)))
    if is_rounded:  # 90 under “%” is a rounded number, where 90 under “Homes” is a count
        read = tuple(cell and cells.rounded(cell) for cell in read)
    return [Column(place, title, kind, read)]


def role(title: str, numbers: list[Cell]) -> Role:
    """What a column holds, by its title and its cells."""
    if CHANGE.search(title) or (sum(c.signed for c in numbers) > len(numbers) / 2):
        return "change"
    if sum(cell.unit == "percent" for cell in numbers) > len(numbers) / 2 or SHARE.search(title):
        return "percent"
    if LEVEL.search(title) or ("year" in title.lower() and all(cell.value in YEARS for cell in numbers)):
        return "level"
    return "count"
