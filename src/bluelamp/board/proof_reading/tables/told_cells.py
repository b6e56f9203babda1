"""A figure told of one row of a table that is none of its cells, nor anything that may be worked out from them."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables import made_of, ratios, worked_out
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.clauses import Clause, clauses
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import TOTAL, Grid
from bluelamp.board.proof_reading.tables.named_rows import Named, stems

OTHERWISE = patterns.compile(
    r"\b(?:targets?|ambition|national(?:ly)?|england|average|benchmark|more|fewer|less|previous\w*|last year|planned|"
    r"plan|forecast|budget|expected|would|will|could|should|increas\w+|decreas\w+|reduc\w+|rises?|rose|risen|falls?|"
    r"fell|fallen|drop\w*|grew|growth|difference|remaining|further|additional|another|extra|since|per|every|each|"
    r"apiece|mean|by|ago|(?:is|are|was|were|went|gone|come) (?:up|down)|(?:up|down) (?:from|by|on|to)|limit|capacity|"
    r"aims?|goals?|standard|ideal\w*|m[ai][xn]imum|at (?:least|most)|no more|lost|gained|"
    r"chang\w+|ma[dk]es? up|account\w*|represent\w*|share|proportion|first|second|third|invited|asked|"
    r"spent on)\b",
    re.IGNORECASE,
)
"""Beside a figure: it is a change, a plan, of another time, or of one alone."""
TO_COME = ("would", "will", "could", "should")
"""“Its groups would have £1,580” may be told of a table of what is proposed, where the digits are those of a cell."""
NARROWED = patterns.compile(
    r"^\s?(?:[a-z-]+ ){0,4}?(?:about|from|that(?! (?:day|date|time|week|month|quarter|year)\b)|which|"
    r"who|whom|whose|involv\w+|relat\w+|concern\w+|with|without|where|because|due to|aged|(?:under|over) (?=\d)|"
    r"for|into|to|of)\b"
)
"""After a figure: it is of some of them only."""
AT_A_PLACE = re.compile(
    rf"^\s?(?:[a-z-]+ ){{0,4}}?(?:in|at|on|near) (?:the )?(?!(?:{MONTH})\b|Q[1-4]|Quarter|20\d\d)[A-Z]"
)
NEAR = Fraction(1, 8)
LEAST = 10
LARGE = 1000
LONG = 3
"""Digits of which no two numbers hold the same by chance."""
THOUSANDS = patterns.compile(r"\bthousands?\b|\b000s?\b|’000|'000", re.IGNORECASE)
Found = tuple[Column, Cell]


def wrong_cell(sentence: Sentence, grid: Grid, known: frozenset[Fraction]) -> str:
    """What is told of a row and its table prints otherwise; empty where anything explains it."""
    for clause in clauses(sentence, grid):
        rows = {each.row for each in clause.rows}
        if len(rows) != 1:
            continue
        named = clause.rows[0]
        for amount in _figures(clause, grid, named):
            if found := _meant(sentence, clause, grid, named, amount, known):
                return made_of.told(shown.said(amount), grid, named.row, *found)
    return ""


def _figures(clause: Clause, grid: Grid, named: Named) -> Iterator[Amount]:
    """The figures that may be told of the row: exact ones that are neither a change nor of a part of it."""
    about = f"{ratios.headings(grid)} {grid.labels[named.row].lower()}"
    for amount in clause.amounts:
        is_size = amount.unit in ("percent", "money") or (amount.unit == "count" and amount.value >= LEAST)
        is_in_name = amount.text.strip() in grid.labels[named.row]
        if not is_size or is_in_name or amount.hedged or (amount.lasts and amount.lasts not in about):
            continue
        start, end = amount.start - clause.start, amount.end - clause.start
        beside = f"{clause.text[max(0, start - 40) : start]} {clause.text[end : end + 30]}"
        mine = (cell for c in grid.columns if (cell := c.cells[named.row]))
        is_slip = amount.unit != "percent" and any(is_swapped(amount, cell, LONG) for cell in mine)
        others = [m[0].lower() for m in OTHERWISE.finditer(beside) if m[0].lower() not in about]
        if not others or (is_slip and all(word in TO_COME for word in others)):
            yield amount


def _meant(
    sentence: Sentence, clause: Clause, grid: Grid, named: Named, amount: Amount, known: frozenset[Fraction]
) -> Found | None:
    """The cell that the figure was meant to be."""
    scales = scales_of(grid, amount)
    row = named.row
    cells = [(c, e) for c in grid.columns if (e := c.cells[row]) and _is_alike(grid, row, c, e, amount)]
    if not cells or any(worked_out.agrees(amount, cell, scales) for _, cell in cells):
        return None
    settled = _settled(clause, grid, named, amount, [e for e in cells if e[0].role != "change"])
    after = sentence.text[amount.end :]
    place = AT_A_PLACE.search(after) if named.start < amount.end else None
    words = place or (amount.unit != "percent" and NARROWED.search(after))
    is_narrow = bool(words) and not named.is_by_words
    if (
        settled
        and row not in grid.totals
        and not is_narrow
        and _is_of_another_row(grid, settled[0], row, amount, clause, named)
    ):
        return settled
    if worked_out.is_printed(amount, grid, scales) or amount.value in known:
        return None
    least = LONG if is_narrow else LONG - 1
    swapped = [each for each in cells if is_swapped(amount, each[1], least if each == settled else LONG)]
    is_tied = abs(amount.start - named.end) < TIED or swapped == [settled]
    if swapped and is_tied and not TOGETHER.search(clause.text):
        return swapped[0]
    is_share_itself = amount.unit == "percent" and "%" in grid.labels[row]
    if not is_share_itself and worked_out.is_made(sentence, grid, row, amount, scales):
        return None
    if swapped:
        return swapped[0]
    if is_narrow or row in grid.totals:
        return None
    if settled and _is_near(amount, settled[1], scales):
        return settled
    near = [each for each in cells if each[0].role != "change" and _is_near(amount, each[1], scales)]
    return near[0] if len(near) == 1 and not settled and amount.value >= LARGE else None


TIED = 12
TOGETHER = patterns.compile(r"\b(?:together|between them|combined|in all|sum|added)\b", re.IGNORECASE)


def scales_of(grid: Grid, amount: Amount) -> tuple[int, ...]:
    """What the table's numbers may stand for: pounds in thousands, journeys in thousands."""
    over = f"{grid.lead} {ratios.headings(grid)} {amount.text}"
    if amount.unit == "money":
        return (1000,) if "000" in over else worked_out.SCALES
    return (
        (1, 1000) if amount.unit == "count" and amount.value % 1000 == 0 and THOUSANDS.search(over) else (1,)
    )


