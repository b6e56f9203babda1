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
from bluelamp.board.proof_reading.tables.grid import Column, Grid
from bluelamp.board.proof_reading.tables.in_text import NEAR_BLOCKS, points_at, row_named
from bluelamp.board.proof_reading.tables.made_of import is_of_its_time

EXTREME = patterns.compile(
    r"\b(?:(?P<most>highest|largest|biggest|greatest|longest|most|best)|(?P<least>lowest|smallest|fewest|"
    r"shortest|least|worst)) (?P<what>(?:[a-z-]+ ){0,3}[a-z-]+)",
    re.IGNORECASE,
)
OF_TIME = patterns.compile(
    r"\b(?:of the|for|in|since|all|past) (?:\w+ ){0,2}(?:quarters?|months?|years?|time|period)|\bever\b|"
    r"\bsince\b",
    re.IGNORECASE,
)
RISE = patterns.compile(r"\b(?:rises?|increases?|growth|gains?|jump)\b", re.IGNORECASE)
FALL = patterns.compile(r"\b(?:falls?|decreases?|reductions?|drops?|cuts?)\b", re.IGNORECASE)
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
        for sentence in paper.section_of_key(grid.section.key):
            if not (abs(sentence.block - grid.block) <= NEAR_BLOCKS or points_at(sentence, grid)):
                continue
            if not is_of_its_time(sentence, grid):
                continue
            named = [
                (row, m) for row in grid.parts if (m := row_named(sentence, grid.labels[row])) is not None
            ]
            wrongs = [_moved_otherwise(sentence, grid, *each) for each in named]
            if len(named) == 1:
                wrongs.append(_not_the_most(sentence, grid, named[0][0]))
            yield from (sentence.remark(wrong) for wrong in wrongs[:3] if wrong)


def _not_the_most(sentence: Sentence, grid: Grid, row: int) -> str:
    """Called the highest or lowest, and is it in no column of that kind."""
    for found in EXTREME.finditer(sentence.text):
        what, way = found["what"], 1 if found["most"] else -1
        if OF_TIME.search(sentence.text[found.start() :]) or re.match(
            r"(?:of|likely|recent)\b", what, re.IGNORECASE
        ):
            continue
        is_of_change = bool(RISE.search(what) or FALL.search(what))
        columns = [c for c in grid.columns if (c.role == "change") == is_of_change and _is_asked(c, what)]
        if is_of_change and FALL.search(what):
            way = -way
        full = [
            c
            for c in columns
            if c.cells[row] is not None and sum(c.cells[r] is not None for r in grid.parts) >= 3
        ]
        if (
            found[0].lower().startswith(("best", "worst"))
            or not full
            or _is_for_one(sentence.text, found, full)
        ):
            continue
        if any(_is_extreme(grid, column, row, way) for column in full):
            continue
        column = full[-1]
        top = max(grid.parts, key=lambda r: way * cell.value if (cell := column.cells[r]) else -way * 10**12)
        cell, mine = column.cells[top], column.cells[row]
        assert cell is not None
        assert mine is not None
        word = found["most"] or found["least"]
        mine_told = f"{grid.labels[row]} ({mine.text}) is told as “{word.lower()}”"
        return f"{mine_told}, and {grid.labels[top]} has {cell.text} in {grid.name}"
    return ""


FOR_ONE = patterns.compile(
    r"\b(?:per|each|every|a head|(?:on|an) average|averaged?|relative|for (?:its|their) size)\b"
    r"|^[^.,;]{0,40}\ban? (?:tenan|resident|home|household|person|pupil|patient|visit|week|day|month)",
    re.IGNORECASE,
)


def _is_for_one(text: str, found: re.Match[str], columns: list[Column]) -> bool:
    """“The highest arrears for each tenancy”, where no column says so."""
    is_said = FOR_ONE.search(text[found.start("what") : found.end() + 40])
    return bool(is_said) and not any(c.role == "level" or FOR_ONE.search(c.title) for c in columns)


def _is_asked(column: Column, what: str) -> bool:
    """“the highest percentage” asks after percentages, “the largest number” after counts."""
    if re.search(r"\b(?:number|total|count)\b", what, re.IGNORECASE):
        return column.role == "count"
    if re.search(r"\b(?:rate|percentage|proportion|share|per cent)\b", what, re.IGNORECASE):
        return column.role in ("percent", "level")
    return True


def _is_extreme(grid: Grid, column: Column, row: int, way: int) -> bool:
    mine, others = column.cells[row], (column.cells[r] for r in grid.parts)
    return mine is not None and all(o is None or way * (mine.value - o.value) >= 0 for o in others)


def _moved_otherwise(sentence: Sentence, grid: Grid, row: int, named: re.Match[str]) -> str:
    """Said to have risen, and its change is printed with a minus; or its two years show a fall."""
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
