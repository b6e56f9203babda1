"""The level of a whole, of the two groups it mixes, and how large one of them is said to be: “80% overall, 88% for
burglary and 78% for vehicle crime, so that half of those asked are burglary victims”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.mixed import Mixed, around, mixed, passages, words
from bluelamp.board.proof_reading.figures.outside_parts import outside
from bluelamp.board.proof_reading.figures.outside_rows import outside_rows
from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import added

MAKES_UP = (
    r"(?:ma(?:ke|kes|de|king) up|account\w* for|compris\w+|represent\w*|constitut\w+|form(?:s|ed|ing)?)"
)
HAS = r"(?:contribut\w+|provid\w+|suppl\w+|ha(?:s|d|ve)|tak(?:e|es)|took|are|were|is|was|being)"
ONLY = r"(?:just |only |roughly |exactly |fully )?"
SUBJECT = marked.pattern(
    rf"\b(?:{MAKES_UP}|{HAS}|[a-z]+ (?:at|in|on|for|to)) {ONLY}{{share:s}}",
    rf"\b{MAKES_UP} {ONLY}{{share:p}}",
    rf"\b{HAS} {ONLY}{{share:p}} of (?:the|all|our|those|these|them)\b",
)
"""“Boarders are one in ten of the pupils”: the group stands before its share."""
OBJECT = marked.pattern(
    r"{share:ps} of (?:the |all |our |these |those |them |everyone |everybody )*[^⟦.;,]{0,40}?\b(?:are|were|is|was|"
    r"come|came|go|went|live|lived|work|worked)\b",
    r"{share:s} (?:is|are|was|were) (?:on|in|from|at|with) (?:the|an?|our)\b",
)
"""“Half of those asked are victims of burglary”, “one in five is on the admitted pathway”: it stands after the verb."""
OF_SIZE = r"(?:numbers?|shares?|parts?|amounts?|proportions?|groups?|size\w*|weights?)"
EQUALLY = patterns.compile(
    rf"\b(?:equally|evenly|half and half|half each|fifty[- ]fifty|50[:/-]50|even split|equal {OF_SIZE}|"
    r"(?:the same|a similar|an equal) \w+ (?:as (?:one another|each other|the other)|each)|"
    r"(?:similar|same|equal) (?:in )?(?:size|number|weight)s?|as many \w+ (?:as|of|in|from))\b",
    re.IGNORECASE,
)
APPROXIMATE = patterns.compile(
    r"\b(?:about|roughly|almost|nearly|broadly|more or less|approximately|similar|around)\b", re.I
)
SLACK = Fraction(4)
"""Points by which the share may be off, besides what rounding allows."""


@dataclass(frozen=True, slots=True)
class Said:
    """How large one of two groups is said to be, in hundredths; ``words`` are those it is said of."""

    sentence: Sentence
    told: str
    low: Fraction
    high: Fraction
    words: frozenset[str]
    is_even: bool = False


def read(paper: Reading) -> Iterator[Remark]:
    for block in passages(paper):
        shares = tuple(_shares(block))
        found = mixed(block, tuple(share for share, *_ in shares)) or mixed(
            block, tuple(share for share, *_ in shares if share.unit == "share")
        )
        if found is None:
            continue
        if wrong := _outside(found, block):
            yield found.at.remark(wrong)
            continue
        told = _told(paper, block, found, shares) if _is_between(found) else []
        if told and not any(_fits(found, each) for each in told):
            at = told[0].sentence if told[0].sentence in block else found.at
            yield at.remark(_working(found, told[0]))
    yield from outside_rows(paper)


def _told(paper: Reading, block: tuple[Sentence, ...], found: Mixed, shares: tuple[Share, ...]) -> list[Said]:
    """How large the paragraph says one of the two is; else the paragraphs beside it; else a table."""
    near = _nearby(paper, block)
    for said in (
        (*_said(block, found, shares), *_weighed(block, found)),
        (*_said(near, found, tuple(_shares(near))), *_weighed(near, found)),
        (*_printed(paper, found),),
    ):
        if told := [each for each in said if _is_of(each, found)]:
            return told
    return []


def _nearby(paper: Reading, block: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The paragraph before and the one after, in the same section."""
    near = (block[0].block - 1, block[-1].block + 1)
    return tuple(each for each in paper.section_of(block[0]) if each.block in near)


Side = Literal["before", "after", "around"]
Share = tuple[Amount, Sentence, Side]
SIDES: tuple[tuple[Side, tuple[re.Pattern[str], ...]], ...] = (
    ("before", SUBJECT),
    ("after", OBJECT),
    ("around", marked.pattern("{share:s}")),
)


def _shares(block: tuple[Sentence, ...]) -> Iterator[Share]:
    """The figures that say how large a part of everybody somebody is, and on which side of them he is named."""
    for sentence in block:
        known: list[Amount] = []
        for side, ways in SIDES:
            for found in marked.found(ways, sentence.marked, sentence.amounts):
                if found["share"] not in known:
                    known.append(found["share"])
                    yield found["share"], sentence, side


