"""The first and the last of a table, as the text tells them: “highest response: podiatry”, “took more of the money than
any other theme”, “no ward waited longer”, “fewer in the North than in the South”.

A row that is called the highest is so in the column that is named, or in some column where none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.asked import asked_of, is_of_change
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.naming import row_named

MORE = r"more|higher|larger|bigger|greater|longer"
LESS = r"fewer|less|lower|smaller|shorter"
HOW = rf"(?:(?P<up>{MORE})|(?P<down>{LESS})|(?P<good>better)|(?P<bad>worse))"
ROW = r"⟨(?P<row>\d+)⟩"
SUPERLATIVE = (
    r"\b(?:(?P<up>highest|largest|biggest|greatest|longest|most|commonest)|"
    r"(?P<down>lowest|smallest|fewest|shortest|least)|(?P<good>best|strongest)|"
    r"(?P<bad>worst|weakest|poorest))\b"
    r"(?! (?:of|likely|recent|improved|at risk|important|serious|deprived|vulnerable|practice|value|use|people)\b)"
    r"(?<!at most)(?<!at least)(?<!at best)(?<!at worst)"
)
WAYS = tuple(
    patterns.compile(way, re.IGNORECASE)
    for way in (
        rf"\b{HOW}\b[^.;]{{0,60}}? than (?:in |at |to |for |by |from )?(?:any|all|every|the (?:others|rest))\b",
        rf"\bno (?:other )?[a-z]+ [^.;]{{0,30}}?\b{HOW}\b[^.;]{{0,40}}? than {ROW}",
        r"\b(?P<up>top(?:s|ped)|head(?:s|ed)) the (?:table|list|league)\b",
        r"\b(?P<good>came|comes|was|is) top\b",
        r"\b(?P<bad>came|comes|was|is) bottom\b",
        SUPERLATIVE,
    )
)
THAN = patterns.compile(
    rf"(?<!no )(?<!not )\b{HOW}\b[^.;⟨]{{0,40}}?(?:⟨\d+⟩[^.;⟨]{{0,15}}?)? than (?:[a-z]+ ){{0,3}}?{ROW}",
    re.IGNORECASE,
)
APART = patterns.compile(
    r"\b(?:after|apart from|aside|except\w*|excluding|other than|besides|beyond|behind|second|third|fourth|"
    r"next[- ]|joint\w*|equal\w*|among the|one of|since|ever|on record|in (?:a|any) (?:single|one)|single|individual|"
    r"if|should|would|target|not|neither|nor|unlike|used to|had been|was once|twice|double|times|half|likely|often)\b"
    r"|\bbut ⟨\d+⟩(?=\W*$|[,;])",
    re.IGNORECASE,
)
"""One or another is left out, or it is of all time, or of one alone."""
REST = re.compile(
    r"(?:all |any |everything |everyone |some)?(?:other|else|rest|unknown|not |none|misc|remain)",
    re.IGNORECASE,
)
OF_TIME = patterns.compile(
    r"\b(?:of the|for|in|all|past|last) (?:\w+ ){0,2}(?:quarters?|months?|years?|weeks?|time|period)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r";|,|\b(?:but|while|whereas|though|although|and)\b", re.IGNORECASE)
NARROWER = re.compile(
    r"^[a-z]*\W+(?:on|with|who|that|whose|under|over|aged|without|not|about|from|due|in an?|during|"
    r"for (?:each|every))\b(?! ⟨)",
    re.IGNORECASE,
)
FALL = patterns.compile(r"\b(?:falls?|decreases?|reductions?|drops?|cuts?)\b", re.IGNORECASE)
OF_A_KIND = patterns.compile(
    r"\b(?:share|proportion|percentage|fraction|ratio|rate)s?\b(?: of (?:the |its |their |our )?(?P<what>[a-z]{4,}))?",
    re.IGNORECASE,
)
FOR_ONE = patterns.compile(
    r"\b(?:per|each|every|a head|(?:on|an) average|averaged?|relative|for (?:its|their) size)\b"
    r"|\ban? (?:tenan|resident|home|household|person|pupil|patient|visit|week|day|month)",
    re.IGNORECASE,
)


ANY_OTHER = patterns.compile(r"\b(?:any|all|every|the) (?:of the )?others?\b", re.IGNORECASE)
"""“More than any other region” asks for no column called “Other”."""
AT_A_SHARE = patterns.compile(
    r"(?:, (?:at|with) |\bhighest[^,;]{0,40} (?:at|with) )(?:just |only )?\d[\d.]*\s?(?:%|per cent)", re.I
)
"""“The highest, at 27.0%”: of a share, whether the table prints it or not."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence, with each row of the table that it names as ⟨row⟩, and what stands before it."""

    text: str
    rows: tuple[int, ...]
    before: str
    after: str = ""