def _is_alike(grid: Grid, row: int, column: Column, cell: Cell, amount: Amount) -> bool:
    """Is the cell of the figure's unit?"""
    of_money = cell.unit == "money" or "£" in column.title or "£" in _over(grid)
    if amount.unit == "percent":
        is_of_hundred = column.role == "percent" or "%" in grid.labels[row]
        return cell.unit == "percent" or (is_of_hundred and not of_money)
    if amount.unit == "money":
        return of_money and cell.unit != "percent"
    is_count = column.role in ("count", "change", "level") and cell.unit == ""
    return is_count and not of_money and (cell.digits > 0) == (amount.digits > 0)


def _over(grid: Grid) -> str:
    return f"{grid.table.caption} {grid.table.columns[0].title if grid.table.columns else ''}"


def _settled(clause: Clause, grid: Grid, named: Named, amount: Amount, cells: list[Found]) -> Found | None:
    """The one cell of the column that period, words or the want of any other settle."""
    if not is_of_its_period(grid, clause, amount):
        return None
    when = _when(clause, amount)
    dated = [each for each in cells if spoken(each[0].title) or QUARTER.search(each[0].title)]
    if dated:
        cells = [each for each in dated if when & _periods(each[0].title)]
        is_told_now = LATEST.search(clause.text) or IS_NOW.match(clause.text[named.end - clause.start :])
        if not cells and not when - _periods(grid.labels[named.row]) and is_told_now:
            cells = dated[-1:]
        return cells[0] if len(cells) == 1 else None
    if WHOLE.search(clause.text[: amount.start - clause.start]):
        ends = [each for each in cells if TOTAL.search(each[0].title)]
        return ends[0] if len(ends) == 1 else None
    said = stems(clause.text).keys() - stems(grid.labels[named.row]).keys()
    shared = [(len(stems(c.title).keys() & said), c, cell) for c, cell in cells]
    best = max((many for many, _, _ in shared), default=0)
    if best:
        most = [(c, cell) for many, c, cell in shared if many == best]
        near = [each for each in most if _is_near(amount, each[1], scales_of(grid, amount))]
        return most[0] if len(most) == 1 else near[0] if len(near) == 1 else None
    is_told = stems(f"{_over(grid)} {grid.lead}").keys() & said or amount.unit == "percent"
    return cells[0] if len(cells) == 1 and is_told else None


