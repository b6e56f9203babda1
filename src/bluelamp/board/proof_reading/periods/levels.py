"""A level of a month, a quarter or a term set against that of a whole year: “better in October than in 2024/25”, “95.1%
in September compared with 92.4% for the whole of last year”. The season alone may make the difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.periods import unlike
from bluelamp.board.proof_reading.periods.flows import STOCK, flows
from bluelamp.board.proof_reading.periods.named import Month, Period, periods
from bluelamp.board.proof_reading.reading import Reading

THAN = patterns.compile(
    r"\b(?:than|against|versus|compar\w+ (?:with|to)|set (?:against|beside)|(?:up|down|better|worse|rise|risen|rose|"
    r"fall|fallen|fell|improve\w*|increase\w*|drop\w*|"
    r"reduction|decrease\w*) (?:from|on|since))\b",
    re.IGNORECASE,
)
ASIDE = patterns.compile(r"[;:]|, (?:and|but|while|which|so)\b", re.IGNORECASE)
NOT_OURS = patterns.compile(
    r"\b(?:nationally|national|england|rolling|average of the|moving|(?:12|twelve)[- ]months?|"
    r"per year|a year|would|could|if|cannot|should not|"
    r"season\w*|winter|annual rate|highest|lowest|best|worst|record|since records|the same as)\b",
    re.IGNORECASE,
)
FAR = 70
"""Signs between two periods that are set against each other."""
LONG, SHORT = 12, 4
"""Months of a year, and of a term: to set a half-year against a year is for another rule."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            if not _is_fair(sentence.text) and (
                remark := _in_one(paper, block, sentence) or _in_two(paper, block, place)
            ):
                yield remark
                break


def _in_one(paper: Reading, block: tuple[Sentence, ...], sentence: Sentence) -> Remark | None:
    if not THAN.search(sentence.text) or not _is_moved(sentence.text):
        return None
    for first, second in pairwise(periods(sentence.text, paper.meeting)):
        between = sentence.text[first.end : second.start]
        is_set = len(between) <= FAR and THAN.search(between) and not ASIDE.search(between)
        if is_set and _are_unlike(first, second, paper.meeting) and not _counted(paper, block, sentence):
            return sentence.remark(_told((sentence, first), (sentence, second)))
    return None


def _in_two(paper: Reading, block: tuple[Sentence, ...], place: int) -> Remark | None:
    """“It averaged 31 minutes in 2024/25. In October it averaged 27 minutes, which is better.”"""
    if not place:
        return None
    before, sentence = block[place - 1], block[place]
    levels = [_levels(each) for each in (before, sentence)]
    if len(levels[0]) != 1 or len(levels[1]) not in (1, 2) or not _is_moved(sentence.text):
        return None
    old, new = levels[0][0], levels[1][0]
    told = [periods(each.text, paper.meeting) for each in (before, sentence)]
    if (
        len(told[0]) != 1
        or len(told[1]) != 1
        or _is_fair(before.text)
        or (old.unit, old.lasts) != (new.unit, new.lasts)
    ):
        return None
    first, second = told[0][0], told[1][0]
    return (
        sentence.remark(_told((before, first), (sentence, second)))
        if _are_unlike(first, second, paper.meeting)
        else None
    )


def _levels(sentence: Sentence) -> list[Amount]:
    """The figures that do not grow with the time they are taken over: percentages, rates and durations."""
    return [
        a
        for a in sentence.amounts
        if a.unit in ("percent", "rate") or a.lasts in ("second", "minute", "hour", "day")
    ]


def _are_unlike(first: Period, second: Period, meeting: date) -> bool:
    """A year and at most a term of another."""
    short, long = sorted((first.months, second.months))
    held = [_dated(each, meeting) for each in (first, second)]
    return 0 < short <= SHORT and long == LONG and not held[0] & held[1]


def _dated(period: Period, meeting: date) -> frozenset[Month]:
    """Its months: where no year is told, the latest of that name before the meeting."""
    return frozenset((year or meeting.year - (month >= meeting.month), month) for year, month in period.held)


def _counted(paper: Reading, block: tuple[Sentence, ...], sentence: Sentence) -> bool:
    """Are numbers of events or sums of money told of both? What becomes of those is known by how they grow."""
    return sum(flow.sentence is sentence for flow in flows(block, paper)) > 1


def _is_moved(text: str) -> bool:
    return bool(moving.direction(text) or moving.judged(text) or verdicts.VERDICT.search(text))


def _is_fair(text: str) -> bool:
    return any(each.search(text) for each in (unlike.FAIR, unlike.PLANNED, STOCK, NOT_OURS))


def _told(first: tuple[Sentence, Period], second: tuple[Sentence, Period]) -> str:
    names = [s.text[p.start : p.end].strip(" ,(") for s, p in (first, second)]
    lengths = [unlike.length(p.months) for _, p in (first, second)]
    return f"“{names[0]}” is {lengths[0]} and “{names[1]}” is {lengths[1]}: the season alone may make them differ"
