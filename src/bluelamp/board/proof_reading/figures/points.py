"""Percentage points called per cent: “rose 5% from 70% to 75%”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import Pair, changes, pairs
from bluelamp.board.proof_reading.figures.pairs_before import pairs_before
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            wrong = _across(block[place - 1], sentence) if place else ""
            if wrong:
                yield sentence.remark(wrong)
            yield from _within(sentence, () if wrong else pairs_before(block, place))


def _across(before: Sentence, sentence: Sentence) -> str:
    """“71.4% against a target of 80%. That is 8.6% below target”: a distance of two shares of the sentence before."""
    if pairs(sentence):
        return ""
    is_apart = APART.search(sentence.text) or moving.direction(sentence.text)
    for by in changes(sentence) if is_apart else ():
        shares = [a for s in (before, sentence) for a in s.amounts if a.unit == "percent" and a is not by]
        if len(shares) != 2:
            continue
        one, other = shares
        gap = abs(one.value - other.value)
        relative = [gap * 100 / max(Fraction(1), each.value) for each in shares]
        if (
            by.unit == "percent"
            and by.value == gap > 0
            and all(abs(gap - r) > Fraction(1, 2) for r in relative)
        ):
            return f"{shown.said(one)} and {shown.said(other)} are {float(gap):g} percentage points apart"
    return ""


APART = patterns.compile(
    r"\b(?:below|above|short of|behind|ahead of|over|under|off|gap|shortfall)\b[^,;]{0,40}\b(?:it|this|that|"
    r"target|plan|standard|average|goal|ambition)\b|^(?:this|that|it) (?:is|was|represents)\b|\b(?:gap|"
    r"shortfall|difference)\b",
    re.IGNORECASE,
)


def _within(sentence: Sentence, before: tuple[Pair, ...]) -> Iterator[Remark]:
    own = pairs(sentence)
    told = changes(sentence)
    ahead = tuple(told) if len(own) == 1 and len(told) == 1 else ()
    for pair in (*own, *before):
        for by in pair.by or (ahead if pair in own else ()):
            if pair not in before and _is_no_share(pair, by):
                relative = abs(pair.new.value - pair.old.value) * 100 / pair.old.value
                yield sentence.remark(
                    f"from {shown.said(pair.old)} to {shown.said(pair.new)} is "
                    f"{shown.percent(relative)}: numbers that are no "
                    f"percentages cannot move by {shown.said(by)}"
                )
                continue
            if by.unit != "percent" or pair.old.unit != "percent" or pair.old.value <= 0:
                continue
            gap = abs(pair.new.value - pair.old.value)
            relative = gap * 100 / pair.old.value
            slack = Fraction(1, 10 ** max(by.digits, pair.old.digits))
            if (
                abs(by.value - gap) <= slack
                and abs(by.value - relative) > (Fraction(1, 2) if slack == 1 else max(slack, Fraction(1, 5)))
                and gap
            ):
                yield sentence.remark(
                    f"from {shown.said(pair.old)} to {shown.said(pair.new)} is {float(gap):g} "
                    f"percentage points, "
                    f"which is {shown.percent(relative)} of what it was"
                )


def _is_no_share(pair: Pair, by: Amount) -> bool:
    """Points of a number that is no percentage; a score of up to 100 may move by points."""
    is_number = by.unit == "points" and pair.old.unit in ("count", "money") and pair.old.value > 0
    is_score = max(pair.old.value, pair.new.value) <= 100 and "percent" not in by.text
    return is_number and not is_score


RULE = Rule(
    key="points",
    title="Percentage points called per cent",
    severity="look",
    explanation="A share that goes from 50% to 55% gained 5 percentage points, or 10%. Say which is meant.",
    read=read,
    kind="sums",
    certainty="likely",
)
