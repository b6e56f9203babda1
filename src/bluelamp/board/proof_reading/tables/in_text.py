"""A number in the text that is said to be in a table, and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import (
    against_budget,
    for_one,
    made_of,
    ratios,
    slips,
    told_cells,
    told_totals,
    worked_out,
)
from bluelamp.board.proof_reading.tables.asked import is_asked
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import ASKED, Grid
from bluelamp.board.proof_reading.tables.named_rows import is_of_period, named_by_words
from bluelamp.board.proof_reading.tables.naming import row_named
from bluelamp.board.proof_reading.tables.unprinted import Unprinted

NEAR_BLOCKS = 4
OTHER = patterns.compile(
    r"\b(?:target|ambition|national(?:ly)?|england|average|benchmark|more|fewer|less|compared|than|previous|"
    r"last year|planned|forecast|increase|decrease|reduction|rise|fall|difference|remaining|other|further|"
    r"additional|another|since|per|every|each|apiece|mean|costs?|by)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    known = paper.printed
    told = set()
    counting = tuple(each for each in paper.led if each[1].amounts)
    odd = Unprinted(paper)
    for grid in paper.grids:
        for sentence in paper.section_of_key(grid.section.key):
            if not (0 <= abs(sentence.block - grid.block) <= NEAR_BLOCKS or points_at(sentence, grid)):
                continue
            if not made_of.is_of_its_time(sentence, grid):
                continue
            every = {
                row: m for row, label in enumerate(grid.labels) if (m := row_named(sentence.text, label))
            }
            wrongs = (
                _wrong(sentence, grid, row) or _made(sentence, grid, row, every)
                for row in range(len(grid.labels))
            )
            if (
                wrong := next(filter(None, wrongs), "")
                or made_of.moved(sentence, grid, set(every))
                or told_cells.wrong_cell(sentence, grid, known)
            ):
                told.add(id(sentence))
                yield sentence.remark(wrong)
        for led, sentence in counting if _is_of_measures(grid) else odd.beside(grid):
            if id(sentence) in told or not made_of.is_of_its_time(sentence, grid):
                continue
            wrong = (
                slips.slip(sentence, grid, known, led.text if led else "")
                or told_totals.wrong_total(sentence, grid, known)
                or _of_measures(sentence, grid, known)
            )
            if wrong:
                told.add(id(sentence))
                yield sentence.remark(wrong)


def _is_of_measures(grid: Grid) -> bool:
    return bool(grid.table.columns and ASKED.search(grid.table.columns[0].title))


def _of_measures(sentence: Sentence, grid: Grid, known: frozenset[Fraction]) -> str:
    """Other sections speak of the rows of a table of measures, each by several words of its name."""
    if not _is_of_measures(grid) or sentence.section is grid.section:
        return ""
    return told_cells.wrong_cell(sentence, grid, known) if named_by_words(sentence.text, grid) else ""


def _made(sentence: Sentence, grid: Grid, row: int, every: dict[int, re.Match[str]]) -> str:
    """What is worked out from the only row that the sentence names."""
    if set(every) != {row}:
        return ""
    place = every[row].end()
    return (
        made_of.of_a_column(sentence, grid, row)
        or made_of.changed(sentence, grid, row, place)
        or made_of.share_of_all(sentence, grid, row, place)
        or for_one.each_of_row(sentence, grid, row, place)
        or against_budget.variance(sentence, grid, row)
    )


def points_at(sentence: Sentence, grid: Grid) -> bool:
    return bool(re.search(rf"\btable {grid.table.number}\b", sentence.text, re.IGNORECASE))


def _wrong(sentence: Sentence, grid: Grid, row: int) -> str:
    label = grid.labels[row]
    named = row_named(sentence.text, label) or _by_its_end(sentence, grid, row)
    if named is None or is_of_period(sentence.text, named):
        return ""
    others = [
        m
        for r, other in enumerate(grid.labels)
        if r != row and (m := row_named(sentence.text, other)) is not None
    ]
    for amount in _beside(sentence, named, others):
        cells = [
            (c, cell)
            for c in grid.columns
            if (cell := c.cells[row]) is not None and _same_unit(cell, c, amount)
        ]
        if not cells or any(_agrees(amount, cell) for cell in _every(grid, amount)):
            continue
        swapped = [
            cell for _, cell in cells if _is_swapped(amount, cell, tied=_is_tied(sentence, named, amount))
        ]
        if swapped:
            return f"{shown.said(amount)} is said of {label}, and {grid.name} prints {swapped[0].text}"
        is_time = _is_of_time(grid, amount) and amount.lasts not in label.lower()
        if (
            is_time
            or against_budget.is_variance(sentence, amount)
            or _is_another(sentence, grid, row, amount)
            or ratios.is_of_one(sentence, grid, row, amount)
        ):
            continue
        if found := _meant(sentence, grid, amount, cells):
            return made_of.told(shown.said(amount), grid, row, *found)
    return ""


def _meant(
    sentence: Sentence, grid: Grid, amount: Amount, cells: list[tuple[Column, Cell]]
) -> tuple[Column, Cell] | None:
    """The cell that an amount was meant to be: of the column that is named, or the nearest."""
    asked = [(c, cell) for c, cell in cells if is_asked(sentence, c)]
    near = [each for each in cells if _is_close(amount, each[1])]
    if made_of.NARROWED.search(sentence.text[amount.end :]):
        return None
    if len(cells) > 1 and len(asked) != 1 and not points_at(sentence, grid):
        return None
    column, cell = next((each for each in near if each in asked), (*near, *asked, *cells)[0])
    if not asked and not points_at(sentence, grid) and not _is_close(amount, cell):
        return None
    if amount.unit == "count" and amount.value * FEW < cell.value and not points_at(sentence, grid):
        return None
    return column, cell


FEW = 4
"""“At Cedar 12 pupils were late”: so few are some of its 420 pupils, and not all of them."""


def _is_of_time(grid: Grid, amount: Amount) -> bool:
    """“14 hours a week” is in no table, unless the table is of hours."""
    return bool(amount.lasts) and amount.lasts not in ratios.headings(grid)


def _is_another(sentence: Sentence, grid: Grid, row: int, amount: Amount) -> bool:
    """The row's number is told as well, or the amount is worked out from its numbers."""
    mine = [(c, cell) for c in grid.columns if (cell := c.cells[row])]
    others = [a for a in sentence.amounts if a is not amount and a.value > 4]
    is_told = any(_same_unit(cell, c, a) and _agrees(a, cell) for a in others for c, cell in mine)
    return is_told or (amount.unit == "count" and amount.value in made_of.derived(grid, row))


