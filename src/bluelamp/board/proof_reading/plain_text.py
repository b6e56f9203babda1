"""A paper somebody else wrote, as plain text, taken apart so that it can be proof-read like one of ours.

Numbered paragraphs begin with ``12.``; short lines without a full stop are headings; columns are parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bluelamp.board.document import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Runs,
    Section,
    Table,
    Text,
)
from bluelamp.board.proof_reading.tabled import printed

NUMBERED = re.compile(r"^\s*(\d{1,3})\.\s*(.+)$")
BULLET = re.compile(r"^\s*(?:[-•*]|[a-z]\.|\([a-z]\)|- [a-z]\.)\s+(.+)$")
LONGEST_HEADING = 70
MAIN = re.compile(r"^[^a-z]{4,}$")
"""House headings are in capitals: PURPOSE OF REPORT."""


def read(text: str, *, key: str, meeting: date) -> Document:
    """The text as a document of sections. Numbers in it are typed, so only the rules about sense can be asked of it."""
    sections: list[Section] = []
    title, blocks = "Opening", list[Block]()
    for block in _blocks(text):
        if isinstance(block, Heading):
            sections.append(_section(len(sections), title, blocks))
            title, blocks = block.text, []
        blocks.append(block)
    sections.append(_section(len(sections), title, blocks))
    return Document(key, key, "", meeting, "", "", "", tuple(s for s in sections if s.blocks))


def _section(place: int, title: str, blocks: list[Block]) -> Section:
    # No file: a heading with nothing under it may be the head of the headings that follow.
    return Section(f"section-{place}", title, "", tuple(blocks))


def _blocks(text: str) -> Iterator[Block]:
    tables = 0
    for is_table, group in groupby(text.splitlines(), key=lambda line: line.count("\t") > 1):
        lines = [line for line in group if line.strip()]
        if is_table and len(lines) > 1:
            tables += 1
            yield _table(tables, [[cell.strip() for cell in line.split("\t")] for line in lines])
            continue
        for line in lines:
            yield _block(line.strip().strip("*"))


def _block(line: str) -> Block:
    if numbered := NUMBERED.match(line):
        return Paragraph(int(numbered[1]), _typed(numbered[2]))
    if bullet := BULLET.match(line):
        return Items((_typed(bullet[1]),))
    if len(line) <= LONGEST_HEADING and not line.endswith((".", ":", ";", ",")):
        return Heading(1 if MAIN.match(line) else 2, line, "")
    return Items((_typed(line),))


def _table(number: int, rows: list[list[str]]) -> Table:
    """A column whose cells are all percentages is taken to follow from the column of counts on its left."""
    width = max(len(row) for row in rows)
    body = [
        row + [""] * (width - len(row))
        for row in rows
        if row[0] and any(printed(_typed(cell)) for cell in row[1:])
    ]
    columns = [Column("")]
    for place in range(1, width):
        cells = [row[place] for row in body]
        is_percent = all(cell.endswith("%") for cell in cells)
        columns.append(
            Column(
                f"column {place + 1}",
                numeric=True,
                percent_of=place - 1 if is_percent and place > 1 else None,
            )
        )
    typed = tuple(tuple(_typed(cell) for cell in row) for row in body)
    totalled = bool(body) and body[-1][0].lower() in ("total", "all")
    return Table(number, "as printed", tuple(columns), typed, totalled)


def _typed(text: str) -> Runs:
    return (Text(text),)
