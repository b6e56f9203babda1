"""The level of a whole and those of its two groups, told by nothing but where they stand and what they are called: two
figures of one kind that name different groups, and a third between them, near by, that names neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.figures.mixed import Mixed, beside, words
from bluelamp.board.proof_reading.figures.overall import is_of_another_time, overalls, stems
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import YEAR
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

MEAN = patterns.compile(
    r"\b(?:averag\w+|mean|scor\w+|each|costs?|took|takes?|take|waited|lasts?|lasted|rat(?:ed|ing))\b",
    re.IGNORECASE,
)
MEDIAN = patterns.compile(r"\bmedian\b", re.IGNORECASE)
GIVES = patterns.compile(
    r"\b(?:giv(?:es?|ing)|mak(?:es?|ing)|gave|made|overall|average|mean|comes? to|in all|or|so|puts?|for|over|"
    r"across|leav(?:es|ing)|whole)\b",
    re.IGNORECASE,
)
"""What leads from two groups to both."""
ELSEWHERE = patterns.compile(
    r"\b(?:target|budget|standard|plan(?:ned)?|national\w*|England|region\w*|benchmark|simple|unweighted|peers?|"
    r"last (?:year|month|quarter)|previous\w*|a year (?:ago|earlier|before)|quarter [1-4]|Q[1-4]|expected|forecast)\b",
    re.IGNORECASE,
)
"""A figure of another time or place, one that is wished for, or a mean that is told not to be weighed."""
LEVEL = patterns.compile(r"\b(?:averag\w+|mean|rate|score|level|figure)\b", re.IGNORECASE)
BOTH = patterns.compile(r"\b(?:both|the two|the pair|together)\b", re.IGNORECASE)
BACK = patterns.compile(r"\b(?:it|this) (?:is|was|stood|comes?|came)\b", re.IGNORECASE)
SPLITS = re.compile(r"[:(–—]")  # noqa: RUF001 - papers are written with dashes
NEAR = 2
"""Paragraphs from the groups to the whole."""

Told = tuple[Sentence, Amount]


@dataclass(frozen=True, slots=True)
class Groups:
    """Two levels, each with the words that the other is not called by."""

    one: Told
    two: Told
    of_one: frozenset[str]
    of_two: frozenset[str]
    third: Amount | None = None
    """The figure beside them, which is that of the whole or of a third group."""


def three_levels(paper: Reading, block: tuple[Sentence, ...]) -> Iterator[Mixed]:
    """Every whole of two groups that a paragraph tells the levels of."""
    if ELSEWHERE.search(" ".join(s.text for s in block)):
        return
    near = paper.around(block[0], NEAR, NEAR)
    for groups in _groups(block):
        wholes = [each for each in _wholes(near, groups) if groups.third is None or each[1] is groups.third]
        if len({whole.value for _, whole, _ in wholes}) == 1:
            sentence, whole, is_both = wholes[0]
            (_, one), (_, two) = groups.one, groups.two
            of_all = beside(sentence, whole)
            of_one, of_two = groups.of_one - of_all, groups.of_two - of_all
            if of_one or of_two:
                yield Mixed(whole, one, two, of_one, of_two, sentence, is_both)


def _groups(block: tuple[Sentence, ...]) -> Iterator[Groups]:
    """Two in one sentence, or one each in two that follow each other."""
    wholes = [whole.amount for whole in overalls(block)]
    for sentence in block:
        for levels in _by_kind(sentence, wholes):
            if len(levels) in (2, 3):
                for left, right in pairwise(levels):
                    third = next((a for a in levels if a is not left and a is not right), None)
                    yield from _named((sentence, left), (sentence, right), third)
    for first, second in pairwise(block):
        for one in _by_kind(first, wholes):
            for two in _by_kind(second, wholes):
                if len(one) == len(two) == 1 and _is_one_kind(one[0], two[0]):
                    yield from _named((first, one[0]), (second, two[0]))


def _by_kind(sentence: Sentence, wholes: list[Amount]) -> Iterator[list[Amount]]:
    """The levels of a sentence by their unit, but for those of a whole."""
    found = [
        a for a in sentence.amounts if _is_level(sentence, a) and not any(a is whole for whole in wholes)
    ]
    for unit in dict.fromkeys(a.unit for a in found):
        yield [a for a in found if a.unit == unit]


def _is_level(sentence: Sentence, amount: Amount) -> bool:
    if amount.hedged or is_of_another_time(sentence, amount, any_year=True):
        return False
    if amount.unit in ("percent", "rate"):
        return True
    is_measured = bool(amount.digits or (amount.lasts and amount.lasts not in ("month", "year", "quarter")))
    is_measured = is_measured or amount.unit == "money"
    is_of_some = sentence.text[: amount.start].endswith((" of ", "within ", "than "))
    is_mean = MEAN.search(sentence.text) and not MEDIAN.search(sentence.text)
    return bool(amount.unit in ("count", "money") and is_measured and is_mean and not is_of_some)


def _is_one_kind(one: Amount, two: Amount) -> bool:
    is_alike = one.lasts == two.lasts or "" in (one.lasts, two.lasts)
    return one.unit == two.unit and is_alike and one.value != two.value


def _named(one: Told, two: Told, third: Amount | None = None) -> Iterator[Groups]:
    left, right = words(*one), words(*two)
    is_shares = one[1].unit == "percent" and abs(one[1].value + two[1].value - 100) <= 1
    if _is_one_kind(one[1], two[1]) and left - right and right - left and not is_shares:
        yield Groups(one, two, left - right, right - left, third)


def _wholes(near: tuple[Sentence, ...], groups: Groups) -> Iterator[tuple[Sentence, Amount, bool]]:
    """Figures between the two that are of all, by their words or because they name neither group."""
    (home, one), (_, two) = groups.one, groups.two
    for sentence in near:
        told = {whole.amount: whole.is_strong for whole in overalls((sentence,))}
        alike = [a for a in sentence.amounts if a.unit == one.unit and not (a is one or a is two)]
        for amount in alike:
            if not _may_be_whole(home, sentence, amount):
                continue
            if not _is_between(amount, one, two):
                is_alone = amount in told and _is_alone(near, amount, groups)
                if is_alone and _is_beyond(amount, one, two) and _shares_words(sentence, groups):
                    yield sentence, amount, True
            elif amount in told:
                if _is_of_one_measure(sentence, groups):
                    yield sentence, amount, told[amount]
            elif _is_left(sentence, amount, groups, is_lone=len(alike) == 1, is_home=sentence is home):
                yield sentence, amount, False


def _may_be_whole(home: Sentence, sentence: Sentence, amount: Amount) -> bool:
    years = {year[:4] for s in (home, sentence) for year in YEAR.findall(s.text)}
    return not amount.hedged and not is_of_another_time(sentence, amount, any_year=len(years) < 2)


def _is_alone(near: tuple[Sentence, ...], amount: Amount, groups: Groups) -> bool:
    """Is no other figure of the kind told near by?"""
    (_, one), (_, two) = groups.one, groups.two
    return all(
        a.unit != one.unit or (a.lasts != one.lasts) or any(a is each for each in (one, two, amount))
        for sentence in near
        for a in sentence.amounts
    )


def _is_beyond(whole: Amount, one: Amount, two: Amount) -> bool:
    """Outside the two, and so near to them that it may be of the same."""
    low, high = min(one.low, two.low), max(one.high, two.high)
    apart = max(low - whole.high, whole.low - high)
    return whole.lasts == one.lasts and 0 < apart <= max(abs(one.value - two.value), whole.value / 8)


def _is_between(whole: Amount, one: Amount, two: Amount) -> bool:
    is_alike = whole.lasts == one.lasts or "" in (whole.lasts, one.lasts)
    return is_alike and min(one.value, two.value) < whole.value < max(one.value, two.value)


def _is_of_one_measure(sentence: Sentence, groups: Groups) -> bool:
    """Beside a group, or with a word of what is measured."""
    (home, one), (other, _) = groups.one, groups.two
    is_beside = sentence.block in (home.block, other.block)
    return is_beside or _shares_words(sentence, groups) or bool(one.lasts and one.lasts in sentence.text)


def _shares_words(sentence: Sentence, groups: Groups) -> bool:
    told = f"{groups.one[0].text} {groups.two[0].text}"
    begun, said = ({word[:4] for word in stems(each)} for each in (told, sentence.text))
    return bool(begun & said)


def _is_left(sentence: Sentence, amount: Amount, groups: Groups, *, is_lone: bool, is_home: bool) -> bool:
    """Does it name neither group, and is it led to from both?"""
    (_, one), (_, two) = groups.one, groups.two
    if not is_lone:
        return False
    if is_home:
        end = max(one.end, two.end)
        if amount.end <= min(one.start, two.start):  # “78% were content: 84% in the town and 61% outside”
            return bool(SPLITS.search(sentence.text[amount.end : min(one.start, two.start)]))
        is_led = GIVES.search(sentence.text[end : amount.end + 40])
        return amount.start > end and bool(is_led) and not _names(beside(sentence, amount), groups)
    text = sentence.text
    if _names(stems(text), groups) or ELSEWHERE.search(text):
        return False
    goes_on = BACK.search(groups.one[0].text) and groups.one[0].block - sentence.block in (0, 1)
    return bool(goes_on or BOTH.search(text) or (LEVEL.search(text) and _is_of_one_measure(sentence, groups)))


def _names(said: frozenset[str], groups: Groups) -> bool:
    """Is it called by more than half of the words of a group?"""
    return any(2 * len(said & own) > len(own) for own in (groups.of_one, groups.of_two))
