"""Ratios against the numbers they are of, wherever the paper tells those: 68 managers who carry 41 cases each have
2,788, and 2,380 are told; 108 kg for each of 186,000 households is not 39 kg for each of 402,000 residents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.ratios_told import NOT_NOW, Ratio, ratios
from bluelamp.board.proof_reading.figures.tallies import Tally, is_populace, is_same, tallies
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NEAR = Fraction(11, 20), Fraction(9, 5)
"""A total further from what the ratio makes is of something else."""
SLACK = Fraction(101, 100)
BESIDE = 3
"""Paragraphs within which sums of money may be those that a ratio is of."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a ratio may be of or come to, and how far away it is told."""

    value: Fraction
    text: str
    away: int
    is_plain: bool


def ratio_sums(paper: Reading) -> Iterator[Remark]:
    """Each ratio that fits none of the numbers it may be of, though they are told."""
    told = [ratio for s in paper.sentences if s.amounts for ratio in ratios(s)]
    if not told:
        return
    used = [amount for ratio in told for amount in ratio.used]
    counted = [t for t in tallies(paper) if not any(t.amount is each for each in used)]
    for block in paper.blocks:
        here = [ratio for ratio in told if ratio.sentence.block == block[0].block]
        for ratio in here:
            if wrong := _wrong(paper, ratio, counted, used):
                yield ratio.sentence.remark(wrong)
                break
        else:
            yield from _of_one_total(paper, here, counted)


def _wrong(paper: Reading, ratio: Ratio, counted: list[Tally], used: list[Amount]) -> str:
    bases = _bases(ratio, counted)
    totals = list(_totals(paper, ratio, counted)) or list(_shared(ratio, bases, counted))
    if not bases or not totals or any(_fits(ratio, b.value, t.value) for b in bases for t in totals):
        return ""
    total, base = _nearest(totals), _nearest(bases)
    is_of_another = not any(is_same(ratio.what, name) for name in ratio.under)
    if total and base is None and is_of_another:
        base = _only_near(ratio, bases, total)
    if base and is_of_another and (total is None or not _is_near(ratio, base, total)):
        total = _only_total(ratio, base, totals)
    if base is None or total is None or base.value == total.value:
        return ""
    if not _is_near(ratio, base, total) or _fits_another(paper, ratio, base, total, used):
        return ""
    how = f"{ratio.told} of {base.text}" if ratio.of else f"{base.text} x {shown.said(ratio.over)}"
    exact = base.value * (ratio.over.value / ratio.of.value if ratio.of else ratio.over.value)
    return f"{how} = {shown.like(exact, ratio.over)}, and {total.text} is printed"


def _bases(ratio: Ratio, counted: list[Tally]) -> list[Number]:
    """How many there are of those for each of whom so much is told."""
    own = [Number(ratio.base.value, ratio.base.text.strip(), -1, True)] if ratio.base else []
    named = [t for t in counted if any(is_same(name, t.noun) for name in ratio.under)]
    if not own and any(map(is_populace, ratio.under)):
        named = [t for t in named if t.value == max(each.value for each in named)]
    return own + [_number(ratio, t) for t in named]


def _totals(paper: Reading, ratio: Ratio, counted: list[Tally]) -> Iterator[Number]:
    """What it may all come to: a count of the same thing, or a sum of money told close by."""
    if ratio.over.unit == "count":
        named = [_number(ratio, t) for t in counted if is_same(ratio.what, t.noun)]
        yield from named or _strength(ratio)
        led = ratio.sentence.text[: ratio.over.start]
        before = [
            a
            for a in ratio.sentence.amounts
            if a.end <= ratio.over.start and a.unit == "count" and not a.lasts
        ]
        if before and WORKS_OUT.search(led[before[-1].end :]) and not ratio.of:
            yield Number(before[-1].value, before[-1].text.strip(), 0, True)
        return
    for sentence in paper.around(ratio.sentence, BESIDE, BESIDE):
        for amount in sentence.amounts:
            if amount.unit == "money" and amount is not ratio.over and amount.value > ratio.over.value:
                is_plain = _is_plain(ratio, sentence, amount.start, amount.end)
                away = abs(sentence.block - ratio.sentence.block)
                yield Number(amount.value, amount.text.strip(), away + 1, is_plain)


STRENGTH = patterns.compile(
    r"\b(?:strength|establishment|workforce|headcount|complement|fleet|roll|(?:total|overall) number)\b[^⟦.;]{0,60} "
    r"(?:being|is|was|of|at|now|stood at|stands at) $",
    re.IGNORECASE,
)
"""“The strength at the close of the year being 412”."""


def _strength(ratio: Ratio) -> Iterator[Number]:
    for amount in ratio.sentence.amounts:
        is_free = amount.unit == "count" and not amount.lasts and amount not in ratio.used
        if is_free and STRENGTH.search(ratio.sentence.text[: amount.start]):
            yield Number(amount.value, amount.text.strip(), 0, True)