def not_the_most(sentence: Sentence, grid: Grid, about: str) -> str:
    """Which row is called first or last and is not; ``about`` is what the table is told to be about."""
    text = _with_rows(sentence.text, grid)
    every = _rows(text)
    if not every or APART.search(text):
        return ""
    for clause in _clauses(text):
        if OF_TIME.search(clause.text) and not any(spoken(c.title) for c in grid.columns):
            continue
        wrong = _than_one(grid, clause, about) or _than_all(grid, clause, every, about)
        if wrong:
            return wrong
    return ""


def _with_rows(text: str, grid: Grid) -> str:
    """The text with the names of rows as ⟨row⟩; where one name is part of another, the longer counts."""
    named = [(m, row) for row in grid.parts if (m := row_named(text, grid.labels[row]))]
    taken: list[tuple[re.Match[str], int]] = []
    for m, row in sorted(named, key=lambda each: each[0].start() - each[0].end()):
        if all(m.end() <= other.start() or other.end() <= m.start() for other, _ in taken):
            taken.append((m, row))
    for m, row in sorted(taken, key=lambda each: -each[0].start()):
        text = f"{text[: m.start()]}⟨{row}⟩{text[m.end() :]}"
    return text


def _rows(text: str) -> tuple[int, ...]:
    return tuple(int(found) for found in re.findall(r"⟨(\d+)⟩", text))


def _clauses(text: str) -> Iterator[Clause]:
    stops = [0, *(m.start() for m in CLAUSE.finditer(text)), len(text)]
    for start, end in pairwise(stops):
        yield Clause(text[start:end], _rows(text[start:end]), text[:start], text[end:])


def _than_all(grid: Grid, clause: Clause, every: tuple[int, ...], about: str) -> str:
    found = next((m for way in WAYS if (m := way.search(clause.text))), None)
    rows = clause.rows or (every if len(every) == 1 else ())
    if found is None or len(rows) != 1:
        return ""
    row = rows[0]
    if found.groupdict().get("row") and int(found["row"]) != row:
        return ""
    columns = _columns(grid, clause, found, about)
    if AT_A_SHARE.search(f"{clause.text}{clause.after}"):
        columns = [c for c in columns if c.role in ("percent", "level")]
    columns = [c for c in columns if c.cells[row] and sum(c.cells[r] is not None for r in _ranked(grid)) >= 3]
    ways = [(c, _way(found, c, clause)) for c in columns]
    if not ways or any(_is_first(grid, column, row, way) for column, way in ways):
        return ""
    column, way = ways[-1]
    top = max(
        _ranked(grid), key=lambda r: (way or 1) * cell.value if (cell := column.cells[r]) else -(10**12)
    )
    cell, mine = column.cells[top], column.cells[row]
    assert cell is not None
    assert mine is not None
    word = _word(found)
    told = f"{grid.labels[row]} ({mine.text}) is told as “{word}”"
    return f"{told}, and {grid.labels[top]} has {cell.text} in {grid.name}"


def _than_one(grid: Grid, clause: Clause, about: str) -> str:
    """“Fewer in the North than in the South”."""
    found = THAN.search(clause.text)
    if found is None or len(set(clause.rows)) != 2 or int(found["row"]) != clause.rows[1]:
        return ""
    if moving.direction(clause.text.replace(found[0], " ")) or FOR_ONE.search(clause.text):
        return ""
    row, other = clause.rows
    things = re.findall(r"[a-z]{5,}", re.sub(r"⟨.*|\bthan\b.*", "", found[0][len(_word(found)) :]).lower())
    named = asked_of(grid, clause.text) or (
        _counts(grid) if things and _is_known(grid, things, "", about) else []
    )
    pairs = [(c, mine, his) for c in named if (mine := c.cells[row]) and (his := c.cells[other])]
    ways = [(c, mine, his, _way(found, c, clause)) for c, mine, his in pairs]
    if not ways or any(not way or way * (mine.value - his.value) > 0 for _, mine, his, way in ways):
        return ""
    column, mine, his, _ = ways[-1]
    word = _word(found)
    return (
        f"{grid.labels[row]} ({mine.text}) is told as “{word}” than {grid.labels[other]} ({his.text}) "
        f"in column “{column.title}” of {grid.name}"
    )


