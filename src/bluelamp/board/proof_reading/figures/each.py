"""So many at so much each, and what they come to: “38 vehicles at £17,500 each, £725,000 in all”, “1,479 a
day over 91 days”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

AFTER = patterns.compile(
    r"^\s?(?:(?!(?:\w+ing|with|has|have|had|is|was|were|are|in|at|as|of|for|to|on|from|by)\b)[a-z]+ ){0,2}?"
    r"(?:each|apiece|per|an?|every|a head)\b(?: (?P<unit>second|minute|hour|day|week|"
    r"month|quarter|year|head|\w+))?",
    re.IGNORECASE,
)
BEFORE = patterns.compile(
    r"\b(?:averag(?:e|ing)(?: \w+){0,3}?|(?:the|an?|and|simple|plain) mean|"
    r"each(?: of)?[^⟦.;,]{0,60}?|unit cost|cost per \w+|rate of|"
    r"per (?:head|person|home|case|patient|pupil|unit|item))(?: (?:of|was|is|cost|at|to|came to))?\s$",
    re.IGNORECASE,
)
NOT_EACH = patterns.compile(
    r"^\s?(?:(?:for|in|to|out of) (?:every|each) \d+|of an?|per ?cent|percentage|year ago|month ago|week ago|further|"
    r"year (?:earlier|before)|rise|fall|(?:at|in|on|during|after|before|from|with) (?:every|each))\b",
    re.IGNORECASE,
)
RATIO = patterns.compile(r"⟦c\d+⟧ (?:[a-z-]+ ){0,5}?(?:for|to|in) every ⟦c\d+⟧", re.IGNORECASE)
"""“Three for every eight” is a ratio of two numbers, and neither is each's."""
NEAR = Fraction(7, 10), Fraction(7, 5)
ROUNDED = 200
"""The part of a sum by which a unit that was rounded to tens may miss it."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        counts = tuple(a for s in block for a in s.amounts if a.unit == "count")
        for before, sentence in zip((None, *block), block, strict=False):
            for unit in () if RATIO.search(sentence.marked) else sentence.amounts:
                if _is_each(sentence, unit) and (wrong := _working(before, sentence, unit, counts)):
                    yield sentence.remark(wrong)
                    break


def _is_each(sentence: Sentence, amount: Amount) -> bool:
    """Is it told of one of many: an average, a price, a daily number?"""
    if amount.unit not in ("count", "money") or amount.lasts or amount.value <= 0:
        return False
    after = sentence.text[amount.end :]
    return bool(
        (AFTER.match(after) and not NOT_EACH.match(after)) or BEFORE.search(sentence.text[: amount.start])
    )


def _working(before: Sentence | None, sentence: Sentence, unit: Amount, counts: tuple[Amount, ...]) -> str:
    """The sum that nearly holds; empty when one holds, be it of a count told before, or none is near."""
    around = sentence.amounts if before is None else (*before.amounts, *sentence.amounts)
    others = [a for a in around if a is not unit and a.unit in ("count", "money") and a.value > 1]
    tried = [
        (many, total)
        for many, total in permutations(others, 2)
        if many.unit == "count" and total.unit == unit.unit and not total.lasts and total.value > unit.value
        if not many.lasts or _lasts_as(sentence, unit, many)
    ]
    half = (
        Fraction(1, 2) if unit.unit == "count" and unit.value > 10 else Fraction(0)
    )  # an average is rounded
    ends = (unit.low - half, unit.high + half)
    anywhere = [(many, total) for _, total in tried for many in counts if many is not unit and many.value > 1]
    if any(total.agrees(ends[0] * many.low, ends[1] * many.high) for many, total in (*tried, *anywhere)):
        return ""
    if any(ends[0] * m.low <= one.value + two.value <= ends[1] * m.high for m, one, two in _of_two(others)):
        return ""
    if any(t.agrees(ends[0] * m.low * n.low, ends[1] * m.high * n.high) for m, n, t in _by_two(unit, others)):
        return ""
    near = [
        (m, t)
        for m, t in tried
        if NEAR[0] <= t.value / (unit.value * m.value) <= NEAR[1] and m in _own(sentence, m)
    ]
    if len(near) != 1 or near[0][1].hedged or unit.hedged:
        return ""
    many, total = near[0]
    if unit.value % 10 == 0 and abs(many.value * unit.value - total.value) <= total.value / ROUNDED:
        return ""
    made = shown.like(many.value * unit.value, total)
    return f"{shown.said(many)} x {shown.said(unit)} = {made}, and {shown.said(total)} is printed"


def _of_two(others: list[Amount]) -> Iterator[tuple[Amount, Amount, Amount]]:
    """Each count with two others: “11,352 urgent calls and 28,200 others, which is 412 for each of the 96”."""
    for many, one, two in permutations(others, 3):
        if many.unit == "count" and one.unit == two.unit and one.start < two.start:
            yield many, one, two


def _by_two(unit: Amount, others: list[Amount]) -> Iterator[tuple[Amount, Amount, Amount]]:
    """Two counts with what both make of it: “£84.50 a week, which over 52 weeks and 164 homes makes £720,616”."""
    for m, n, total in permutations(others, 3):
        if m.unit == n.unit == "count" and m.start < n.start and total.unit == unit.unit and not total.lasts:
            yield m, n, total


def _own(sentence: Sentence, many: Amount) -> tuple[Amount, ...]:
    """How many there are must be said in the same breath; a duration may have been said before."""
    is_here = any(many is each for each in sentence.amounts)
    return (many,) if many.lasts or is_here or THEY.match(sentence.text) else ()


THEY = patterns.compile(r"^(?:they|these|those|each|all of them)\b", re.IGNORECASE)


def _lasts_as(sentence: Sentence, unit: Amount, many: Amount) -> bool:
    """“a month” over seven months; not “a month” over 30 days."""
    found = AFTER.match(sentence.text[unit.end :])
    return bool(found and (found["unit"] or "").rstrip("s").lower() == many.lasts)


RULE = Rule(
    key="each",
    title="So many at so much each, which come to something else",
    severity="wrong",
    explanation="The number, the average or price, or what they come to is wrong.",
    read=read,
    kind="sums",
    certainty="likely",
)
