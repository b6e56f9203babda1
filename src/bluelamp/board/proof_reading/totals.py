"""The parts of a table against the total printed under them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bluelamp.board.document import Document
from bluelamp.board.proof_reading import tabled
from bluelamp.board.proof_reading.finding import Remark, Rule


def read(document: Document) -> Iterator[Remark]:
    for section, table in tabled.tables(document):
        if not table.totalled:
            continue
        for place, column in enumerate(table.columns):
            parts = [tabled.printed(row[place]) for row in table.rows[:-1]]
            total = tabled.printed(table.rows[-1][place])
            if column.percent_of is not None or not column.numeric or not total or not all(parts):
                continue  # rounded percentages need not add up, and a hidden part cannot be added
            added = sum(map(Decimal, parts), Decimal(0))
            if added != Decimal(total):
                working = f"{' + '.join(parts)} = {added}, and {total} is printed"
                yield tabled.remark(section, table, f"column “{column.title}”", working)


RULE = Rule(
    key="totals",
    title="Parts that do not add up to their total",
    severity="wrong",
    explanation="A total that is not the sum of its parts makes a reader doubt every other number. One of them "
    "is wrong, or a part is missing.",
    read=read,
)
