"""The tables of a paper as numbers, for the rules that do sums with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Document, Runs, Section, Table, words
from bluelamp.board.proof_reading.finding import Remark

PRINTED = re.compile(r"^[−-]?\d[\d,]*(?:\.(\d+))?%?$")  # noqa: RUF001


def tables(document: Document) -> Iterator[tuple[Section, Table]]:
    """Every table with the section it stands in."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section, block


def printed(cell: Runs) -> str:
    """The number in a cell as it is printed, without its per cent sign; empty when the cell holds no number."""
    text = words(cell).strip()
    return text.removesuffix("%").replace(",", "") if PRINTED.match(text) else ""


def digits(number: str) -> int:
    """How many decimals were printed."""
    return len(number.partition(".")[2])


def remark(section: Section, table: Table, where: str, working: str) -> Remark:
    """A remark at a row or column of a table."""
    return Remark(section.key, section.title, 0, f"Table {table.number}, {table.caption}: {where}", working)
