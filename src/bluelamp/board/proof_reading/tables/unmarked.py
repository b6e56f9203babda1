"""Columns of percentages over which no sign stands: their rows share out a hundred, or the words over the table say
that they are percentages."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.tables import cells
from bluelamp.board.proof_reading.tables.columns import Column

SAID = patterns.compile(r"\bper ?cent(?:ages?)?\b|%|\bproportions?\b", re.IGNORECASE)
OF_REPLIES = patterns.compile(
    r"^(?:n|base|(?:number of |all )?(?:forms?|repl(?:y|ies)|responses?|respondents?|answers?|answered|replied|"
    r"responded|asked|returned|surveyed|(?:\w+ )?(?:answering|replying|responding)|"
    r"interviewed|people|number|questionnaires?|participants?|completed|returns|visits|cases|audited|checked))\b",
    re.IGNORECASE,
)
HUNDRED = Fraction(100)


def as_percentages(columns: list[Column], over: str, lead: str) -> list[Column]:
    """The columns, with those called percentages that print no sign. ``over``: the title and the first heading;
    ``lead``: the paragraph before the table."""
    counts = [c for c in columns if c.role == "count"]
    if len(counts) < len(columns) or not counts:
        return columns
    has_base = bool(OF_REPLIES.match(counts[0].title))
    parts = [c for c in counts[has_base:] if _is_within(c) and not _is_whole(c)]
    rest = [c for c in counts[has_base:] if c not in parts and not _is_whole(c)]
    is_told = has_base or bool(SAID.search(f"{over} {lead}")) or _has_decimals(parts)
    if not parts or rest or not ((is_told and _shares_out(parts)) or SAID.search(over)):
        return columns
    return [_percent(c) if c in parts else c for c in columns]


def shares_out(columns: list[Column]) -> bool:
    """Do the percentages of most rows make a hundred?"""
    return _shares_out([c for c in columns if c.role == "percent" and not _is_whole(c)])


def _shares_out(parts: list[Column]) -> bool:
    rows = range(len(parts[0].cells)) if len(parts) > 1 else range(0)
    return 2 * sum(_makes_hundred(parts, row) for row in rows) > len(rows) > 1


def _makes_hundred(parts: list[Column], row: int) -> bool:
    found = [c.cells[row] for c in parts]
    if not all(found):
        return False
    slack = sum((Fraction(1, 2 * 10**cell.digits) for cell in found if cell), Fraction(0))
    return abs(sum((cell.value for cell in found if cell), Fraction(0)) - HUNDRED) <= slack


def _is_within(column: Column) -> bool:
    return all(cell is None or (0 <= cell.value <= HUNDRED and not cell.unit) for cell in column.cells)


def _is_whole(column: Column) -> bool:
    """A last column that prints 100 in every row."""
    return all(cell is None or cell.value == HUNDRED for cell in column.cells)


def _has_decimals(parts: list[Column]) -> bool:
    return any(cell is not None and cell.digits > 0 for c in parts for cell in c.cells)


def _percent(column: Column) -> Column:
    return replace(column, role="percent", cells=tuple(cell and cells.rounded(cell) for cell in column.cells))
