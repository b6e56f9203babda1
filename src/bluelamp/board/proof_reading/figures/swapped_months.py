"""Which of the figures of a paragraph is that of the month that left an average, and which of the one that came."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from bluelamp.board.proof_reading.figures.months import figures, month_of
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.leaving import ENTERS, LEAVES, REPLACES
from bluelamp.board.proof_reading.language.sentences import Sentence

NEAR = 70
"""Signs between a month's figure and the words that it left or came."""
BESIDE = 12
"""Signs between a month's name and the words that it left or came."""


def told_by_name(block: tuple[Sentence, ...], unit: str) -> tuple[Amount, Amount, list[Amount]] | None:
    """“As December comes in and September goes out”: the figures of both, told of their months elsewhere, and those
    of the months between."""
    told = {month: amount for (each, month), amount in figures(block).items() if each == unit}
    if len(told) < 2:
        return None
    for sentence in block:
        out, come = (_month_beside(sentence, way) for way in (LEAVES, ENTERS))
        if out and come and out != come and out in told and come in told:
            others = [amount for month, amount in told.items() if month not in (out, come)]
            return told[out], told[come], others
    return None


def _month_beside(sentence: Sentence, way: re.Pattern[str]) -> date | None:
    """The month that stands right before the words for leaving or for coming in."""
    for cue in way.finditer(sentence.text):
        for each in sentence.dates:
            if not each.has_day and 0 <= cue.start() - each.end <= BESIDE:
                return month_of(each, sentence.meeting)
    return None


def nearest(of_unit: list[tuple[Sentence, Amount]]) -> tuple[Amount, Amount] | None:
    """The month that left and the one that came: the two that stand nearest to the words for it."""
    close: dict[Fraction, tuple[int, Sentence, Amount]] = {}
    for sentence, amount in of_unit:
        cues = [*LEAVES.finditer(sentence.text), *ENTERS.finditer(sentence.text)]
        far = min((max(c.start() - amount.end, amount.start - c.end(), 0) for c in cues), default=NEAR + 1)
        if far <= NEAR and (amount.value not in close or far < close[amount.value][0]):
            close[amount.value] = far, sentence, amount
    if len(close) < 2:
        return None
    first, second = sorted(
        sorted(close.values(), key=lambda each: each[0])[:2], key=lambda e: (e[1].block, _at(of_unit, e[2]))
    )
    return (first[2], second[2]) if _has_left(first, second) else (second[2], first[2])


def _at(of_unit: list[tuple[Sentence, Amount]], amount: Amount) -> int:
    return next(place for place, (_, each) in enumerate(of_unit) if each is amount)


def _has_left(first: tuple[int, Sentence, Amount], second: tuple[int, Sentence, Amount]) -> bool:
    """Is it the first of the two that left? By the nearest words that stand before the second."""
    _, sentence, amount = first
    stop = second[2].start if second[1] is sentence else len(sentence.text)
    cues = [(c, True) for c in LEAVES.finditer(sentence.text, 0, stop)]
    taken = [c.span() for c, _ in cues]
    cues += [
        (c, False)
        for c in ENTERS.finditer(sentence.text, 0, stop)
        if not any(start <= c.start() < end for start, end in taken)
    ]
    if not cues:
        return not LEAVES.search(second[1].text, second[2].end)
    close = [c for c in cues if max(c[0].start() - amount.end, amount.start - c[0].end()) <= NEAR]
    cue, leaves = min(close or cues, key=lambda c: c[0].start())
    is_object = bool(REPLACES.match(cue[0])) and cue.end() <= amount.start
    return leaves or is_object
