"""One share said twice over, in words and in digits: “just over a quarter (31%)”, “one in four … 20%”,
“most (46%)”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.reading import Reading

OR = r"(?:,? (?:or|i\.e\.|that is|which is|equal to|equivalent to|equating to)|\s?[-–—])"  # noqa: RUF001 - as printed
BOTH = marked.pattern(
    r"{words:s}(?: of)? ?(?:[^⟦.;:()]{0,60})\({digits:p}(?! (?:more|fewer|higher|lower|of ⟦)| ?(?:in|last|"
    r"target))[^⟦]{0,30}\)",
    rf"{{words:s}}{OR} {{digits:p}}",
    rf"{{digits:p}}{OR} {{words:s}}",
    r"{digits:p}[^⟦.;:()]{0,40} ?\({words:s}",
)
MAJORITY = patterns.compile(
    r"\b(?:(?:an?|the|our) )?(?P<how>vast majority|large majority|majority|minority|most)\b(?! recent|"
    r" senior| likely| common| deprived| serious| often| of the (?:time|"
    r"year))[^⟦.;:()]{0,70}\(⟦(?P<share>p\d+)⟧(?! (?:more|fewer|higher|lower))[^⟦]{0,30}\)",
    re.IGNORECASE,
)
LEAST = {"vast majority": 66, "large majority": 55, "majority": 50, "most": 50}
UNDER = patterns.compile(r"under|below|less|fewer|nearly|almost|up to|at most", re.IGNORECASE)
OVER = patterns.compile(r"over|above|more|at least|excess", re.IGNORECASE)
JUST = patterns.compile(r"just|slightly|little|bit|marginally|fractionally", re.IGNORECASE)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for found in marked.found(BOTH, sentence.marked, sentence.amounts):
            words, digits = found["words"], found["digits"]
            low, high = reach(words)
            if digits.high < low or high < digits.low:
                yield sentence.remark(
                    f"{shown.said(words)} is {shown.percent(words.value)}, and {shown.said(digits)} is "
                    f"printed"
                )
        for said in MAJORITY.finditer(sentence.marked):
            share, how = sentence.amounts[int(said["share"][1:])], said["how"].lower()
            if share.low > 50 if how == "minority" else share.high < LEAST[how]:
                yield sentence.remark(f"{shown.said(share)} is printed, and “{how}” is told")


def reach(words: Amount) -> tuple[Fraction, Fraction]:
    """From what percentage to what one would say a fraction so: “a quarter” of 23 to 27, “just over” of 25
    to 29."""
    round_ = max(Fraction(3, 2), min(words.value, 100 - words.value) / 10)
    if not words.hedged:
        return words.value - round_, words.value + round_
    if UNDER.search(words.text):
        return words.value - 2 * round_, words.value
    if OVER.search(words.text):
        wide = round_ * 2 if JUST.search(words.text) else round_ * 4
        return words.value, words.value + wide
    return words.value - 2 * round_, words.value + 2 * round_


RULE = Rule(
    key="said-twice",
    title="A share in words and in digits that are not the same",
    severity="wrong",
    explanation="A reader takes one of the two away. Correct the words or the digits.",
    read=read,
    kind="sums",
    certainty="certain",
)
