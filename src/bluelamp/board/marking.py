"""Markings of a paper: what is marked in a part is inherited upwards, to the paper, its header, files and record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bluelamp.board.document import (
    Block,
    Cited,
    Document,
    Items,
    Note,
    Paragraph,
    Picture,
    Quoted,
    Register,
    Runs,
    Table,
)
from bluelamp.board.words import MARKINGS, OFFICIAL

TYPED = re.compile(r"^\s*\[([A-Z][A-Z -]*)\]\s*")
"""``[OFFICIAL-SENSITIVE]`` at the head of a paragraph, a note, a table or a chart."""


def highest(markings: Iterable[str]) -> str:
    """The highest of some markings, the empty ones passed over; one that nobody knows counts above all that are."""
    return max(filter(None, markings), key=_height, default="")


def is_above_official(marking: str) -> bool:
    """Is it kept from the public?"""
    return bool(marking) and _height(marking) > _height(OFFICIAL)


def of_block(block: Block, document: Document) -> str:
    """The marking of a block: its own or its section's, and never below that of a figure it cites."""
    if isinstance(block, Register):
        return ""
    cited = (run.passport for run in runs_of(block) if isinstance(run, (Cited, Quoted)))
    return highest([block.marking, *of_passports(document, cited)])


def of_passports(document: Document, keys: Iterable[str]) -> Iterable[str]:
    """The markings of figures, and of those they were worked out from."""
    known = {passport.key: passport for passport in document.passports}
    asked, seen = list(keys), set[str]()
    while asked:
        if (key := asked.pop()) not in seen:
            seen.add(key)
            asked += known[key].parts
            yield known[key].marking


def runs_of(block: Block) -> Runs:
    """Every run of words in a block, in reading order."""
    match block:
        case Paragraph() | Note() | Picture():
            return block.runs
        case Items():
            return tuple(run for entry in block.entries for run in entry)
        case Table():
            cells = (run for row in block.rows for cell in row for run in cell)
            return (*cells, *(run for note in block.notes for run in note))
    return ()


def inherited(document: Document) -> Document:
    """The same paper, each block marked with what it inherits, and the whole with the highest of its parts.

    A block that stands below its paper's own marking was marked so; one without any takes the paper's.
    """
    sections = tuple(
        replace(section, blocks=tuple(_marked(block, document) for block in section.blocks))
        for section in document.sections
    )
    whole = replace(document, sections=sections)
    marks = (block.marking for _, block in whole.blocks() if not isinstance(block, Register))
    return replace(whole, marking=highest([document.marking, *marks]))


def _marked(block: Block, document: Document) -> Block:
    if isinstance(block, Register):
        return block
    own = block.marking or document.marking
    return replace(block, marking=highest([own, of_block(replace(block, marking=own), document)]))


def _height(marking: str) -> int:
    return MARKINGS.index(marking) if marking in MARKINGS else len(MARKINGS)
