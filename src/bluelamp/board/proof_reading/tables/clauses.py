"""A sentence in the clauses in which a row of a table and a figure stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.named_rows import Named, rows_named

STOP = patterns.compile(
    r"[;:](?=\s)|,(?=\s)|\b(?:while|whereas|but|though|although|against|compared|than|because|so that)\b|"
    r"\band\b(?=[^,;]*\b(?:was|were|is|are|had|has|rose|fell)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with its figures and the rows that it names."""

    start: int
    text: str
    rows: tuple[Named, ...]
    amounts: tuple[Amount, ...]


def clauses(sentence: Sentence, grid: Grid) -> Iterator[Clause]:
    """The clauses that hold a figure; what leads to one without a figure of its own belongs to it."""
    rows = rows_named(sentence.text, grid)
    stops = [m.start() for m in STOP.finditer(sentence.text)]
    start = 0
    for _, end in pairwise([0, *stops, len(sentence.text)]):
        held = tuple(a for a in sentence.amounts if start <= a.start < end)
        if held:
            named = tuple(r for r in rows if start <= r.start < end)
            yield Clause(start, sentence.text[start:end], named, held)
            start = end
