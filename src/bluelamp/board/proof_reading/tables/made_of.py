"""What a sentence makes of a row of a table: from one column to the next, by so many, so many of a kind, a share of
all."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations, permutations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import Grid

FROM_TO = marked.pattern(
    r"from {old:cpm}[^⟦.;]{0,40}? to (?:just |only )?{new:cpm}",
    r"{new:cpm}[^⟦.;]{0,40}? (?:compared (?:with|to)|against|up from|down from|from) (?:just |only )?{old:cpm}",
    r"⟦[co]\d+⟧ to {new:cpm}[^⟦.;]{0,20}? from {old:cpm}",
)
MOVED_BY = marked.pattern(
    r"\bby {by:cp} to (?:just |only )?{now:c}",
    rf"\b(?:by|{A_CHANGE} of|up|down) (?:just |only |another )?{{by:cp}}",
    r"{by:cp} (?:[a-z-]+ ){0,2}?(?:more|fewer|less|higher|lower)\b",
)
SHARE_OF_ALL = marked.pattern(
    r"(?:account\w* for|ma[dk]e up|represent\w*|constitut\w+|is|was|are|were) (?:just |only |about |nearly |over )?"
    r"{share:ps} of (?:the total|the whole|the overall|all|total)\b"
)
PERIOD = patterns.compile(
    r"\b(?:19|20)\d\d\b|\bQ[1-4]\b|\b(?:last|this|previous|current|prior) (?:year|month|quarter)\b", re.I
)
ELSEWHEN = patterns.compile(
    r"\b(?:since|target|plan(?:ned)?|forecast|expected|average|a year (?:ago|earlier|before)|year before|"
    r"previous (?:year|quarter|month)|last year|per|each|every|will|would|could|should)\b",
    re.IGNORECASE,
)
"""Of another time than the table's, or of no time at all."""
SIZE_OF_A_CHANGE = patterns.compile(
    r"\b(?:rise|fall|increase|decrease|reduction|drop|growth|change|cut|gain|loss)(?: of| was)? ?\(?$",
    re.IGNORECASE,
)
"""What leads to a figure that is the size of a change."""
BEFORE = patterns.compile(
    r"\b(?:(?:previous|preceding|prior|same|last) (?:year|quarter|month|period)|year (?:before|earlier|ago)|"
    r"quarter before)\b",
    re.IGNORECASE,
)
NARROWED = patterns.compile(
    r"^\s?(?:[a-z-]+ ){0,4}?(?:about|from|that|which|who|whom|involv\w+|relat\w+|concern\w+|"
    r"with|where|because|due|on|at|in [A-Z]\w*)\b",
)
"""After a number: it is of some of them only, as in “17 complaints were about noise”."""
NEAR = Fraction(1, 6)
LEAST = 10
"""Below it two numbers are alike by chance."""


def is_of_its_time(sentence: Sentence, grid: Grid) -> bool:
    """Does the sentence speak of no year that the table does not? A table without years is of the last two."""
    said, known = years(sentence.text), years(grid.titles)
    if known or not said:
        return not any("/" in year or not _holds(known, year) for year in said - known) if known else True
    return max(int(year[:4]) for year in said) >= sentence.meeting.year - 1


@remembered
def years(text: str) -> frozenset[str]:
    """The years and the years over two that a text names."""
    return frozenset(year for year in spoken(text) if year[:2] in ("19", "20"))


def _holds(known: frozenset[str], year: str) -> bool:
    """2012 is in 2012/13, and in 2011/12."""
    return any(year in (each[:4], each[:2] + each[-2:]) for each in known)


def series(grid: Grid) -> list[Column]:
    """The columns that tell one thing at several times."""
    counts = [c for c in grid.columns if c.role == "count"]
    dated = [c for c in counts if PERIOD.search(c.title) or spoken(c.title)]
    return dated if len(dated) >= 2 else []


def moved(sentence: Sentence, grid: Grid, named: set[int]) -> str:
    """“From 61 to 69”, where the row with 61 goes on to 66, and 69 is nowhere in the table."""
    columns = series(grid)
    printed = {cell.value for c in grid.columns for cell in c.cells if cell}
    for found in marked.found(FROM_TO, sentence.marked, sentence.amounts) if columns else ():
        for right, wrong in permutations((found["old"], found["new"])):
            if (
                right.unit != "count"
                or right.hedged
                or wrong.hedged
                or right.value < LEAST
                or wrong.value in printed
            ):
                continue
            at = [
                (row, c)
                for c in columns
                for row, cell in enumerate(c.cells)
                if cell and cell.value == right.value
            ]
            if len(at) != 1 or (named and at[0][0] not in named):
                continue
            row, column = at[0]
            beside = [(c, cell) for c in columns if c is not column and (cell := c.cells[row])]
            if len(beside) == 1 and _is_near(wrong.value, beside[0][1].value, Fraction(1, 4)):
                return told(shown.said(wrong), grid, row, *beside[0])
    return ""


def changed(sentence: Sentence, grid: Grid, row: int, place: int) -> str:
    """“Housing is down by 8 days”, where its two columns are 6 apart."""
    cells = [cell for c in series(grid) if (cell := c.cells[row])]
    if len(cells) != 2 or ELSEWHEN.search(sentence.text):
        return ""
    gap = abs(cells[1].value - cells[0].value)
    for found in marked.found(MOVED_BY, sentence.marked, sentence.amounts):
        by, now = found["by"], found.get("now")
        if not _is_next(sentence, place, by) or by.unit != "count" or by.hedged or by.value <= 2:
            continue
        is_sure = now is not None and any(_agrees(now, cell) for cell in cells)
        if by.value != gap and (is_sure or _is_near(by.value, gap, Fraction(1, 2))):
            told = " and ".join(cell.text for cell in cells)
            return f"{shown.said(by)} is told of {grid.labels[row]}, and {told} in {grid.name} are {int(gap):,} apart"
    return ""