WORKS_OUT = patterns.compile(
    r"\b(?:which|that|this|it) (?:is|was|makes?|gives?|means|works out at|comes to|came to|equals|amounts to|"
    r"equates to)(?: about| some| just over| just under)? $|, or(?: about)? $",
    re.IGNORECASE,
)


def _shared(ratio: Ratio, bases: list[Number], counted: list[Tally]) -> Iterator[Number]:
    """“Each manager carries 41 cases”: of whatever is told close by in about such a number."""
    base = _nearest(bases) if bases and ratio.what and ratio.what[-1] in ANY_WORK else None
    for tally in counted if base else ():
        number = _number(ratio, tally)
        if number.away <= 2 and base and _is_near(ratio, base, number):
            yield number


ANY_WORK = frozenset(["case", "caseload", "person", "client", "file", "job", "item", "book"])
"""What may be said of all who are worked for, whatever they were called."""


def _number(ratio: Ratio, tally: Tally) -> Number:
    same = tally.section == ratio.sentence.section.key
    away = abs(tally.block - ratio.sentence.block) + 1 if same else 1000
    is_plain = tally.sentence is None or tally.amount is None
    if tally.sentence and tally.amount:
        away = 0 if tally.sentence is ratio.sentence else away
        is_plain = _is_plain(ratio, tally.sentence, tally.amount.start, tally.amount.end)
    return Number(tally.value, tally.text, away, is_plain)


def _is_plain(ratio: Ratio, sentence: Sentence, start: int, end: int) -> bool:
    """Is nothing said of a number that would make it one of another time, or of a part?"""
    before = sentence.text[max(0, start - 40) : start]
    periods = spoken(sentence.text), spoken(ratio.sentence.text)
    return not NOT_NOW.search(before) and (not all(periods) or periods[0] == periods[1])


def _fits(ratio: Ratio, base: Fraction, total: Fraction) -> bool:
    return ratio.low * base <= total * SLACK and total <= ratio.high * base * SLACK


def _is_near(ratio: Ratio, base: Number, total: Number) -> bool:
    return NEAR[0] < total.value / (base.value * (ratio.low + ratio.high) / 2) < NEAR[1]


def _nearest(numbers: list[Number]) -> Number | None:
    """The one nearest to the ratio; none where two are as near, or where it is of another time."""
    nearest = min(each.away for each in numbers)
    near = {each.value: each for each in numbers if each.away == nearest}
    one = next(iter(near.values()))
    return one if len(near) == 1 and one.is_plain else None


def _only_near(ratio: Ratio, bases: list[Number], total: Number) -> Number | None:
    """Of several as far away, the only one that the ratio can be meant of by its size."""
    near = {each.value: each for each in bases if _is_near(ratio, each, total)}
    one = next(iter(near.values()), None)
    return one if one and len(near) == 1 and one.is_plain else None


def _only_total(ratio: Ratio, base: Number, totals: list[Number]) -> Number | None:
    """Of several sums, the only one that the ratio can come to by its size."""
    near = {each.value: each for each in totals if _is_near(ratio, base, each)}
    one = next(iter(near.values()), None)
    return one if one and len(near) == 1 and one.is_plain else None


def _fits_another(paper: Reading, ratio: Ratio, base: Number, total: Number, used: list[Amount]) -> bool:
    """Would another number beside it make the ratio right?"""
    around = [a for s in paper.around(ratio.sentence, 1, 1) for a in s.amounts]
    free = [a for a in around if not any(a is each for each in used)]
    return any(
        (a.unit == ratio.over.unit and _fits(ratio, base.value, a.value))
        or (a.unit == "count" and _fits(ratio, a.value, total.value))
        for a in free
    )


def _of_one_total(paper: Reading, here: list[Ratio], counted: list[Tally]) -> Iterator[Remark]:
    """Two ratios of a sentence that each tell how much there is of one thing, and differ."""
    for first, second in combinations(here, 2):
        if first.sentence is not second.sentence or not _is_one(first, second):
            continue
        bases = _bases(first, counted), _bases(second, counted)
        if not all(bases) or any(_meet(first, a.value, second, b.value) for a in bases[0] for b in bases[1]):
            continue
        one, other = (_nearest(each) for each in bases)
        if one and other:
            yield second.sentence.remark(f"{_made(first, one)}, and {_made(second, other)}")
            return


def _is_one(first: Ratio, second: Ratio) -> bool:
    alike = first.over.unit == second.over.unit and first.what == second.what
    return alike and first.under != second.under


def _meet(first: Ratio, base: Fraction, second: Ratio, other: Fraction) -> bool:
    low, high = first.low * base, first.high * base
    return low <= second.high * other * SLACK and second.low * other <= high * SLACK


def _made(ratio: Ratio, base: Number) -> str:
    made = base.value * ratio.over.value / (ratio.of.value if ratio.of else 1)
    return f"{ratio.told} of {base.text} makes {float(made):,.0f}"
