"""A rolling average told to have moved further, or less far, than any two of the months in its paragraph could move
it: “October 2024 (20,200) has left, October 2025 (21,400) has joined, and it moved from 21,400 to 22,000”."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import changes, pairs
from bluelamp.board.proof_reading.figures.spans import how_many
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.leaving import ENTERS, LEAVES
from bluelamp.board.proof_reading.language.sentences import Sentence

AVERAGE = patterns.compile(r"\b(?:averag\w+|mean)\b", re.IGNORECASE)
OTHERS = patterns.compile(
    r"\b(?:corrected|restated|revised|other (?:months?|changes?)|also|partly)\b", re.IGNORECASE
)


def too_far(block: tuple[Sentence, ...]) -> Remark | None:
    """Where the months are counts, each weighs the same, and the step is that of no two of them."""
    text = " ".join(sentence.text for sentence in block)
    n = how_many(text)
    if n is None or not (LEAVES.search(text) and ENTERS.search(text)) or OTHERS.search(text):
        return None
    told = [
        (s, p)
        for s in block
        if AVERAGE.search(s.text)
        for p in pairs(s)
        if p.old.unit == p.new.unit == "count" and re.search(r"\bfrom\b", p.told + s.text[: p.old.start])
    ]
    if len(told) != 1:
        return None
    sentence, pair = told[0]
    levels = (pair.old, pair.new)
    months = {
        a.value
        for s in block
        for a in s.amounts
        if a.unit == "count"
        and not a.lasts
        and not a.hedged
        and not any(a is level for level in levels)
        and a not in changes(s)
        and pair.old.value / 3 < a.value < pair.old.value * 3
    }
    step = abs(pair.new.value - pair.old.value)
    if len(months) != 2 or not step:
        return None
    moves = [abs(one - two) / n for one, two in combinations(months, 2)]
    if any(abs(step - move) <= max(Fraction(1), move / 5) for move in moves):
        return None
    first, second = sorted(months)
    return sentence.remark(
        f"({shown.number(second)} - {shown.number(first)}) / {n} = {shown.number(moves[0], 2)}; between "
        f"{shown.said(pair.old)} and {shown.said(pair.new)} lie {shown.number(step)}"
    )