def _said(block: tuple[Sentence, ...], found: Mixed, shares: tuple[Share, ...]) -> Iterator[Said]:
    for share, sentence, side in shares:
        if share not in (found.overall, found.one, found.two):
            before, after = around(sentence, share)
            named = {"before": before, "after": re.split(VERB, after, maxsplit=1)[-1]}
            of = stems(named.get(side, f"{before} {share.text} {after}"))
            yield Said(sentence, shown.said(share), share.low, share.high, of)
    for sentence in block:
        if even := EQUALLY.search(sentence.text):
            wide = 10 if APPROXIMATE.search(sentence.text) else 5
            yield Said(
                sentence,
                f"“{even[0]}”",
                Fraction(50 - wide),
                Fraction(50 + wide),
                stems(sentence.text),
                is_even=True,
            )


def _printed(paper: Reading, found: Mixed) -> Iterator[Said]:
    """The numbers of both groups in a table, from every column that counts."""
    for grid in paper.grids:
        ones = [row for row in grid.parts if _is_named(grid.labels[row], found.of_one, found.of_two)]
        twos = [row for row in grid.parts if _is_named(grid.labels[row], found.of_two, found.of_one)]
        for column in (each for each in grid.columns if each.role == "count"):
            one, two = added(column, tuple(ones)), added(column, tuple(twos))
            if one and two and one[0] > 0 and two[0] > 0:
                share = one[0] * 100 / (one[0] + two[0])
                told = f"{shown.number(one[0])} beside {shown.number(two[0])} ({grid.name})"
                yield Said(found.at, told, share - 5, share + 5, found.of_one)


def _is_named(label: str, by: frozenset[str], other: frozenset[str]) -> bool:
    said = stems(label)
    return bool(said & by) and not said & other


VERB = r"\b(?:are|were|is|was|come|came|go|went|live|lived|work|worked)\b"


OF_ALL = patterns.compile(r"\b(?:of|over|all|among) (?:the |all |these |our )*$", re.IGNORECASE)


def _weighed(block: tuple[Sentence, ...], found: Mixed) -> Iterator[Said]:
    """The numbers of both groups: “of 1,200 clients of pharmacies and 800 of surgeries”."""
    for sentence in block:
        counts = [
            (a, words(sentence, a))
            for a in sentence.amounts
            if not OF_ALL.search(sentence.text[: a.start])
            and a.unit == "count"
            and not a.lasts
            and a.value >= 10
            and a not in (found.one, found.two, found.overall)
        ]
        ones = [a for a, said in counts if said & found.of_one and not said & found.of_two]
        twos = [a for a, said in counts if said & found.of_two and not said & found.of_one]
        sums = {a.value for a, _ in counts}
        pairs = [(a, b) for a in ones for b in twos]
        whole = [(a, b) for a, b in pairs if a.value + b.value in sums] or pairs
        if len(whole) == 1:
            one, two = whole[0]
            share = one.value * 100 / (one.value + two.value)
            told = f"{shown.said(one)} beside {shown.said(two)}"
            yield Said(sentence, told, share - 1, share + 1, found.of_one)


def _is_of(said: Said, found: Mixed) -> bool:
    """Is it said of just one of the two, or of both alike?"""
    one, two = _named(said.words, found.of_one), _named(said.words, found.of_two)
    return (
        (one or two or bool(re.search(r"\b(?:two|both)\b", said.sentence.text)))
        if said.is_even
        else one != two
    )


def _named(words: frozenset[str], by: frozenset[str]) -> bool:
    """“Vote by post” is said of postal voters."""
    return bool({word[:STEM] for word in words} & {word[:STEM] for word in by})


STEM = 4


def _outside(found: Mixed, block: tuple[Sentence, ...]) -> str:
    """The whole above or below both of its parts."""
    low, high = min(found.one.low, found.two.low), max(found.one.high, found.two.high)
    if not found.is_both or (low <= found.overall.high and found.overall.low <= high):
        return ""
    if outside(block):
        return ""
    parts = f"{shown.said(found.one)} and {shown.said(found.two)}"
    return f"{shown.said(found.overall)} for both together lies outside its parts, {parts}"


def _is_between(found: Mixed) -> bool:
    """A whole outside its parts is not theirs, unless it is told to be."""
    low, high = min(found.one.low, found.two.low), max(found.one.high, found.two.high)
    return found.is_both or low <= found.overall.value <= high


def _fits(found: Mixed, said: Said) -> bool:
    """Do parts of that size make the whole, whichever of the two it is said of?"""
    one, two = found.one, found.two
    low, high = max(Fraction(0), said.low - SLACK), min(Fraction(100), said.high + SLACK)
    shares = [low, high] if _named(said.words, found.of_one) or said.is_even else [100 - low, 100 - high]
    made = [
        (share * a + (100 - share) * b) / 100
        for share, a, b in product(shares, (one.low, one.high), (two.low, two.high))
    ]
    return found.overall.low <= max(made) and min(made) <= found.overall.high


def _working(found: Mixed, said: Said) -> str:
    one, two = found.one, found.two
    if not said.is_even and _named(said.words, found.of_two):
        one, two = two, one
    whole, part, rest = shown.said(found.overall), shown.said(one), shown.said(two)
    implied = (found.overall.value - two.value) * 100 / (one.value - two.value)
    return f"({whole} - {rest}) / ({part} - {rest}) = {shown.percent(implied, 0)} of the whole, and {said.told} is told"


RULE = Rule(
    key="stated-mix",
    title="Parts that make their whole only with another mix than told",
    severity="look",
    explanation="The overall figure says how large each part is. It is not as large as the paper says.",
    read=read,
    kind="sums",
    certainty="likely",
)