def _ranked(grid: Grid) -> list[int]:
    """The rows that are one thing each: all others together take no place."""
    return [row for row in grid.parts if not REST.match(grid.labels[row])]


def _word(found: re.Match[str]) -> str:
    return next(said for group, said in found.groupdict().items() if said and group != "row").lower()


def _columns(grid: Grid, clause: Clause, found: re.Match[str], about: str) -> list[Column]:
    """The columns that may be meant."""
    after = clause.text[found.start() :]
    if is_of_change(after):
        return [c for c in grid.columns if c.role == "change"]
    named = asked_of(grid, ANY_OTHER.sub(" ", clause.text))
    if is_of_change(clause.before) and not any(_where(named, clause.text)):
        return []  # “… the sharpest drop, and the largest in number was in Moorside”
    levels = [c for c in named or grid.columns if c.role == "level" or FOR_ONE.search(c.title)]
    if FOR_ONE.search(after) and not levels:
        return []
    kind = OF_A_KIND.search(clause.before + clause.text)
    is_told = kind is None or not kind["what"] or kind["what"][:5].lower() in about
    if kind and not (is_told and any(c.role in ("percent", "level") for c in named)):
        return []
    if named:
        return [] if any(NARROWER.match(after[m.start() :]) for m in _where(named, after)) else named
    rest = _counts(grid)
    is_be = re.search(r"\b(?:is|was|are|were|be|been|remain\w*)\b[^⟨]{0,12}$", clause.text[: found.start()])
    things = re.findall(r"[a-z]{5,}", re.sub(r"⟨.*", "", after[len(found[0]) :]).lower())
    if re.search(r"\b(?:on|for|in terms of|by) (?:the )?[a-z]{5,}", after):
        return []
    return rest if is_be or _is_known(grid, things, clause.text, about) else []


def _counts(grid: Grid) -> list[Column]:
    return [c for c in grid.columns if c.role != "change"]


def _where(columns: list[Column], text: str) -> Iterator[re.Match[str]]:
    for column in columns:
        for word in re.findall(r"[a-z]{4,}", column.title.lower()):
            yield from re.finditer(rf"\b{re.escape(word[:5])}", text, re.IGNORECASE)


ANY = ("number", "rate", "total", "figure", "share", "percentage", "proportion", "score", "result", "level")


def _is_known(grid: Grid, things: list[str], text: str, about: str) -> bool:
    """Is the thing of which there are most what the table counts, or is it ranked by the name of its rows?"""
    head = grid.table.columns[0].title.lower() if grid.table.columns else ""
    if not things or any(word[:5] in text.lower() for word in re.findall(r"[a-z]{4,}", head)):
        return True
    return any(thing[:5] in about or thing.rstrip("s") in ANY for thing in things)


def _way(found: re.Match[str], column: Column, clause: Clause) -> int:
    """1 up, -1 down, 0 not known: whether more is better depends on what it is of."""
    said = found.groupdict()
    if said.get("up") or said.get("down"):
        way = 1 if said.get("up") else -1
        return -way if column.role == "change" and FALL.search(clause.text) else way
    if column.role == "change":
        return 0
    better = moving.which_is_better(f"{column.title} {clause.text}")
    return better if said.get("good") else -better


def _is_first(grid: Grid, column: Column, row: int, way: int) -> bool:
    """Is nothing beyond it? Where it is not known which way is better, either end will do."""
    mine, others = column.cells[row], [cell for r in _ranked(grid) if (cell := column.cells[r])]
    ways = (way,) if way else (1, -1)
    return mine is not None and any(all(w * (mine.value - o.value) >= 0 for o in others) for w in ways)