WHOLE = patterns.compile(r"\b(?:of|out of) (?:the |its |their |our |all )*$", re.IGNORECASE)
"""Before a figure: it is the whole of which a part was told."""
IS_NOW = patterns.compile(r"^ (?:was|were|is|are|stood at|came to|reached) (?:just |only )?[£\d]")
QUARTER = patterns.compile(r"\bquarter \d\b|\b(?:March|May)\b", re.IGNORECASE)
LATEST = patterns.compile(
    r"\b(?:now|latest|this (?:year|month|quarter)|(?:in )?the (?:quarter|month|year|period)(?:['’]s)?)\b",
    re.IGNORECASE,
)


def _periods(text: str) -> frozenset[str]:
    return spoken(text) | {m[0].lower() for m in QUARTER.finditer(text)}


def is_of_its_period(grid: Grid, clause: Clause, amount: Amount) -> bool:
    """Is the period told beside the figure one of the table's, if any is?"""
    when = _when(clause, amount) - _periods(" ".join(grid.labels))
    return not when or bool(when & _periods(f"{grid.titles} {grid.lead}"))


def _when(clause: Clause, amount: Amount) -> frozenset[str]:
    """The periods told after the figure, up to the next one, or else before it."""
    end = amount.end - clause.start
    stop = min(
        (a.start - clause.start for a in clause.amounts if a.start > amount.end), default=len(clause.text)
    )
    return _periods(clause.text[end:stop]) or _periods(clause.text[:end]) or _periods(clause.text)


def _is_of_another_row(
    grid: Grid, column: Column, row: int, amount: Amount, clause: Clause, named: Named
) -> bool:
    """Is it what the column prints of one other row, though only this one is named before it?"""
    others = [
        r for r in grid.parts if r != row and (cell := column.cells[r]) and worked_out.agrees(amount, cell)
    ]
    between = clause.text[named.end - clause.start : amount.start - clause.start]
    is_alone = [a for a in clause.amounts if a.unit == amount.unit] == [amount]
    return len(others) == 1 and is_alone and 0 <= amount.start - named.end < FAR and not PART.search(between)


FAR = 60
PART = re.compile(r"\b(?:of|out of|from|and|or|with|to) (?:the |all |our |its )?$|[A-Z]")


def _is_near(amount: Amount, cell: Cell, scales: tuple[int, ...]) -> bool:
    if amount.unit == "percent":
        return abs(amount.value - cell.value) <= POINTS
    return any(abs(amount.value - cell.value * k) <= abs(cell.value * k) * NEAR for k in scales)


POINTS = 5


def is_swapped(amount: Amount, cell: Cell, least: int) -> bool:
    """The same digits in another order."""
    said, printed = (re.sub(r"\D", "", each.text) for each in (amount, cell))
    if len(said) != len(printed) and amount.unit == "money":
        said, printed = said.strip("0"), printed.strip("0")
    return len(said) >= least and said != printed and sorted(said) == sorted(printed)
