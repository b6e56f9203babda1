"""Shares of one whole in a sentence that do not make up the whole, and an overall share outside its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LIST = re.compile(
    r"⟦p\d+⟧ of [^⟦.;:]{3,60}?(?:, ⟦p\d+⟧(?! of)[^⟦.;:]{0,50}?)+,? and (?:the (?:remaining|"
    r"other) )?⟦p\d+⟧(?! of)"
)
ALL = re.compile(
    r"\b(?:overall|in all|altogether|combined|taken together|together|as a whole|the whole (?:force|"
    r"county|city|trust))\b[^⟦.;]{0,60}?⟦(?P<all>p\d+)⟧|"
    r"⟦(?P<all2>p\d+)⟧,? (?:overall|in all|altogether|in total)\b",
    re.IGNORECASE,
)
MOVES = re.compile(
    r"from ⟦|\b(?:than|compared|against|up|down|target|last year|previous\w*|national\w*|england|rose|"
    r"fell|increase|decrease)\b",
    re.IGNORECASE,
)
NEAR = 6


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        percents = [a for a in sentence.amounts if a.unit == "percent"]
        if len(percents) < 3 or MOVES.search(sentence.marked):
            continue
        if wrong := _whole(sentence) or _outside(sentence, percents):
            yield sentence.remark(wrong)


def _whole(sentence: Sentence) -> str:
    """“74% came from away, 15% from here and 6% from abroad”."""
    found = LIST.search(sentence.marked)
    if not found:
        return ""
    parts = [sentence.amounts[int(mark[0][2:-1])] for mark in marked.MARK.finditer(found[0])]
    added = sum((a.value for a in parts), Fraction(0))
    low, high = sum((a.low for a in parts), Fraction(0)), sum((a.high for a in parts), Fraction(0))
    if len(parts) < 3 or low <= 100 <= high or abs(added - 100) > NEAR:
        return ""
    return f"{' + '.join(shown.said(a) for a in parts)} = {float(added):g}%, and the whole is 100%"


def _outside(sentence: Sentence, percents: list[Amount]) -> str:
    """“80% overall, 82% of men and 85% of women”."""
    found = ALL.search(sentence.marked)
    if not found:
        return ""
    overall = sentence.amounts[int((found["all"] or found["all2"])[1:])]
    parts = [a for a in percents if a is not overall]
    low, high = min(a.low for a in parts), max(a.high for a in parts)
    if low <= overall.high and overall.low <= high:
        return ""
    return (
        f"{shown.said(overall)} overall lies outside its parts, {' and '.join(shown.said(a) for a in parts)}"
    )


RULE = Rule(
    key="partitions",
    title="Shares that do not make up their whole",
    severity="look",
    explanation="A share is missing or wrong, or they are not shares of one whole.",
    read=read,
    kind="sums",
    certainty="likely",
)
