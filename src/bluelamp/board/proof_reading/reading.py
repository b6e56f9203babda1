"""A paper taken apart once, for every rule: its sentences, the amounts and dates in them, and its tables as
numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from bluelamp.board.document import Document, Heading
from bluelamp.board.proof_reading.language.sentences import Sentence, sentences
from bluelamp.board.proof_reading.tables.grid import Grid, grids


@dataclass(frozen=True)
class Reading:
    """What rules read. ``labels`` say how a paragraph is numbered in print, where that is not its number here."""

    document: Document
    labels: Mapping[int, str] = field(default_factory=dict)

    def label(self, paragraph: int) -> str:
        """The number of a paragraph as it is printed."""
        return self.labels.get(paragraph, str(paragraph))

    @property
    def meeting(self) -> date:
        return self.document.meeting

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in the order of the paper."""
        return tuple(sentences(self.document))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Every table that holds numbers."""
        return tuple(grids(self.document))

    @cached_property
    def printed(self) -> frozenset[Fraction]:
        """Every number that some table prints."""
        return frozenset(cell.value for g in self.grids for c in g.columns for cell in c.cells if cell)

    @cached_property
    def blocks(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each paragraph or list item."""
        return tuple(tuple(group) for _, group in groupby(self.sentences, key=lambda each: each.block))

    @cached_property
    def led(self) -> tuple[tuple[Sentence | None, Sentence], ...]:
        """Each sentence after the one that leads to it in its paragraph, if one does."""
        before = (None, *self.sentences)
        return tuple(
            (one if one is not None and one.block == sentence.block else None, sentence)
            for one, sentence in zip(before, self.sentences, strict=False)
        )

    def section_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the same section."""
        return self._by_section[sentence.section.key]

    def around(self, sentence: Sentence, before: int, after: int) -> tuple[Sentence, ...]:
        """The sentences of its section, from so many paragraphs before its own to so many after it."""
        every, places = self._by_section[sentence.section.key], self._places[sentence.section.key]
        first, last = sentence.block - before, sentence.block + after
        return every[bisect_left(places, first) : bisect_right(places, last)]

    def before(self, sentence: Sentence, paragraphs: int) -> tuple[Sentence, ...]:
        """The sentences of its section in so many paragraphs before its own."""
        return tuple(s for s in self.around(sentence, paragraphs, 0) if s.block < sentence.block)

    def section_of_key(self, key: str) -> tuple[Sentence, ...]:
        """The sentences of a section by its key."""
        return self._by_section.get(key, ())

    @cached_property
    def _by_section(self) -> dict[str, tuple[Sentence, ...]]:
        found: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.section.key, []).append(sentence)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The paragraph of every sentence of a section."""
        return {key: [each.block for each in every] for key, every in self._by_section.items()}

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The titles of every part of the paper."""
        return tuple(block.text for _, block in self.document.blocks() if isinstance(block, Heading))
