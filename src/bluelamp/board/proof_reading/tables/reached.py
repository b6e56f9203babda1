"""How many rows of a table are said to reach a target: “Three of the four directorates met the target of 85%”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

N = rf"(?:\d{{1,2}}|{numerals.WORDS})"
SAID = patterns.compile(
    rf"\b(?P<some>{N}|all|none) (?:out )?of (?:the |our |its )?(?P<all>{N}) (?:\w+ ){{1,3}}?(?:have |has |"
    rf"had |were |are |was )?"
    r"(?:(?P<met>met|meet|achieved|reached|exceeded|beat|above|at or above|over|hit|within)|"
    r"(?P<missed>missed|below|under|short of|"
    r"fell short|failed to))\b",
    re.IGNORECASE,
)
AIM = patterns.compile(r"\b(?:target|standard|ambition|minimum|threshold|benchmark)\b", re.IGNORECASE)
FAR = 6
"""Paragraphs from the table within which a sentence speaks of its rows."""


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        for sentence in paper.section_of_key(grid.section.key):
            wrong = _wrong(sentence, grid) or _not_every(sentence, grid)
            if wrong and abs(sentence.block - grid.block) <= FAR:
                yield sentence.remark(wrong)


def _wrong(sentence: Sentence, grid: Grid) -> str:
    said = SAID.search(sentence.text)
    aims = [a for a in sentence.amounts if a.unit == "percent"]
    columns = [c for c in grid.columns if c.role == "percent" and all(c.cells[row] for row in grid.parts)]
    if not said or len(aims) != 1 or len(columns) != 1 or not AIM.search(sentence.text):
        return ""
    every = _number(said["all"])
    some = (
        every
        if said["some"].lower() == "all"
        else 0
        if said["some"].lower() == "none"
        else _number(said["some"])
    )
    reached = _reaching(columns[0], grid, aims[0].value)
    right = reached if said["met"] else len(grid.parts) - reached
    if every != len(grid.parts) or some == right:
        return ""
    cells = ", ".join(cell.text for row in grid.parts if (cell := columns[0].cells[row]))
    return f"{grid.name} prints {cells}: {right} of {every}, and “{said['some'].lower()}” is told"


EVERY = patterns.compile(
    rf"\b(?:every|each|all) (?:of )?(?:the |our |its )?(?:[a-z-]+ ){{1,3}}?(?P<did>[a-z]{{3,}}) "
    rf"(?:(?P<least>at least|no fewer than|no less than)|at most|no more than|up to) (?P<aim>{N})\b(?!\s?%|[,.]\d)",
    re.IGNORECASE,
)


def _not_every(sentence: Sentence, grid: Grid) -> str:
    """“Every director attended at least six”, where a row of the column “Attended” has five."""
    said = EVERY.search(sentence.text)
    columns = [
        c
        for c in grid.columns
        if said and c.role == "count" and c.title.lower().startswith(said["did"].lower())
    ]
    if not said or len(columns) != 1:
        return ""
    aim = _number(said["aim"])
    for row in grid.parts:
        cell = columns[0].cells[row]
        if cell and (cell.value < aim if said["least"] else cell.value > aim):
            return f"{grid.labels[row]} has {cell.text} in {grid.name}, and “{said[0]}” is told"
    return ""


def _reaching(column: Column, grid: Grid, aim: Fraction) -> int:
    return sum((cell := column.cells[row]) is not None and cell.value >= aim for row in grid.parts)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else numerals.value(said) or 0


RULE = Rule(
    key="reached",
    title="Another number of rows reach the target than told",
    severity="wrong",
    explanation="The table shows how many met it. Either a cell or the number in the text is of another date.",
    read=read,
    kind="tables",
    certainty="likely",
)
