"""A move of a rolling average that is put down to the month that came in, though that month was no better than the one
before it, or than the average: it was the month that left which moved it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.months import (
    AVERAGE,
    Series,
    before,
    month_of,
    of_sentences,
    of_tables,
)
from bluelamp.board.proof_reading.figures.pairs import Pair, pairs
from bluelamp.board.proof_reading.figures.rolled import how_many
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.leaving import LEAVES
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

CREDIT = patterns.compile(
    r"\b(?:reflect\w*|show\w*|thanks to|due to|because(?: of)?|results? (?:of|from)|down to|owing to|credit\w*|prov\w+|"
    r"demonstrat\w+|evidence|driven by|follow\w*|testament|explain\w*|attribut\w+|brought about|caused by|tribute|"
    r"comes? from|came from|reason|achiev\w+|paid off|work(?:ed|ing))\b",
    re.IGNORECASE,
)
NOT_TOLD = patterns.compile(
    r"\b(?:not|no|nor|never|without|whether|if|would|could|should|may|might)\b", re.IGNORECASE
)
THAT_MONTH = patterns.compile(r"\b(?:that|this|the (?:new|latest)) month\b", re.IGNORECASE)
FAR = 3
"""Paragraphs around in which the months may be told."""


def credited(paper: Reading, block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """The first sentence of a paragraph that puts a move of the average down to a month that did not make it."""
    if not AVERAGE.search(" ".join(sentence.text for sentence in block)):
        return
    for place, sentence in enumerate(block):
        if not CREDIT.search(sentence.text) or NOT_TOLD.search(sentence.text) or LEAVES.search(sentence.text):
            continue
        around = _around(paper, block)
        said = " ".join(each.text for each in (*around, *block))
        n, month = how_many(said), _month(block, place)
        if n is None or month is None:
            continue
        level = _level(block, place)
        way = (level.new.value > level.old.value) - (level.new.value < level.old.value) if level else 0
        way = way or moving.direction(sentence.text)
        made = [_told(each, month, way, n, level) for each in _series(paper, (*around, *block), month, level)]
        if way and made and all(made):
            yield sentence.remark(made[0])
            return


def _around(paper: Reading, block: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    here = block[0].block
    return tuple(s for s in paper.section_of(block[0]) if 0 < here - s.block <= FAR)


def _month(block: tuple[Sentence, ...], place: int) -> date | None:
    """The month that the credit goes to: the next that the sentence names, or the last named before “that month”."""
    sentence = block[place]
    cue = CREDIT.search(sentence.text)
    named = [each for each in sentence.dates if not each.has_day]
    named = [each for each in named if cue and each.start > cue.start()][:1] or named[-1:]
    if not named and THAT_MONTH.search(sentence.text) and place:
        named = [each for each in block[place - 1].dates if not each.has_day]
    return month_of(named[-1], sentence.meeting) if named else None


def _level(block: tuple[Sentence, ...], place: int) -> Pair | None:
    """The average before and after, where the paragraph so far gives both."""
    for sentence in reversed(block[: place + 1]):
        if AVERAGE.search(sentence.text):
            if found := pairs(sentence):
                return found[0]
            if told := _two(sentence):
                return told
    return None


def _two(sentence: Sentence) -> Pair | None:
    """“71.6% to September and 73.1% to October”."""
    for unit in ("percent", "count", "money"):
        own = [
            a
            for a in sentence.amounts
            if a.unit == unit and not (a.text.isalpha() or a.lasts in ("month", "year"))
        ]
        if len(own) == 2 and len({each.first for each in sentence.dates}) == 2:
            return Pair(own[0], own[1], (), "", "", 0)
    return None


def _series(paper: Reading, around: tuple[Sentence, ...], month: date, level: Pair | None) -> list[Series]:
    """What gives this month and the one before it, or this month and the average, in figures that average may be of."""
    found = [each for each in (*of_tables(paper), *of_sentences(around)) if month in each.values]
    if level is not None:
        return [each for each in found if each.spans(level.old) or _is_beside(each, month, level.old)]
    return [each for each in found if before(month) in each.values and len(each.values) > 2]


def _is_beside(series: Series, month: date, level: Amount) -> bool:
    value = series.values[month]
    return series.unit == level.unit and level.value / 2 <= value <= level.value * 2


def _told(series: Series, month: date, way: int, n: int, level: Pair | None) -> str:
    """What the month stood at beside the one before it and the average; empty where it went the way the average did."""
    value, last, left = (series.values.get(each) for each in (month, before(month), before(month, n)))
    against = []
    if value is None:
        return ""
    if last is not None and (value - last) * way <= 0:
        against.append(
            f"{month:%B} ({shown.number(value)}) is no better than the month before it ({shown.number(last)})"
        )
    elif last is None and level and (value - level.old.value) * way < 0:
        against.append(f"{month:%B} ({shown.number(value)}) lies beyond the average, {shown.said(level.old)}")
    if not against:
        return ""
    move = (
        f": ({shown.number(value)} - {shown.number(left)}) / {n} = {float((value - left) / n):+.2f}"
        if left
        else ""
    )
    return f"{against[0]}, and the average moved because the month {n} before left it{move}"
