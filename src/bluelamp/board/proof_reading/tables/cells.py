"""One cell of a printed table as a number: its value, the digits it was printed with, and its unit."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bluelamp.board.proof_reading.language import patterns

Unit = Literal["", "percent", "points", "money"]
SCALES = {"k": 1000, "m": 10**6, "bn": 10**9, "million": 10**6, "thousand": 1000, "billion": 10**9}
PRINTED = patterns.compile(
    r"^(?P<arrow>[↑↓▲▼△▽⬆⬇])?\s*(?P<open>\()?(?P<sign>[-+−–])?\s?(?P<money>[£€$])?\s?(?P<sign2>[-+−–])?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?P<scale>k|m|bn|million|thousand|billion)?\s?(?P<unit>%|per cent|pp|ppts?|percentage points|points)?"
    r"(?P<close>\))?\s*(?P<arrow2>[↑↓▲▼△▽⬆⬇])?[*†‡]?$",
    re.IGNORECASE,
)
PAIR = patterns.compile(r"^(?P<first>[^()%]*\d[^()%]*?)\s*\((?P<second>[-+−–]?\s?\d[\d,.]*\s?%)\)$")
IN_THOUSANDS = patterns.compile(r"^£\s?0+$")
"""A heading: what is below is in thousands."""
DOWN = "↓▼▽⬇"


@dataclass(frozen=True, slots=True)
class Cell:
    """``half`` is how far the exact value may lie from the printed one. ``signed``: a sign or an arrow was
    printed."""

    text: str
    value: Fraction
    half: Fraction
    digits: int
    unit: Unit
    signed: bool = False

    @property
    def low(self) -> Fraction:
        return self.value - self.half

    @property
    def high(self) -> Fraction:
        return self.value + self.half


def read(text: str) -> Cell | None:
    """The number in a cell; ``None`` when there is none, as in “n/a” or “<5”."""
    found = PRINTED.match(text.strip())
    if found is None or IN_THOUSANDS.match(text.strip()) or bool(found["open"]) != bool(found["close"]):
        return None
    plain = found["number"].replace(",", "")
    digits = len(plain.partition(".")[2])
    scale = SCALES.get((found["scale"] or "").lower(), 1)
    arrow = found["arrow"] or found["arrow2"] or ""
    sign = (found["sign"] or found["sign2"] or "").replace("−", "-").replace("–", "-")
    is_down = sign == "-" or bool(found["open"]) or (arrow != "" and arrow in DOWN)
    value = Fraction(Decimal(plain)) * scale * (-1 if is_down else 1)
    is_whole = digits == 0 and scale == 1 and not found["unit"] and not found["money"]
    half = Fraction(0) if is_whole else Fraction(scale, 2 * 10**digits)
    return Cell(text.strip(), value, half, digits, _unit(found), bool(sign or arrow or is_down))


def rounded(cell: Cell) -> Cell:
    """The cell as a rounded number: a whole one may be half a unit off."""
    return cell if cell.half else replace(cell, half=Fraction(1, 2 * 10**cell.digits))


def split(text: str) -> tuple[str, str] | None:
    """“27 (43%)” as its count and its percentage."""
    found = PAIR.match(text.strip())
    return (found["first"].strip(), found["second"].strip()) if found else None


def _unit(found: re.Match[str]) -> Unit:
    said = (found["unit"] or "").lower()
    if said in ("%", "per cent"):
        return "percent"
    return "points" if said else "money" if found["money"] else ""
