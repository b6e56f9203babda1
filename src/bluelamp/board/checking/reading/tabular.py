"""Rows of printed cells as a table whose first column names its rows: headings found, spans spread, labels
brought first."""

from __future__ import annotations

import re
from itertools import takewhile

from bluelamp.board.document import Column, Table, Text
from bluelamp.board.proof_reading.language.dates import FINANCIAL_YEAR
from bluelamp.board.proof_reading.tables import cells

YEAR = re.compile(r"^(?:19|20)\d\d$")
LONGEST_HEAD = 4


def table(number: int, caption: str, rows: tuple[tuple[str, ...], ...], heads: int = 0) -> Table | None:
    """The table, or ``None`` when no row of it holds a number."""
    width = max((len(row) for row in rows), default=0)
    even = [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    even = [row for row in even if any(row)]
    if width < 2 or len(even) < 2:
        return None
    top = heads or _heads(even)
    titles, body = _titles(even[:top], width), even[top:]
    first = _label_column(body, width)
    order = [first, *(place for place in range(width) if place != first)]
    columns = tuple(Column(titles[place], numeric=place != first) for place in order)
    made = tuple(tuple((Text(row[place]),) for place in order) for row in body)
    return Table(number, caption, columns, made) if made else None


def _heads(rows: list[list[str]]) -> int:
    """How many rows at the top hold no figures."""
    top = len(list(takewhile(lambda row: not _has_figures(row), rows[:LONGEST_HEAD])))
    is_of_words = top == LONGEST_HEAD < len(rows) and not _has_figures(rows[top])
    if is_of_words or (top == 0 and _is_named_in_digits(rows)):
        return 1
    return top if top < len(rows) else 0


NAME = re.compile(
    r"^(?!(?:n/?a|nil|none|tbc|withheld|suppressed|unknown|not known)$)[A-Za-z][A-Za-z -]{2,}$", re.I
)
DIGITS = re.compile(r"^\d{1,3}$")


def _is_named_in_digits(rows: list[list[str]]) -> bool:
    """“Month | 999 | 101 | Online | Total”: a word over a column of numbers is a heading, and so are the short
    numbers beside it."""
    filled = [(place, cell) for place, cell in enumerate(rows[0]) if place and cell]
    is_over = [
        len(rows) > 2 and all(cells.read(row[place]) for row in rows[1:])
        for place, cell in filled
        if NAME.match(cell)
    ]
    return any(is_over) and all(is_over) and all(NAME.match(c) or DIGITS.match(c) for _, c in filled)


def _has_figures(row: list[str]) -> bool:
    filled = [cell for cell in row[1:] if cell]
    numbers = [cell for cell in filled if cells.read(cell) or cells.split(cell)]
    years = [cell for cell in filled if YEAR.match(cell) or FINANCIAL_YEAR.fullmatch(cell)]
    return len(numbers) > len(years) and len(numbers) >= len(filled) / 3


def _titles(heads: list[list[str]], width: int) -> list[str]:
    """One title a column. A heading that stands over several columns is said before the title of each."""
    titles = [""] * width
    for depth, row in enumerate(heads):
        spread = ""
        for place in range(width):
            if row[place]:
                spread = row[place]
            is_over = depth < len(heads) - 1 and place > 0
            said = row[place] or (spread if is_over else "")
            if said and not titles[place].endswith(said):
                titles[place] = f"{titles[place]} {said}".strip()
    return titles


def _label_column(body: list[list[str]], width: int) -> int:
    """The first column of words: where rows are counted, their number stands before their name."""
    for place in range(width):
        filled = [row[place] for row in body if row[place]]
        words = [cell for cell in filled if cells.read(cell) is None and re.search(r"[A-Za-z]{2}", cell)]
        if len(words) > len(filled) / 2 and len(filled) >= len(body) / 2:
            return place
    return 0
