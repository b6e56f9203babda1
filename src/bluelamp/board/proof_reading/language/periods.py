"""The periods a text speaks of: months, years, financial years, rolling years, part years."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, FINANCIAL_YEAR, MONTH
from bluelamp.board.proof_reading.language.remembered import remembered

PART_YEAR = patterns.compile(
    r"\b(?:to date|year[- ]to[- ]date|ytd|so far(?: this year)?|since (?:1 )?April|"
    r"first (?:\w+ )?(?:months?|quarters?|half)|half[- ]year|"
    r"(?:three|four|five|six|seven|eight|nine|ten|eleven|[3-9]|1[01]) months to|"
    rf"April(?: 20\d\d)? (?:to|[-–]) (?:{MONTH}))\b",
    re.IGNORECASE,
)
YEAR = patterns.compile(r"(?<![/\d-])\b((?:19|20)\d\d)\b(?![/\d-])")
RELATIVE = patterns.compile(
    r"\b(?:last|previous|this|next|current|same) (?:year|month|quarter|week|period)\b|\bpreviously\b|"
    r"\bbaseline\b|\btarget\b|\bQ[1-4]\b|\b(?:first|second|third|fourth|final) quarter\b",
    re.IGNORECASE,
)
MONTH_SAID = patterns.compile(rf"\b({ANY_MONTH})(?!\w)")


@remembered
def spoken(text: str) -> frozenset[str]:
    """Every period that a text names, as it may be compared: “2012”, “2012/13”, “nov”, “last year”."""
    named = {f"{found['first']}/{found['second'][-2:]}" for found in FINANCIAL_YEAR.finditer(text)}
    named |= {found[1] for found in YEAR.finditer(text)}
    named |= {
        found[1][:3].lower() for found in MONTH_SAID.finditer(text) if found[1] not in ("May", "March", "may")
    }
    named |= {found[0].lower() for found in RELATIVE.finditer(text)}
    return frozenset(named)


@remembered
def is_part(text: str) -> bool:
    """Does it speak of a year that is not yet over?"""
    return bool(PART_YEAR.search(text))
