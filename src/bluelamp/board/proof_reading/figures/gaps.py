"""The size of a change with its share, against the two numbers it lies between: “2,015 … a fall of 155, or 13.7%”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.parts_nearby import counted
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

MORE = r"(?:more|fewer|less|higher|lower)"
ABOUT = r"(?:an? (?:[a-z]+ )?(?:[a-z]+ )?of |some |just |about |only |nearly |just over )?"
OR = rf"(?:,? or |\s?\(|, |, which is |,? that is ){ABOUT}"
SHARE = r"{share:p}(?! of\b| points)"
GAPS = marked.pattern(
    rf"\b{A_CHANGE} of {{gap:cm}}(?: [a-z]+){{0,3}}?{OR}{SHARE}",
    rf"\b(?:by|up|down) (?:just |only |some )?{{gap:cm}}(?: [a-z]+){{0,3}}?{OR}{SHARE}",
    rf"{{gap:cm}}(?: [a-z]+){{0,2}}? {MORE}\b[^⟦.;]{{0,40}}?(?:⟦[cm]\d+⟧[^⟦.;]{{0,60}}?)?"
    rf"\b(?:an? {A_CHANGE} of|or|\() ?{SHARE}",
    rf"{{gap:cm}} \({SHARE}\) {MORE}\b",
)
EARLIER = 2
"""Sentences before it in which the two numbers may stand."""
FELL = patterns.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|decreas\w+|reduc\w+|cut|declin\w+|down|fewer|less|lower)\b", re.IGNORECASE
)


def gaps(block: tuple[Sentence, ...], place: int) -> Iterator[str]:
    """What is wrong with each share of a change in ``block[place]`` whose two numbers are told beside it."""
    sentence = block[place]
    for found in marked.found(GAPS, sentence.marked, sentence.amounts):
        gap, share = found["gap"], found["share"]
        scene = [a for s in block[max(0, place - EARLIER) : place + 1] for a in counted(s)]
        bases = [old for old, new in permutations(scene, 2) if _is_between(gap, old, new)]
        if not bases or any(share.agrees(100 * gap.low / b.high, 100 * gap.high / b.low) for b in bases):
            continue
        pick = max if FELL.search(sentence.text) else min
        base = pick(bases, key=lambda each: each.value)
        exact = shown.percent(100 * gap.value / base.value, max(share.digits, 1))
        yield f"{shown.said(gap)} of {shown.said(base)} is {exact}, and {shown.said(share)} is printed"


def _is_between(gap: Amount, old: Amount, new: Amount) -> bool:
    is_alike = gap.unit == old.unit == new.unit and gap is not old and gap is not new
    return is_alike and min(old.low, new.low) > gap.value / 10 and abs(old.value - new.value) == gap.value > 0
