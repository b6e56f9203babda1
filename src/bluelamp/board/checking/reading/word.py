"""Word files: paragraphs in their styles and numbers, lists and tables, in the order of the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from bluelamp.board.checking.reading import aside
from bluelamp.board.checking.reading.markdown import LABEL
from bluelamp.board.checking.reading.pieces import Heading, Item, Paragraph, Piece, Table, Unreadable
from bluelamp.board.checking.reading.text import BULLET
from bluelamp.board.proof_reading.language.dates import DATE

HEADING = re.compile(r"^heading (\d)$|^title$", re.IGNORECASE)
LARGEST = 200_000_000
"""Bytes of a Word file when it is unpacked, its pictures among them."""


def read(content: bytes) -> Iterator[Piece]:
    """The pieces of a Word file. Numbers that Word counts itself are counted here as Word does at its first level."""
    try:
        _refuse_if_too_large(content)
        word = docx.Document(io.BytesIO(content))
    except Unreadable:
        raise
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as broken:
        raise Unreadable("The Word file is broken or locked with a password. Save it anew.") from broken
    counted: dict[str, int] = {}
    numbering, notes = _formats(word), aside.notes(word)
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            yield Table(tuple(_row(row) for row in block.rows), heads=_heads(block))
        else:
            if block.text.strip():
                yield _paragraph(block, numbering, counted)
            yield from (Item(said) for said in aside.beside(block._p, notes))


def _refuse_if_too_large(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise Unreadable(
                f"The Word file unpacks to more than {LARGEST // 1_000_000} MB. Check it in parts."
            )


def _row(row: Any) -> tuple[str, ...]:
    """Cells once each: a merged one is followed by empty ones."""
    made: list[str] = []
    seen: set[int] = set()
    for cell in row.cells:
        made.append("" if id(cell._tc) in seen else cell.text.strip())
        seen.add(id(cell._tc))
    return tuple(made)


def _heads(table: WordTable) -> int:
    found = [
        row
        for row in table.rows
        if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    return len(found) if 0 < len(found) < len(table.rows) else 0


def _paragraph(block: WordParagraph, numbering: dict[tuple[str, str], str], counted: dict[str, int]) -> Piece:
    text = " ".join(block.text.split())
    style = block.style.name if block.style is not None else ""
    heading = HEADING.match(style or "")
    if heading:
        return Heading(LABEL.sub(lambda f: f["text"], text), min(3, int(heading[1] or 1)))
    format_, list_id, level = _numbered(block, numbering)
    if format_ == "bullet" or (style or "").startswith("List Bullet"):
        return Item(text)
    if format_ == "decimal" or (style or "").startswith("List Number"):
        if level not in ("", "0"):
            return Item(text)
        counted[list_id] = counted.get(list_id, 0) + 1
        return Paragraph(text, str(counted[list_id]))
    if format_:
        return Item(text)
    if not DATE.match(text) and (said := LABEL.match(text)):
        return Paragraph(said["text"], said["label"])
    if bullet := BULLET.match(text):
        return Item(bullet["text"])
    return (
        Heading(text, 2)
        if _is_bold(block) and len(text) < 80 and not text.endswith((".", ":", ","))
        else Paragraph(text)
    )


def _is_bold(block: WordParagraph) -> bool:
    runs = [run for run in block.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _numbered(block: WordParagraph, numbering: dict[tuple[str, str], str]) -> tuple[str, str, str]:
    """How Word numbers a paragraph: the format, the list it is of, and its level; empty when it does not."""
    for holder in (block._p.pPr, getattr(getattr(block.style, "element", None), "pPr", None)):
        marks: Any = holder.numPr if holder is not None else None
        if marks is not None and marks.numId is not None:
            list_id = str(marks.numId.val)
            level = str(marks.ilvl.val) if marks.ilvl is not None else "0"
            return numbering.get((list_id, level), "decimal" if list_id != "0" else ""), list_id, level
    return "", "", ""


def _formats(word: Any) -> dict[tuple[str, str], str]:
    """The format of each level of each list: decimal, bullet, lowerLetter."""
    try:
        root = word.part.numbering_part.element
    except (KeyError, RuntimeError, AttributeError):
        return {}
    abstract = {
        each.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl")): (
                level.find(qn("w:numFmt")).get(qn("w:val")) if level.find(qn("w:numFmt")) is not None else ""
            )
            for level in each.findall(qn("w:lvl"))
        }
        for each in root.findall(qn("w:abstractNum"))
    }
    found: dict[tuple[str, str], str] = {}
    for each in root.findall(qn("w:num")):
        link = each.find(qn("w:abstractNumId"))
        levels = abstract.get(link.get(qn("w:val")), {}) if link is not None else {}
        found |= {(each.get(qn("w:numId")), level): format_ for level, format_ in levels.items()}
    return found
