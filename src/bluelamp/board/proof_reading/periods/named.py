"""Every stretch of time a text names, as months: “June”, “the first quarter”, “2024/25”, “since April”, “last year”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bluelamp.board.proof_reading.language import numerals
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, FINANCIAL_YEAR, SHORT
from bluelamp.board.proof_reading.periods.lengths import MONTHS, RANGE, months_between

Month = tuple[int, int]
"""A year, 0 where none is said, and a month of it."""


@dataclass(frozen=True, slots=True)
class Period:
    """``months`` is how long it is, 0 for “the same period”; ``held`` its months where they are known."""

    start: int
    end: int
    months: int
    held: frozenset[Month] = frozenset()

    def is_apart(self, other: Period) -> bool:
        """Are both known to the month, with none in common?"""
        if not self.held or not other.held:
            return False
        years = {year for year, _ in self.held | other.held}
        if 0 not in years:
            return not self.held & other.held
        return not {month for _, month in self.held} & {month for _, month in other.held}


LIKE = re.compile(
    r"\b(?:same|corresponding|equivalent|comparable|like|this) (?:\w+ )?(?:period|months?|quarter|half|half-year|point|"
    r"time|stage|date|season|spell|stretch|weeks)s?\b(?: (?:of|in|a|the) (?:year (?:before|ago|earlier)|last year))?|"
    r"\b(?:same|corresponding|equivalent|like) (?:\w+ )?term\b|"
    r"\ba year (?:ago|before|earlier)\b|\b(?:this time|at this point) last year\b",
    re.IGNORECASE,
)
MONTH = re.compile(rf"\b(?P<month>{ANY_MONTH})(?:\s(?P<year>(?:19|20)\d\d))?(?![\w/])")
NO_SPAN = re.compile(
    r"\b(?:by|to|until|till|before|after|from|end of|\d{1,2}(?:st|nd|rd|th)?|at)(?: the)? $", re.IGNORECASE
)
"""“By June”, “the end of June” and “3 June” are a moment."""
SINCE = re.compile(r"\bsince (?:the (?:start|beginning) of )?(?:1 )?$", re.IGNORECASE)
SOLE = re.compile(
    r"\b(?:the|that|one|single|a|first|last) month\b(?! (?:of|to|ended|before|after|ago|earlier)\b)|\bin[- ]month\b",
    re.I,
)
QUARTER = re.compile(
    r"\b(?:(?:first|second|third|fourth|last|previous|latest|final|that|the|this|each|average|typical) quarter"
    r"(?! of (?:all|the (?!year)|our|them|those))|quarter (?:one|two|three|four|[1-4])|Q[1-4]|quarter to)\b",
    re.IGNORECASE,
)
HALF = re.compile(
    r"\b(?:half[- ]year|(?:first|second) half(?! of (?:the )?(?:them|those|these)))\b", re.IGNORECASE
)
TO_DATE = re.compile(
    r"\b(?:so far (?:this|in the) year|this year,? so far|year[- ]to[- ]date|ytd|to date|"
    r"since the start of the year)\b",
    re.IGNORECASE,
)
TERM = re.compile(
    r"\b(?:the |this |that |last |each )?(?:autumn|spring|summer) term\b|\b(?:this|last|that) term\b",
    re.IGNORECASE,
)
"""About four months, in which a school has a third of its year."""
YEAR = re.compile(
    r"\b(?:(?:the|a) (?:whole|full|entire|previous|last|past|year[- ]long)(?: of (?:last )?(?:the )?)? ?year|"
    r"full[- ]year|the year (?:before|to(?! date)|ended|ending|previous)|last year|"
    r"the whole of (?:last year|(?:19|20)\d\d(?![/-]\d))|all (?:of )?(?:19|20)\d\d(?![/\d-])|"
    r"(?:19|20)\d\d as a whole|(?:the (?:whole of the )?)?(?:last|previous|whole) (?:school|academic|financial|"
    r"calendar) year|"
    r"(?:in|during|of|for) (?:19|20)\d\d(?![/\d-])|(?:calendar )?year (?:19|20)\d\d(?![/-]\d)|twelve-month)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"^,? ?(?:of |in |to |ended |ending |from |\()?(?:the )?$", re.IGNORECASE)
"""Between “the first quarter” and “of 2024/25”."""


def periods(text: str, meeting: date) -> list[Period]:
    """The periods of a text in their order; of two told of each other, the shorter."""
    found = sorted(_found(text, meeting), key=lambda each: (each.start, -each.end))
    kept: list[Period] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        if kept and JOINED.match(text[kept[-1].end : each.start]):
            kept[-1] = _joined(kept[-1], each)
        else:
            kept.append(each)
    return kept


def _joined(first: Period, second: Period) -> Period:
    shorter = min(first, second, key=lambda each: each.months)
    held = first.held if first.months == shorter.months and first.held else second.held
    return replace(
        shorter, start=first.start, end=second.end, held=held if len(held) == shorter.months else frozenset()
    )


def _found(text: str, meeting: date) -> Iterator[Period]:
    for found in LIKE.finditer(text):
        yield Period(*found.span(), 0)
    for found in RANGE.finditer(text):
        if months := months_between(found):
            year = int(found["until"] or found["year"] or 0)
            yield Period(*found.span(), months, _back(months, _month(found["last"]), year))
    for found in MONTHS.finditer(text):
        said = found["number"]
        months = int(said) if said.isdigit() else numerals.value(said) or 0
        if 1 < months <= 12:
            yield Period(*found.span(), months)
    for found in FINANCIAL_YEAR.finditer(text):
        if int(found["second"][-2:]) == (int(found["first"]) + 1) % 100:
            yield Period(*found.span(), 12, _back(12, 3, int(found["first"]) + 1))
    for found in MONTH.finditer(text):
        yield from _of_month(found, meeting)
    for pattern, lasts in OTHERS:
        for found in pattern.finditer(text):
            yield Period(*found.span(), lasts(meeting))


def _of_month(found: re.Match[str], meeting: date) -> Iterator[Period]:
    before, month, year = found.string[: found.start()], _month(found["month"]), int(found["year"] or 0)
    if SINCE.search(before):
        months = (meeting.year * 12 + meeting.month - month - 12 * (year or meeting.year)) % 12
        if months > 1:
            yield Period(*found.span(), months, _back(months, (meeting.month - 2) % 12 + 1, 0))
    elif not NO_SPAN.search(before) and (found["month"] not in ("May", "March") or _is_time(before, year)):
        yield Period(*found.span(), 1, frozenset({(year, month)}))


def _is_time(before: str, year: int) -> bool:
    return (
        bool(year)
        or bool(re.search(r"\b(?:in|for|during|of|over|this|last) $|[(,|]\s?$", before))
        or not before
    )


def _month(said: str) -> int:
    return next(i for i, m in enumerate(SHORT, 1) if said.capitalize().startswith(m[:3]))


def _back(months: int, last: int, year: int) -> frozenset[Month]:
    """So many months up to one of a year."""
    ends = year * 12 + last - 1 if year else 12 * 10**4 + last - 1
    return frozenset(
        (each // 12 if year else 0, each % 12 + 1) for each in range(ends - months + 1, ends + 1)
    )


def _since_april(meeting: date) -> int:
    return max(2, (meeting.month - 4) % 12)


OTHERS: tuple[tuple[re.Pattern[str], Callable[[date], int]], ...] = (
    (SOLE, lambda _: 1),
    (QUARTER, lambda _: 3),
    (TERM, lambda _: 4),
    (HALF, lambda _: 6),
    (TO_DATE, _since_april),
    (YEAR, lambda _: 12),
)
