"""A paper taken apart into sentences, each knowing which of its words were typed and which a figure gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from bluelamp.board.document import Cited, Document, Items, Note, Paragraph, Quoted, Runs, Section
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import amounts as reading
from bluelamp.board.proof_reading.language import marked as marking
from bluelamp.board.proof_reading.language.dates import Dated, dates

BREAK = re.compile(
    r"(?<=[.!?])[”\")]?\s+(?=[A-Z“\"(£])|(?<=[.!?])\s+(?=\d[\d,]*(?:(?:\.\d+)?\s?%|(?:\.\d+)?\sper\scent)?\s[a-z])"
)
ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|cf|no|nos|Supt|Insp|Sgt|Cllr|Mr|Mrs|Ms|Dr|St|approx|vs|c|fig|para|paras|etc)\.$",
    re.IGNORECASE,
)
LONGEST = 1200
"""Signs of one sentence; what is longer was not written as one."""
MOST = 40
"""Amounts of one sentence that rules look at."""
NOT_TYPED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that was cited or quoted: where it stands in its sentence, and its passport."""

    start: int
    end: int
    passport: str
    is_quoted: bool


@dataclass(frozen=True, eq=False)
class Sentence:
    """``typed`` is ``text`` with everything cited or quoted blotted out, sign for sign. ``block`` counts
    paragraphs, list items and notes through the paper; ``is_item`` marks a list item. A sentence equals itself
    alone, whatever another says: to compare them would be to compare their sections whole."""

    section: Section
    paragraph: int
    text: str
    typed: str
    shown: tuple[Shown, ...]
    meeting: date
    block: int = 0
    is_item: bool = False
    worked_out: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What several rules ask of it, kept by the first that did."""

    def remark(self, working: str) -> Remark:
        """A remark at this sentence."""
        return Remark(self.section.key, self.section.title, self.paragraph, self.text, working, self.block)

    def cites(self, start: int) -> str:
        """The passport of the figure that gave what stands there; empty for what was typed or quoted."""
        found = (s.passport for s in self.shown if not s.is_quoted and s.start <= start < s.end)
        return next(found, "")

    def told_as(self, text: str, amounts: tuple[reading.Amount, ...]) -> Sentence:
        """The same in other words, whose amounts are known already and need not be looked for again."""
        other = replace(self, text=text)
        other.__dict__["amounts"] = amounts
        return other

    @cached_property
    def amounts(self) -> tuple[reading.Amount, ...]:
        """Every amount in it."""
        return reading.amounts(self.text)[:MOST]

    @cached_property
    def marked(self) -> str:
        """Its text with every amount marked by kind."""
        return marking.mark(self.text, self.amounts)

    @cached_property
    def blotted(self) -> str:
        """Its text without dates and names that hold digits."""
        return reading.blot(self.text)

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """Every date in it; without a year, the one nearest to the meeting."""
        return tuple(dates(self.text, self.meeting))


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence of every paragraph, list and note. List items and notes count to the paragraph before
    them."""
    place = 0
    for section in document.sections:
        paragraph = 0
        for block in section.blocks:
            if isinstance(block, Paragraph):
                place, paragraph = place + 1, block.number or paragraph
                yield from _split(section, paragraph, block.runs, document.meeting, place)
            elif isinstance(block, Items):
                for item in block.entries:
                    place += 1
                    yield from _split(section, paragraph, item, document.meeting, place, is_item=True)
            elif isinstance(block, Note):
                place += 1
                yield from _split(section, paragraph, block.runs, document.meeting, place)


def _split(
    section: Section, paragraph: int, runs: Runs, meeting: date, place: int, *, is_item: bool = False
) -> Iterator[Sentence]:
    text = typed = ""
    shown: list[Shown] = []
    for run in runs:
        if isinstance(run, (Cited, Quoted)):
            shown.append(Shown(len(text), len(text) + len(run.text), run.passport, isinstance(run, Quoted)))
            typed += NOT_TYPED * len(run.text)
        else:
            typed += run.text
        text += run.text
    for start, end in bounds(text):
        inside = tuple(
            Shown(s.start - start, s.end - start, s.passport, s.is_quoted)
            for s in shown
            if start <= s.start < end
        )
        yield Sentence(section, paragraph, text[start:end], typed[start:end], inside, meeting, place, is_item)


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text starts and ends."""
    start = 0
    for gap in BREAK.finditer(text):
        if ABBREVIATED.search(text[start : gap.start()]):
            continue
        yield from _cut(text, start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of words without a stop, such as a spreadsheet pasted into a line, in lengths that can be
    read."""
    while end - start > LONGEST:
        gap = text.rfind(" ", start, start + LONGEST)
        cut = gap if gap > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
