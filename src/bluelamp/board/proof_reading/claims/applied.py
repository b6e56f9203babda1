"""The rate of elsewhere laid upon what is counted here, and the product told as a count: 24.7% of adults in England
are obese, and so “76,570 of our 310,000 adults are”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.claims import belonging, likeness
from bluelamp.board.proof_reading.claims.foreign import Foreign
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.figures.shown import said
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NEAR = 3
"""Paragraphs after a rate from elsewhere within which it is laid upon something."""
LEAST = 100
"""A smaller count may be the product by chance."""
WORKED_OUT = patterns.compile(
    r"\b(?:if|would|could|may|might|should|assum\w+|appl(?:y|ies|ied|ying)|estimat\w+|suppos\w+|held|expect\w*|impl\w+|"
    r"suggest\w*|likely|equivalent|modell\w+|project(?:ed|ion|ions)|forecast\w*|"
    r"on (?:that|this|the same) (?:footing|basis|rate)|at (?:that|this|the same|the \w+) rate|"
    r"by (?:that|this) measure)\b",
    re.IGNORECASE,
)
"""That it was worked out and not counted: then nothing is claimed."""


def applied(paper: Reading, every: list[Foreign]) -> Iterator[tuple[Sentence, Remark]]:
    """Each sentence with such a product, with what is to be said of it. ``every``: the figures from elsewhere."""
    for each in every:
        rate = _rate(each)
        if not rate:
            continue
        near = [s for s in paper.sentences if 0 <= s.block - each.block <= NEAR]
        for before, sentence in zip((None, *near), near, strict=False):
            about = likeness.stems(sentence.text) & each.figure.about
            found = _product(sentence, before or sentence, rate) if about else None
            if found and not _was_counted(near, each, found):
                product, of = found
                told = f"{said(product)} is {said(each.figure.amount)} of {said(of)}"
                yield sentence, sentence.remark(f"{told}; {each.where} the rate is from “{each.whence}”")
                break


def _was_counted(near: list[Sentence], each: Foreign, found: tuple[Amount, Amount]) -> bool:
    """“In the National Survey 2,184 of our 2,912 took part, 75.0%”: the rate is of the very two, and no one else's."""
    own = next((s for s in near if any(a is each.figure.amount for a in s.amounts)), None)
    values = {a.value for a in own.amounts} if own else set()
    return all(amount.value in values for amount in found)


def _rate(each: Foreign) -> Fraction:
    """What a figure from elsewhere gives for each one; nothing where it is no rate."""
    figure = each.figure
    if figure.of == "%" and not figure.amount.hedged:
        return figure.value / 100
    return figure.value if figure.of == "rate" else Fraction(0)


def _product(sentence: Sentence, before: Sentence, rate: Fraction) -> tuple[Amount, Amount] | None:
    """A count of the sentence that is the rate times another, told there or in the sentence before."""
    if WORKED_OUT.search(sentence.text) or belonging.elsewhere(sentence.text):
        return None
    printed = {part.part.start for part in parts_of(sentence)}
    counts = [a for a in sentence.amounts if _is_count(a) and a.start not in printed]
    wholes = [a for a in (*before.amounts, *sentence.amounts) if _is_count(a)]
    for product in counts:
        for whole in wholes:
            if whole.value > product.value and _is_worth(product, rate * whole.value):
                return product, whole
    return None


def _is_count(amount: Amount) -> bool:
    return amount.unit == "count" and not amount.lasts and amount.value >= LEAST


def _is_worth(product: Amount, value: Fraction) -> bool:
    """Is it the value, rounded as it is printed, and too exact for chance?"""
    zeros = len(product.text) - len(product.text.rstrip("0")) if not product.digits else 0
    slack = Fraction(10 ** min(zeros, 2), 2)
    return abs(product.value - value) <= slack <= product.value / 200
