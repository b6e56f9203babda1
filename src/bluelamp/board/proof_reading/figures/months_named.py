"""Every month that a sentence names, by its name or by its place in time: “September 2024”, “last September”, “the same
month of 2024”, “a year earlier”, “the month before”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.board.proof_reading.figures.months import before, month_of
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import Dated
from bluelamp.board.proof_reading.language.sentences import Sentence

AGO = (
    r"(?:last year|the (?:previous|preceding|prior) year|(?:a|one|the) (?:full )?year (?:ago|earlier|before|"
    r"previously)|(?:twelve|12) months (?:ago|earlier|before|previously))"
)
YEAR_BEFORE = re.compile(r"\b(?:last|previous) $", re.IGNORECASE)
YEAR_AFTER = re.compile(rf"^ (?:of |in )?(?:{AGO}|before(?! last))\b(?!['’]s)", re.IGNORECASE)
MONTH_BEFORE = (
    r"(?:the|a|one) month (?:before|earlier|previously)|(?:the )?(?:previous|preceding|prior) month"
)
SAME = r"(?:the |its )?(?:same|corresponding|equivalent) (?:month|period|point|time)"
RELATIVE = patterns.compile(
    rf"\b(?:(?P<same>{SAME}) (?:of |in |a |the |last ){{0,2}}(?:(?P<year>(?:19|20)\d\d)|(?:previous |preceding )?"
    rf"year)\b|(?P<ago>{AGO})\b(?!['’]s| (?:average|mean|total))|(?P<last>{MONTH_BEFORE})\b|"
    r"(?P<this>(?:the )?(?:month (?:just )?(?:ended|gone|past|under review|itself|of this report)|latest month|"
    r"month (?:that|which) has just ended|month we report|current month)|this month)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A month, and where it is named."""

    start: int
    end: int
    month: date


def months_named(sentence: Sentence, newest: date | None) -> tuple[Named, ...]:
    """The months of a sentence in its order; those told by their place in time count from the one named before them, or
    from the ``newest`` of the passage."""
    said = [Named(d.start, d.end, _month(sentence, d)) for d in sentence.dates if not d.has_day]
    return tuple(sorted((*said, *_relative(sentence, said, newest)), key=lambda each: each.start))


def newest_of(passage: tuple[Sentence, ...]) -> date | None:
    """The latest month that a passage names, of those that are over."""
    named = (_month(s, d) for s in passage for d in s.dates if not d.has_day)
    return max((month for month in named if month <= passage[0].meeting), default=None)


def _month(sentence: Sentence, dated: Dated) -> date:
    month = month_of(dated, sentence.meeting)
    is_old = not dated.has_year and (
        YEAR_BEFORE.search(sentence.text[: dated.start]) or YEAR_AFTER.match(sentence.text[dated.end :])
    )
    return before(month, 12) if is_old else month


def _relative(sentence: Sentence, said: list[Named], newest: date | None) -> Iterator[Named]:
    for found in RELATIVE.finditer(sentence.text):
        earlier = [each for each in said if each.end <= found.start()]
        if any(YEAR_AFTER.match(sentence.text[each.end : found.end()]) for each in earlier[-1:]):
            continue  # “September a year ago” names one month
        is_sure = found["same"] or found["this"]
        near = (
            earlier[-1].month if found["last"] and earlier else max((e.month for e in earlier), default=None)
        )
        anchor = near if near and not found["this"] else newest if is_sure else None
        if anchor is None:
            continue
        if found["year"]:
            month = anchor.replace(year=int(found["year"]))
        else:
            month = anchor if found["this"] else before(anchor, 1 if found["last"] else 12)
        yield Named(found.start(), found.end(), month)
