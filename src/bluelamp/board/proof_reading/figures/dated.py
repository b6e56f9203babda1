"""A level told of one day in two places: “the vacancy rate stood at 11.4% on 31 March” and “the 12.1% vacancy rate of
31 March”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.described import are_told_apart, content, is_of_some
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LEVEL_AFTER = patterns.compile(
    r"(?:\bthe |\bour |\bits |\ba |^)(?P<words>[a-z-]+(?: [a-z-]+){0,3} "
    r"(?:rate|level|share|balance|total|number|backlog|waiting list|reserves?|debt))"
    r" (?:was|is|stood at|stands at|came to|of|at|reached) $",
    re.IGNORECASE,
)
LEVEL_BEFORE = patterns.compile(
    r"^ (?P<words>[a-z-]+(?: [a-z-]+){0,3}? (?:rate|level|share|balance|total|backlog|waiting list|reserves?|debt))\b",
    re.IGNORECASE,
)
OTHERWISE = patterns.compile(
    r"\b(?:target|forecast|plan(?:ned)?|budget|expected|would|will be|from(?! the| our)|than|compared|against|aim|"
    r"previous\w*|last|national\w*|england|region\w*|average)\b",
    re.IGNORECASE,
)
BESIDE = 40


@dataclass(frozen=True, slots=True)
class Level:
    """What a level was on a day, by all its words."""

    sentence: Sentence
    amount: Amount
    words: frozenset[str]
    day: date


def dated(paper: Reading) -> Iterator[Remark]:
    """Each level told otherwise than in an earlier paragraph of the same day."""
    seen: dict[tuple[str, frozenset[str], date], Level] = {}
    for sentence in paper.sentences:
        for later in _levels(sentence):
            key = later.amount.unit, later.words, later.day
            earlier = seen.setdefault(key, later)
            if _is_otherwise(earlier, later):
                where = f"paragraph {paper.label(earlier.sentence.paragraph)}"
                yield sentence.remark(
                    f"{shown.said(later.amount)} here and {shown.said(earlier.amount)} in {where}, "
                    f"both of “{' '.join(sorted(later.words))}” on one day"
                )


def _levels(sentence: Sentence) -> Iterator[Level]:
    days = {each.first for each in sentence.dates if each.first == each.last}
    if len(days) != 1:
        return
    for amount in sentence.amounts:
        before, after = sentence.text[: amount.start], sentence.text[amount.end :]
        if amount.unit not in ("percent", "count", "money") or amount.lasts or is_of_some(amount):
            continue
        found = LEVEL_AFTER.search(before) or LEVEL_BEFORE.match(after)
        if found and not OTHERWISE.search(f"{before[-BESIDE // 2 :]} {after[:BESIDE]}"):
            words = content(re.sub(r"\b(?:number|total|level)\b", " ", found["words"]))
            if words:
                yield Level(sentence, amount, words, next(iter(days)))


def _is_otherwise(one: Level, other: Level) -> bool:
    first, second = one.amount, other.amount
    if one.sentence.block == other.sentence.block or first.agrees(second.low, second.high):
        return False
    is_told_there = any(a.unit == second.unit and a.value == second.value for a in one.sentence.amounts)
    is_far = max(first.value, second.value) > 2 * min(first.value, second.value)
    return not (is_told_there or is_far or are_told_apart(one.sentence, first, other.sentence, second))
