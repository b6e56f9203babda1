"""Over how many months, weeks or quarters a rolling average or total is taken."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import numerals, patterns

NUMBER = rf"\d{{1,2}}|{numerals.SMALL}"
SPAN = patterns.compile(
    rf"(?<!other )(?<!remaining )(?<![.,\d])\b(?P<n>{NUMBER})[- ](?:calendar |latest |most recent )?"
    r"(?P<unit>month|quarter|week|day|year)(?:s|ly)?\b"
    rf"|\b(?:last|past|latest|previous|most recent) (?P<bare>{NUMBER})\b"
    r"(?! ?%|[.,]\d|[- ](?:calendar )?(?:month|quarter|week|day|year))"
    r"|\b(?P<year>(?:rolling|moving|running) year|(?:(?:moving|rolling|running) )?annual (?:(?:moving|rolling|running) "
    r")?(?:average|mean|total)|(?:rolling|moving|running) annual)\b"
    r"|\b(?P<quarter>(?:rolling|moving|running) quarter(?:ly (?:average|mean|figure|rate))?(?! to\b)|"
    r"quarterly (?:rolling|moving|running) (?:average|mean))\b",
    re.IGNORECASE,
)
ROLLING = patterns.compile(
    r"\b(?:rolling|moving|running|averag\w+|mean|latest|last|past|total|figure|sum|measure)\b", re.IGNORECASE
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where a text says how many months there are; “31 days” are what is measured."""
    return [f.span() for f in SPAN.finditer(text) if (f["unit"] or "month").lower() not in ("day", "week")]


def how_many(text: str, *, only_months: bool = False) -> int | None:
    """Over how many months the average is taken."""
    for found in SPAN.finditer(text):
        if only_months and (found["unit"] or "month").lower() != "month":
            continue
        if found["bare"] and not only_months:
            continue
        if not ROLLING.search(text[max(0, found.start() - 40) : found.end() + 30]):
            continue
        said = found["n"] or found["bare"] or ("3" if found["quarter"] else "12")
        n = numerals.value(said) if said.isalpha() else int(said)
        if n and 2 < n <= 60:
            return n
    return None
