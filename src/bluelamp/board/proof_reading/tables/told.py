"""What the text says a row of a table does, against the row: “crime fell in Midvale”, “Southmarch had the
largest rise”, “risen steadily”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.in_text import NEAR_BLOCKS, points_at
from bluelamp.board.proof_reading.tables.made_of import is_of_its_time
from bluelamp.board.proof_reading.tables.most import not_the_most
from bluelamp.board.proof_reading.tables.naming import row_named
from bluelamp.board.proof_reading.tables.ratios import headings

MOVED = patterns.compile(
    r"\b(?P<up>rose|risen|increased|grew|grown|went up|climbed|up)\b|\b(?P<down>fell|fallen|decreased|"
    r"dropped|declined|reduced|went down|down)\b",
    re.IGNORECASE,
)
NOT_THIS = patterns.compile(
    r"\b(?:than|except|apart from|unlike|per|between|compared|target|forecast|should|will|if|not)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        about = _about(paper, grid)
        for sentence in paper.section_of_key(grid.section.key):
            if not (abs(sentence.block - grid.block) <= NEAR_BLOCKS or points_at(sentence, grid)):
                continue
            if not is_of_its_time(sentence, grid):
                continue
            named = [
                (row, m)
                for row in grid.parts
                if (m := row_named(sentence.text, grid.labels[row])) is not None
            ]
            wrongs = [_moved_otherwise(sentence, grid, *each) for each in named]
            wrongs.append(not_the_most(sentence, grid, about))
            yield from (sentence.remark(wrong) for wrong in wrongs[:3] if wrong)


def _about(paper: Reading, grid: Grid) -> str:
    """What a table is told to be about: its title, its headings, and the paragraph before it."""
    before = " ".join(s.text for s in paper.section_of_key(grid.section.key) if s.block == grid.block)
    return f"{headings(grid)} {before.lower()}"


def _moved_otherwise(sentence: Sentence, grid: Grid, row: int, named: re.Match[str]) -> str:
    """Said to have risen, and its change is printed with a minus; or its two years show a fall."""
    if PART.search(sentence.text, 0, named.start()) or WITHIN.match(sentence.text, named.end()):
        return ""
    near = _clause(sentence.text, named)
    ways = {bool(found["up"]) for found in MOVED.finditer(moving.NOT_A_MOVE.sub(" ", near))}
    if len(ways) != 1 or NOT_THIS.search(near):
        return ""
    way = 1 if ways.pop() else -1
    run = _since(sentence, grid, _run(grid, row))
    if len(run) < 2:
        return ""
    steps = [later - earlier for earlier, later in pairwise(run)]
    steps = steps[-2:] if LAST_TWO.search(near) else steps
    ups = [way * step > 0 for step in steps]
    if (all(ups) if EACH.search(near) else any(ups)) or all(step == 0 for step in steps):
        return ""
    cells = [c.cells[row] for c in _series(grid)]
    told = "a rise" if way > 0 else "a fall"
    printed = ", ".join(c.text for c in cells if c)
    return f"{grid.labels[row]} is {printed} in {grid.name}, and {told} is told"


PART = patterns.compile(
    r"\b(?:share|proportion|percentage|rate|cost|price|speed|length|value|quality|average|age) of "
    r"(?:the |all |our |its )?$",
    re.IGNORECASE,
)
"""“The share of calls answered in a minute is up” tells nothing of how many are answered."""
WITHIN = patterns.compile(r"\s(?:within|on time|in time|in full|in under|late)\b", re.IGNORECASE)
SINCE = patterns.compile(r"\bsince (?:the )?(?:end of )?(\w+)", re.IGNORECASE)


EACH = patterns.compile(r"\b(?:each|every|steadily|consistently|continu\w+|throughout)\b", re.IGNORECASE)
LAST_TWO = patterns.compile(r"\b(?:last|past) two\b", re.IGNORECASE)


CLAUSE = patterns.compile(
    r",|;|\bwhile\b|\bwhereas\b|\bbut\b|\bthough\b|\band\b(?= \w+ \w+ (?:rose|fell))", re.IGNORECASE
)


def _clause(text: str, named: re.Match[str]) -> str:
    """The words about a row, up to the next clause."""
    stops = list(CLAUSE.finditer(text))
    left = max([m.end() for m in stops if m.end() <= named.start()], default=0)
    right = min([m.start() for m in stops if m.start() >= named.end()], default=len(text))
    return text[max(left, named.start() - 45) : min(right, named.end() + 45)]


def _since(sentence: Sentence, grid: Grid, run: list[float]) -> list[float]:
    """“since September”: from that column on; nothing where no column is called so."""
    said = SINCE.search(sentence.text)
    if not said or not run:
        return run
    starts = [place for place, c in enumerate(_series(grid)) if c.title[:3].lower() == said[1][:3].lower()]
    return run[starts[0] :] if starts else []


def _series(grid: Grid) -> list[Column]:
    """Its columns of one kind, if their titles are periods or there are just two beside a change."""
    kinds = ("count",) if sum(c.role == "count" for c in grid.columns) >= 2 else ("percent", "level")
    columns = [c for c in grid.columns if c.role in kinds]
    dated = [c for c in columns if PERIOD.search(c.title)]
    return dated if len(dated) >= 2 else []


PERIOD = patterns.compile(
    r"\b(?:19|20)\d\d\b|\bQ[1-4]\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|"
    r"dec)(?:[a-z]{1,6})?\b|\b(?:last|this|previous|current|prior) (?:year|month|quarter)\b|\b(?:before|"
    r"after)\b",
    re.IGNORECASE,
)


def _run(grid: Grid, row: int) -> list[float]:
    """The row from its earliest column to its latest; empty when that is not known."""
    columns = _series(grid)
    cells = [c.cells[row] for c in columns]
    if len(columns) < 2 or any(cell is None for cell in cells):
        return []
    years = [int(found[-1]) for c in columns if (found := re.findall(r"(?:19|20)\d\d", c.title))]
    values = [float(cell.value) for cell in cells if cell is not None]
    is_backwards = len(years) == len(columns) and years == sorted(years, reverse=True) and len(set(years)) > 1
    return values[::-1] if is_backwards else values


RULE = Rule(
    key="told-of-row",
    title="What is told of a row that its table does not show",
    severity="wrong",
    explanation="The text calls the row highest, lowest, risen or fallen, and the table prints otherwise.",
    read=read,
    kind="tables",
    certainty="likely",
)