def share_of_all(sentence: Sentence, grid: Grid, row: int, place: int) -> str:
    """“Packages now account for 49 per cent of the total”, where they are 402 of 1,028."""
    for found in marked.found(SHARE_OF_ALL, sentence.marked, sentence.amounts):
        share = found["share"]
        if not grid.totals or not _is_next(sentence, place, share):
            continue
        counts = [c for c in grid.columns if c.role == "count"]
        tried = [
            (part, whole) for c in counts if (part := c.cells[row]) and (whole := c.cells[grid.totals[-1]])
        ]
        tried = [(part, whole) for part, whole in tried if whole.value > 0]
        printed = [cell for c in grid.columns if c.role == "percent" and (cell := c.cells[row])]
        fits = any(share.agrees(100 * part.value / whole.value) for part, whole in tried)
        if tried and not fits and not any(share.agrees(cell.low, cell.high) for cell in printed):
            part, whole = min(tried, key=lambda each: abs(100 * each[0].value / each[1].value - share.value))
            exact = shown.percent(100 * part.value / whole.value)
            return (
                f"{part.text} of {whole.text} in {grid.name} is {exact}, and {shown.said(share)} is printed"
            )
    return ""


def of_a_column(sentence: Sentence, grid: Grid, row: int) -> str:
    """“… out of 248 decided”, where the column of that name has 240."""
    mine = [cell for c in grid.columns if c.role == "count" and (cell := c.cells[row])]
    for amount in (a for a in sentence.amounts if a.unit == "count" and not a.hedged and a.value >= LEAST):
        asked = [c for c in grid.columns if c.role == "count" and _is_called(c, sentence, amount)]
        cells = [(c, cell) for c in asked if (cell := c.cells[row])]
        is_past = BEFORE.search(sentence.text, amount.end) or SIZE_OF_A_CHANGE.search(
            sentence.text[: amount.start]
        )
        if not cells or is_past or any(_agrees(amount, cell) for c in asked for cell in c.cells if cell):
            continue
        # “48 pupils persistently absent” is of “Persistently absent”, and not of “Pupils”.
        column, cell = max(cells, key=lambda each: len(each[0].title))
        of_others = [c for c in grid.columns if (other := c.cells[row]) and _agrees(amount, other)]
        if any(_is_worded(c, column, sentence.text) for c in of_others):
            continue  # “94 arrivals were late” is of “Late”, and not of “Arrivals”
        is_of_another = bool(of_others)
        others = [a for a in sentence.amounts if a is not amount and a.value > LEAST]
        is_told = any(_agrees(a, other) for a in others for other in mine if other is not cell)
        is_slip = _is_near(amount.value, cell.value) or (
            _is_a_digit_off(amount.value, cell.value) and amount.value not in derived(grid, row)
        )
        if is_of_another or is_told or is_slip:
            return told(shown.said(amount), grid, row, column, cell)
    return ""


def derived(grid: Grid, row: int) -> set[Fraction]:
    """What may be worked out from a row or a column: differences, sums of two, what is left of a total."""
    mine = [cell.value for c in grid.columns if (cell := c.cells[row])]
    found = {sum(mine, Fraction(0))}
    found |= {way for one, other in combinations(mine, 2) for way in (abs(one - other), one + other)}
    for column in grid.columns:
        cell = column.cells[row]
        others = [other.value for r, other in enumerate(column.cells) if other and r != row]
        if cell:
            found |= {abs(cell.value - other) for other in others} | {cell.value + other for other in others}
    return found


def _is_worded(column: Column, other: Column, text: str) -> bool:
    """Does a text hold a word of a column's title that the other's has not?"""
    words = re.findall(r"[a-z]{4,}", column.title.lower())
    return any(word[:5] in text.lower() for word in words if word[:5] not in other.title.lower())


def _is_called(column: Column, sentence: Sentence, amount: Amount) -> bool:
    """Is a number called by the column's title? “248 applications decided” and “decided 248” are of “Decided”."""
    words = re.sub(r"[^a-z ]", " ", column.title.lower()).split()
    if not words:
        return False
    title = " ".join(map(re.escape, words))
    stops = [a.start for a in sentence.amounts if a.start > amount.start]
    after = sentence.text[amount.end : min([amount.end + 70, *stops])].lower()
    found = re.match(rf"\s(?:[a-z-]+ ){{0,2}}{title}\b", after.lower())
    if found:
        return not NARROWED.search(after[found.end() :])
    before = re.search(rf"\b{title} (?:just |only |a total of )?$", sentence.text[: amount.start].lower())
    return bool(before) and not NARROWED.search(after)


def _agrees(amount: Amount, cell: Cell) -> bool:
    return amount.low <= cell.high and cell.low <= amount.high


def _is_near(value: Fraction, other: Fraction, reach: Fraction = NEAR) -> bool:
    return abs(value - other) <= abs(other) * reach or sorted(str(value)) == sorted(str(other))


def _is_a_digit_off(value: Fraction, other: Fraction) -> bool:
    """59 and 49: as long, and all digits but one the same."""
    one, two = str(value), str(other)
    return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def _is_next(sentence: Sentence, place: int, amount: Amount) -> bool:
    """Does it follow the row's name, with no other amount between?"""
    return 0 < amount.start - place < 60 and not any(
        place <= a.start < amount.start for a in sentence.amounts
    )


def told(said: str, grid: Grid, row: int, column: Column, cell: Cell) -> str:
    return (
        f"{said} is said of {grid.labels[row]}, and {grid.name} prints {cell.text} in column “{column.title}”"
    )
