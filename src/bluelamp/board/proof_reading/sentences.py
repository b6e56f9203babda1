"""A paper taken apart into sentences, each knowing which of its words were typed and which a figure gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.document import Cited, Document, Items, Note, Paragraph, Quoted, Runs, Section
from bluelamp.board.proof_reading.finding import Remark

BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z“(])")
ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|cf|no|nos|Supt|Insp|Sgt|Mr|Mrs|Ms|Dr|St|approx)\.$", re.IGNORECASE)
NOT_TYPED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that was cited or quoted: where it stands in its sentence, and its passport."""

    start: int
    end: int
    passport: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """``typed`` is ``text`` with everything cited or quoted blotted out, sign for sign."""

    section: Section
    paragraph: int
    text: str
    typed: str
    shown: tuple[Shown, ...]

    def remark(self, working: str) -> Remark:
        """A remark at this sentence."""
        return Remark(self.section.key, self.section.title, self.paragraph, self.text, working)


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence of every paragraph, list and note. List items and notes count to the paragraph before them."""
    for section in document.sections:
        paragraph = 0
        for block in section.blocks:
            if isinstance(block, Paragraph):
                paragraph = block.number
                yield from _split(section, paragraph, block.runs)
            elif isinstance(block, Items):
                for item in block.entries:
                    yield from _split(section, paragraph, item)
            elif isinstance(block, Note):
                yield from _split(section, paragraph, block.runs)


def _split(section: Section, paragraph: int, runs: Runs) -> Iterator[Sentence]:
    text = typed = ""
    shown: list[Shown] = []
    for run in runs:
        if isinstance(run, (Cited, Quoted)):
            shown.append(Shown(len(text), len(text) + len(run.text), run.passport, isinstance(run, Quoted)))
            typed += NOT_TYPED * len(run.text)
        else:
            typed += run.text
        text += run.text
    for start, end in _bounds(text):
        inside = tuple(
            Shown(s.start - start, s.end - start, s.passport, s.is_quoted)
            for s in shown
            if start <= s.start < end
        )
        yield Sentence(section, paragraph, text[start:end], typed[start:end], inside)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in BREAK.finditer(text):
        if ABBREVIATED.search(text[start : gap.start()]):
            continue
        yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)
