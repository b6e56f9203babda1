"""Which columns of a table some words are of."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

CHANGED = patterns.compile(
    r"\b(?:rises?|increases?|growth|gains?|jump|falls?|decreases?|reductions?|drops?|cuts?|improvements?|changes?|variances?|overspends?)\b",
    re.IGNORECASE,
)
MONEY = patterns.compile(r"\b(?:money|sums?|cash|spen[dt]\w*|funding|budget|costs?)\b|£", re.IGNORECASE)
SHARE = patterns.compile(r"\b(?:rate|percentage|proportion|share|per cent)\b|%", re.IGNORECASE)
COUNT = patterns.compile(r"\b(?:number|count)\b", re.IGNORECASE)
NOTHING = frozenset(("number", "total", "cent", "with", "from", "that", "share", "rate", "percentage"))


def is_of_change(text: str) -> bool:
    """“The largest rise” is of a column of changes."""
    return bool(CHANGED.search(text))


def asked_of(grid: Grid, text: str) -> list[Column]:
    """The columns that a text names by a word of their title, by their year, as money, as a rate or as a number."""
    plain, when = text.lower(), spoken(text)
    dated = [c for c in grid.columns if when and spoken(c.title) & when]
    worded = [c for c in grid.columns if c.role != "change" and _is_worded(c, plain)]
    worded = [c for c in worded if c.title.lower() in plain] or worded
    if worded:
        return [c for c in worded if c in dated] or worded
    if dated:
        return dated
    for way, has in (
        (MONEY, lambda c: "£" in c.title or any(cell and cell.unit == "money" for cell in c.cells)),
        (SHARE, lambda c: c.role in ("percent", "level")),
        (COUNT, lambda c: c.role == "count"),
    ):
        if way.search(text) and (found := [c for c in grid.columns if has(c)]):
            return found
    return []


def is_asked(sentence: Sentence, column: Column) -> bool:
    """Does the sentence name the column by its period or its words?"""
    periods = spoken(column.title)
    if periods:
        return bool(periods & spoken(sentence.text))
    words = [
        w for w in re.findall(r"[a-z]{4,}", column.title.lower()) if w not in ("number", "total", "cent")
    ]
    return bool(words) and all(w[:6] in sentence.text.lower() for w in words)


def _is_worded(column: Column, text: str) -> bool:
    words = [w for w in re.findall(r"[a-z]{4,}", column.title.lower()) if w not in NOTHING]
    return any(re.search(rf"\b{w[:5]}", text) for w in words)
