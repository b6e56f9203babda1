"""Cells of a file that goes into a spreadsheet: a text that it would run as a formula stays a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

RUNS = "=+-@|%"
"""What begins a formula, a function or a command in one spreadsheet program or another."""
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def safe(cell: Any) -> Any:
    """The cell as it may be written: as it is, or with an apostrophe before what could run.

    Programs pass over byte-order marks, control characters and spaces, and some read full-width signs as plain ones.
    """
    if not isinstance(cell, str) or NUMBER.fullmatch(cell):
        return cell
    first = next((each for each in cell if not _is_passed_over(each)), "")
    runs = unicodedata.normalize("NFKC", first)[:1] in RUNS if first else False
    return "'" + cell if runs or (cell[:1] in "\t\r" and cell) else cell


def safe_row(cells: Iterable[Any]) -> list[Any]:
    """A whole row."""
    return [safe(cell) for cell in cells]


def _is_passed_over(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