def _by_its_end(sentence: Sentence, grid: Grid, row: int) -> re.Match[str] | None:
    """“Outdoor fires” are the row “Grass, rubbish and other outdoor fires”, if no other row ends so."""
    end = re.search(r"\b[A-Za-z-]{4,} [A-Za-z-]{4,}$", grid.labels[row])
    if not end or sum(end[0].lower() in label.lower() for label in grid.labels) > 1:
        return None
    return re.search(rf"\b{re.escape(end[0])}\b", sentence.text, re.IGNORECASE)


TIED = patterns.compile(
    r"^\s?(?:[a-z]+ ){0,1}(?:was|were|is|are|had|has|saw|made|took|cost|caused|lost|spent|numbered|recorded|accounted|"
    r"reached|stood|totalled)\b(?: [a-z]+){0,3} $"
)


def _is_tied(sentence: Sentence, named: re.Match[str], amount: Amount) -> bool:
    """“Housing was responsible for 85 days”: nothing but a verb stands between, and nothing narrows it."""
    after = sentence.text[amount.end :]
    is_of_it = not made_of.NARROWED.search(after) and not made_of.BEFORE.search(after)
    return bool(TIED.match(sentence.text[named.end() : amount.start])) and is_of_it


def _is_swapped(amount: Amount, cell: Cell, *, tied: bool) -> bool:
    """The same digits in another order: 373 for 337. Of two digits, 85 and 58, only where they are tied to the row."""
    return told_cells.is_swapped(amount, cell, 2 if tied else 3)


def _beside(sentence: Sentence, named: re.Match[str], others: list[re.Match[str]]) -> list[Amount]:
    """The amount told of a row: the first after its name and before another's, or the one just before it."""
    stop = min([o.start() for o in others if o.start() > named.end()], default=len(sentence.text))
    after = [a for a in sentence.amounts if named.end() <= a.start < min(stop, named.end() + 60)]
    if not after:
        start = max([o.end() for o in others if o.end() < named.start()], default=0)
        after = [a for a in sentence.amounts if max(start, named.start() - 40) <= a.end <= named.start()][-1:]
        after = [a for a in after if ":" not in sentence.text[a.end : named.start()]]
    told = [
        (a, _between(sentence.text, named, a))
        for a in after[:1]
        if not made_of.SIZE_OF_A_CHANGE.search(sentence.text[: a.start])
    ]
    return [a for a, words in told if not OTHER.search(COST.sub("", words) if a.unit == "money" else words)]


COST = patterns.compile(r"^\s?(?:now |still |alone |together )?costs? (?=\s)")
"""“Premises cost £12.4 million” tells what a table of money prints."""


def _between(text: str, named: re.Match[str], amount: Amount) -> str:
    first, last = sorted(((named.start(), named.end()), (amount.start, amount.end)))
    return text[first[1] : last[0]] + " " + text[last[1] : last[1] + 14]


def _same_unit(cell: Cell, column: Column, amount: Amount) -> bool:
    if amount.unit == "percent":
        return column.role == "percent"
    if amount.unit == "money":
        return cell.unit == "money" or "£" in column.title
    return (
        amount.unit == "count"
        and column.role == "count"
        and amount.value > 4
        and cell.unit == ""
        and "£" not in column.title
    )


def _every(grid: Grid, amount: Amount) -> list[Cell]:
    return [
        cell
        for column in grid.columns
        for cell in column.cells
        if cell is not None and _same_unit(cell, column, amount)
    ]


def _agrees(amount: Amount, cell: Cell) -> bool:
    if amount.digits == cell.digits and amount.unit == "percent" and not amount.hedged:
        return amount.value == cell.value
    if amount.low <= cell.high and cell.low <= amount.high:
        return True
    is_in_thousands = amount.value % 1000 == 0 and amount.value > 0
    scales = (1000, 10**6) if amount.unit == "money" else (1000,) if is_in_thousands else ()
    return worked_out.agrees(amount, cell, scales)


def _is_close(amount: Amount, cell: Cell) -> bool:
    return abs(amount.value - cell.value) <= abs(cell.value) / 4


RULE = Rule(
    key="in-text",
    title="A number in the text that its table does not print",
    severity="wrong",
    explanation="The sentence speaks of a row of the table with another number than the table prints. One of the "
    "two is out of date or mistyped.",
    read=read,
    kind="tables",
    certainty="likely",
)
