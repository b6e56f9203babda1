"""The paper as a whole: its sections, and every number in them with its passport."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bluelamp.board.document.blocks import Block
from bluelamp.board.document.passports import Count, Passport


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the house order with the blocks in it. ``file`` is empty where nothing is reported yet."""

    key: str
    title: str
    file: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole paper. ``passports`` and ``counts`` are in the order in which they are first cited."""

    key: str
    title: str
    board: str
    meeting: date
    author: str
    marking: str
    statement: str
    sections: tuple[Section, ...]
    passports: tuple[Passport, ...] = field(default=())
    counts: tuple[Count, ...] = field(default=())

    def passport(self, key: str) -> Passport:
        """The passport of that key. Raises ``KeyError``."""
        for passport in self.passports:
            if passport.key == key:
                return passport
        raise KeyError(f"Nothing in this paper is cited as {key}.")

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, in reading order."""
        return ((section, block) for section in self.sections for block in section.blocks)
