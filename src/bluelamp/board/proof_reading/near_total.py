"""A count in the text that nearly, but not quite, agrees with a table of the same section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Document, Section, Table
from bluelamp.board.proof_reading import tabled
from bluelamp.board.proof_reading.dates import DATE
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import sentences
from bluelamp.board.proof_reading.typed_number import NAMES

COUNT = re.compile(r"(?<![\w.,/£$])(\d{1,3}(?:,\d{3})+|\d+)(?![\d.]*\s?%|[\d,/]*\d|\.\d|\w)")
CLOSE = 0.05
"""Nearer than this share of the total, a count is probably meant to be the total."""

SMALLEST = 20
"""Below it two counts are near each other by chance."""


def read(document: Document) -> Iterator[Remark]:
    for section, table in tabled.tables(document):
        said = _counts(document, section)
        for place, column in enumerate(table.columns):
            total = _sum(table, place)
            if not column.numeric or column.percent_of is not None or total < SMALLEST:
                continue
            near = sorted(
                {(count, p) for count, p in said if 0 < abs(count - total) <= max(1, CLOSE * total)}
            )
            if near and total not in {count for count, _ in said}:
                where = " and ".join(f"paragraph {paragraph} says {count}" for count, paragraph in near)
                yield tabled.remark(
                    section, table, f"column “{column.title}”", f"it adds up to {total}; {where}"
                )


def _counts(document: Document, section: Section) -> list[tuple[int, int]]:
    """Every whole number in the sentences of a section that is neither a date nor a name, with its paragraph."""
    return [
        (int(found[1].replace(",", "")), sentence.paragraph)
        for sentence in sentences(document)
        if sentence.section is section
        for found in COUNT.finditer(NAMES.sub(" ", DATE.sub(" ", sentence.text)))
    ]


def _sum(table: Table, place: int) -> int:
    """The sum of a column of whole numbers without its total row; 0 for any other column."""
    cells = [tabled.printed(row[place]) for row in (table.rows[:-1] if table.totalled else table.rows)]
    return sum(map(int, cells)) if cells and all(cell.isdecimal() for cell in cells) else 0


RULE = Rule(
    key="near-total",
    title="A count that nearly agrees with a table",
    severity="look",
    explanation="The text and the table seem to speak of the same thing and give different counts. One is wrong, or "
    "they are of different things and the reader should be told.",
    read=read,
)
