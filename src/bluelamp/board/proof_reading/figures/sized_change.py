"""The size of a change that is told of two figures near it, whatever words tie them: “1,360 in the first quarter. In
the second there were 1,564, which makes a rise of 12 per cent”."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures.carrying import TO_COME
from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import Pair, changes, pairs
from bluelamp.board.proof_reading.figures.timed import FOLLOWS, OVER, SAYS_NOTHING
from bluelamp.board.proof_reading.figures.times import NAMES
from bluelamp.board.proof_reading.figures.two_levels import Levels, levels
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

SPENT_ON = patterns.compile(
    r"\b(?:of which|of this|of these|because|due to|account\w* for|alone|mostly|partly|part of|some of|"
    r"each|would have|"
    r"explained|intervals?|owing to|the whole of|(?:the|that) same (?:point|date|stage|months?|period|day)|reviewed|"
    r"corrected|restated|inflation|real terms|adjusted|like for like)\b",
    re.IGNORECASE,
)
STANDING = patterns.compile(
    r"^ ?(?:\w+ ){0,2}?(?:behind|ahead|below|above|short|over|under|off|out)\b", re.IGNORECASE
)
"""How far something stands from another, where a change is from one time to the next."""
ANOTHER = patterns.compile(r"^(?: [a-z]+)? (?:more|fewer|less)\b(?! than\b|[.,;)]|$)", re.IGNORECASE)
"""“We took on 57 more and closed 71.”"""
BACK = 4
"""Sentences before a change in which any two figures that it fits between let it be."""
REFERRING = patterns.compile(
    rf"^(?:this|that|it|they|these|which|such an?)\b|^(?:an?|the) (?:\w+ )?{A_CHANGE} (?:is|was|of|equals|"
    rf"comes|amounts)\b",
    re.IGNORECASE,
)
"""What a sentence opens with that has its figures in the one before."""
FAR = 3
YEARS = re.compile(r"\b(?:19|20)\d\d\b|\byear")
IN_WHAT = re.compile(r"^ in (?:the |our |its )?([a-z]{4,}(?: [a-z]{4,})?)")
"""“A rise of 6% in agency hours”."""
LESS = patterns.compile(r"\b(?:smaller|less|cheaper|fewer|lighter|weaker|lost?|loss)\b", re.IGNORECASE)
MORE = patterns.compile(r"\b(?:larger|bigger|more|dearer|greater|gain\w*|extra)\b", re.IGNORECASE)
WANTED = {"points": ("percent",), "count": ("count",), "money": ("money",)}
ANY = ("percent", "money", "rate", "count")


def sized_change(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """The one pair that the change told at ``place`` may be of, where no reading of it fits better."""
    sentence = block[place]
    told = tuple(by for by in changes(sentence) if by.unit != "percent" or by.value < 100)
    if (
        not told
        or any(pair.by for pair in pairs(sentence))
        or TO_COME.search(sentence.text[: told[0].end])
        or SPENT_ON.search(sentence.text)
    ):
        return ()
    by = told[0]
    if STANDING.match(sentence.text[by.end :]) or (
        by.unit == "count" and ANOTHER.match(sentence.text[by.end :])
    ):
        return ()
    way = _way(sentence.text[max(0, by.start - 60) : by.end + 25])
    found = [
        each
        for each in levels(block, place, WANTED.get(by.unit, ANY))
        if len(each.each) == 2 and _is_of(sentence, each, by) and not is_of_a_year(sentence, each)
    ]
    if any(_fits(each, one, way) for each in found for one in told) or _fits_any(block, place, told, found):
        return ()
    return tuple(Pair(*_in_order(each, way), told, "", "", 0) for each in found[:1] if _is_near(each, by))


def _is_near(found: Levels, by: Amount) -> bool:
    """A change many times what is told lies between figures of two things."""
    one, two = found.amounts
    gap = abs(one.value - two.value)
    if by.is_of_hundred:
        gap = gap if by.unit == one.unit == "percent" else gap * 100 / min(one.value, two.value)
    return by.value / FAR <= gap <= by.value * FAR


def _fits_any(block: tuple[Sentence, ...], place: int, told: tuple[Amount, ...], found: list[Levels]) -> bool:
    """Does a change lie between any other two figures near it, whatever they are of?"""
    near = block[max(0, place - BACK) : place + 1]
    pools = [[(s, a) for s in near for a in s.amounts if a.unit == unit and a not in told] for unit in ANY]
    own = [set(map(id, each.amounts)) for each in found]
    both = (two for pool in pools for two in combinations(pool, 2) if {id(a) for _, a in two} not in own)
    return any(_fits(Levels(two, is_sure=False), by, 0) for two in both for by in told)


def is_of_a_year(sentence: Sentence, found: Levels) -> bool:
    """“50 fires in May and 62 in June. Over the year they are down by 8%”: that is told of another time."""
    if sentence in found.sentences or not OVER.search(sentence.text):
        return False
    return not any(YEARS.search(each.text) for each in found.sentences)


def _way(told: str) -> int:
    return moving.direction(told) or bool(MORE.search(told)) - bool(LESS.search(told))


def _in_order(found: Levels, way: int) -> tuple[Amount, Amount]:
    one, two = found.amounts
    if found.is_sure or not way or (two.value - one.value) * way > 0:
        return one, two
    return two, one


def _fits(found: Levels, by: Amount, way: int) -> bool:
    """As a difference, or as a part of the earlier of the two, or of either where nothing tells which that is."""
    one, two = _in_order(found, way)
    gap = (
        max(Fraction(0), max(one.low, two.low) - min(one.high, two.high)),
        max(one.high, two.high) - min(one.low, two.low),
    )
    if by.unit in ("count", "money", "points"):
        return by.agrees(*gap)
    olds = (one,) if found.is_sure or way else (one, two)
    parts = any(by.agrees(gap[0] * 100 / of.high, gap[1] * 100 / of.low) for of in olds if of.low > 0)
    return parts or (by.unit == "percent" and one.unit == "percent" and by.agrees(*gap))


def _is_of(sentence: Sentence, found: Levels, by: Amount) -> bool:
    """Is it told in the same breath, or does its sentence name nothing else?"""
    own = [a for s, a in found.each if s is sentence]
    if by in own or (by.lasts and by.lasts not in {a.lasts for a in found.amounts}):
        return False
    known = frozenset().union(
        *(stems(s.text[: min(by.start, len(s.text))] if s is sentence else s.text) for s in found.sentences)
    )
    if not own:
        said = stems(_without_figures(sentence)) - SAYS_NOTHING - NAMES
        what = IN_WHAT.match(sentence.text[by.end :])
        if what and stems(what[1]) - SAYS_NOTHING - NAMES - known:
            return False
        return bool(REFERRING.match(sentence.text)) or said <= known
    if by.start < min(a.start for a in own):
        return not re.search(
            r"[,;:] (?:and|while|but|as)\b", sentence.text[by.end : min(a.start for a in own)]
        )
    clause = sentence.text[max(a.end for a in own if a.start < by.start) : by.start]
    edge = re.search(r"[,;:]|\bso\b", clause)
    said = stems(clause[edge.start() :] if edge else clause) - SAYS_NOTHING - NAMES
    return said <= (known - stems(clause)) or bool(FOLLOWS.search(clause))


def _without_figures(sentence: Sentence) -> str:
    return sentence.text if not sentence.amounts else re.sub(r"⟦[a-z]\d+⟧", " ", sentence.marked)
