"""Two percentages that a paragraph makes something of, with the counts behind them in a table or a sentence near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bluelamp.board.document import Table, words
from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

Share = tuple[int, int]
"""A part and its whole."""
OF = patterns.compile(r"^(?P<part>[\d,]+) (?:out )?of (?P<whole>[\d,]+)\b")
COUNT = re.compile(r"^\d{1,3}(?:,\d{3})*$|^\d+$")
SMALLEST, LARGEST = 8, 5000
"""Wholes outside of these are listed by name, or differ by more than chance whenever it is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A share of a table: ``way`` is how its counts stand to each other, ``line`` the row or column they are in."""

    way: tuple[str, int, int]
    line: int
    share: Share


def read(paper: Reading, by_chance: Callable[[Share, Share], str]) -> Iterator[Remark]:
    """``by_chance`` tests two shares, and says so in words where chance would often make them differ so."""
    for section in paper.document.sections:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        shares = [list(_shares(table)) for table in tables]
        for sentence in paper.section_of_key(section.key) if any(shares) else ():
            percents = [a for a in sentence.amounts if a.unit == "percent"]
            if len(percents) != 2 or not is_judged(paper, sentence):
                continue
            found = (_of(each, percents, by_chance) for each in shares)
            if wrong := next(filter(None, found), ""):
                yield sentence.remark(wrong)


def is_judged(paper: Reading, sentence: Sentence) -> bool:
    block = next(each for each in paper.blocks if sentence in each)
    place = block.index(sentence)
    text = " ".join(s.text for s in block[place : place + 2])
    return bool(verdicts.VERDICT.search(text)) and not verdicts.CAUTION.search(
        " ".join(s.text for s in block)
    )


def _of(shares: list[Told], percents: list[Amount], by_chance: Callable[[Share, Share], str]) -> str:
    """The test of two shares that stand in the same way in the table and are printed as these percentages."""
    first, second = ([each for each in shares if is_printed(each.share, p)] for p in percents)
    for one in first:
        for other in second:
            if (
                one.way == other.way
                and one.line != other.line
                and (wrong := by_chance(one.share, other.share))
            ):
                return wrong
    return ""


def is_printed(share: Share, percent: Amount) -> bool:
    part, whole = share
    return percent.low * whole <= 100 * part <= percent.high * whole


def _shares(table: Table) -> Iterator[Told]:
    """Every share of a table: “41 of 1,048” in a cell, or two of its counts in one row or one column."""
    rows = [[words(cell).strip() for cell in row] for row in table.rows]
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            if said := OF.match(text):
                share = (_number(said["part"]), _number(said["whole"]))
                yield from _told(("row", place, -1), column, share)
                yield from _told(("column", column, -1), place, share)
        yield from _in_line("counts of a row", place, row)
    for column in range(1, max(map(len, rows), default=0)):
        yield from _in_line(
            "counts of a column", column, [row[column] if column < len(row) else "" for row in rows]
        )


def _in_line(kind: str, line: int, texts: list[str]) -> Iterator[Told]:
    counts = [(at, _number(text)) for at, text in enumerate(texts) if COUNT.match(text)]
    for (at, one), (to, other) in combinations(counts, 2):
        part, whole = min(one, other), max(one, other)
        yield from _told((kind, at, to), line, (part, whole))


def _told(way: tuple[str, int, int], line: int, share: Share) -> Iterator[Told]:
    if 0 < share[0] < share[1] and SMALLEST <= share[1] <= LARGEST:
        yield Told(way, line, share)


def _number(said: str) -> int:
    return int(said.replace(",", ""))
