"""Two counts over stretches of time of different length that a paragraph sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import moving
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.periods import lengths
from bluelamp.board.proof_reading.periods.flows import STOCK, Flow, flows
from bluelamp.board.proof_reading.reading import Reading

FAIR = re.compile(
    r"\b(?:(?:monthly|weekly|quarterly|annual|daily) (?:average|rate|mean)|average (?:month|day|week)|"
    r"(?<!than )(?<!by )(?<!of )(?<!nearly )(?<!almost )(?<!over )(?<!barely )(?:a|per|each|every|in each) "
    r"(?:day|week|month|quarter)(?!ly| of\b)|"
    r"on average|pro rata|annualised|full-year equivalent|(?:£?[\d,.]+m?|rate) a year|not (?:for )?(?:like|comparable)|"
    r"cannot be (?:compared|set)|different periods|part of the year|months? still to)\b",
    re.IGNORECASE,
)
"""Brought to one length, or said not to compare."""
PLANNED = re.compile(
    r"\b(?:budget\w*|targets?|plan(?:ned)?|forecasts?|profiled?|ceiling|limit|capacity|estimated?|expected|allocat\w+|"
    r"project(?:ed|ion))\b",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?:of|out of|among|within) (?:the |these |those |all |our |a total of |some )?$|"
    r"\b(?:in all|in total|total|alone|(?:bring\w*|brought) (?:the|our)|includ\w+|of which)\b",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(?:short of|than|below|above|against) (?:the )?$", re.IGNORECASE)
PART_OF = re.compile(
    r"\b(?:half|halves|quarters?|thirds?|fifths?|tenths?|fraction|part|per ?cent|%)\)? of (?:the )?$",
    re.IGNORECASE,
)
"""“A quarter of the 7,050 lost from January to March” compares, if something is made of it."""
SET_AGAINST = re.compile(
    r"\b(?:against|versus|opposed to|compar\w+|than|whereas|where|while|beside|next to|(?:well |far )?short of|"
    r"below|above|(?:half|quarter|third|fifth|tenth|fraction|part) of|(?:down|up|fall\w*|fell|rose|risen|"
    r"dropp?\w*|cut)\b[^;]*\b(?:from|to|on))\b",
    re.IGNORECASE,
)
SCANT = re.compile(
    r"\b(?:barely|only|just|merely|mere|fraction|collapse\w*|eas(?:ed|ing)|(?:less|more) than (?:a |two )?"
    r"(?:half|halves|thirds?|quarters?|fifths?)|short of)\b",
    re.IGNORECASE,
)
PARTED = re.compile(r";")
WHERE = re.compile(r", where(?:as)?\b", re.IGNORECASE)
SO = re.compile(r", (?:and )?(?:so|which (?:shows|means|is|proves))\b", re.IGNORECASE)
SET = re.compile(r"\bset (?:against|beside|alongside)\b", re.IGNORECASE)
HALVED = re.compile(
    r"\b(?:halv(?:ed|ing|es)|(?:in|by) half|a half|half (?:of )?(?:what|the|as))\b", re.IGNORECASE
)
WORD_AFTER = re.compile(r"^ ([a-z]{4,})")
FEW = 1.2
"""By so much one stretch has to be longer."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        found = flows(block, paper)
        for first, second in pairwise(found):
            if _are_unlike(first, second) and _is_compared(block, first, second):
                yield second.sentence.remark(_told(first, second))
                break


def _are_unlike(first: Flow, second: Flow) -> bool:
    """Of different length, and growing with it: a stock or a level would stay as it is."""
    if first.amount.unit != second.amount.unit or second.place - first.place > 1:
        return False
    old, new = first.period.months, second.period.months
    return max(old, new) >= FEW * min(old, new) and lengths.grow(
        (first.amount.value, old), (second.amount.value, new)
    )


def _is_compared(block: tuple[Sentence, ...], first: Flow, second: Flow) -> bool:
    near = block[first.place : second.place + 1]
    after = [s for s in block[second.place + 1 : second.place + 2] if not s.dates]
    text, beyond = " ".join(s.text for s in near), " ".join(s.text for s in after)
    if FAIR.search(text) or FAIR.search(beyond) or PLANNED.search(text) or STOCK.search(text):
        return False
    if _is_part(text, first, second) or _is_brought_to_length(near, first, second):
        return False
    if any(_is_of_change(each, first, second) for s in (*near, *after) for each in s.amounts):
        return True
    moved = _is_moved(text)
    if (
        HALVED.search(f"{text} {beyond}")
        and 0.4 < _ratio(first, second) < 0.6
        and (moved or _is_moved(beyond))
    ):
        return True
    if first.place == second.place and not PARTED.search(
        first.sentence.text[first.amount.end : second.amount.start]
    ):
        between = first.sentence.text[first.amount.end : second.amount.start]
        opening = first.sentence.text[: first.amount.start]
        if WHERE.search(between) and first.period.is_apart(second.period):
            return True
        is_set = SET_AGAINST.search(between) or SET.search(opening) or between.strip() == "to"
        following = first.sentence.text[second.amount.end :]
        return bool(is_set or SO.search(following)) and (moved or _is_moved(beyond))
    said = second.sentence.text[second.amount.end if first.place == second.place else 0 :]
    return _same_thing(first, second) and (_is_moved(said) or _is_moved(beyond))


def _is_moved(text: str) -> bool:
    return bool(
        moving.direction(text) or moving.judged(text) or verdicts.VERDICT.search(text) or SCANT.search(text)
    )


def _is_part(text: str, first: Flow, second: Flow) -> bool:
    """Is the shorter period told as a part of the longer?"""
    if first.period.is_apart(second.period):
        return False
    before = second.sentence.text[: second.amount.start]
    if re.match(r"(?:out )?of (?:these|those|them|which)\b", before, re.IGNORECASE):
        return True
    if BESIDE.search(before) or (PART_OF.search(before) and _is_moved(text)):
        return False
    return bool(PART.search(before if first.place < second.place else before[first.amount.end :]))


def _is_brought_to_length(near: tuple[Sentence, ...], first: Flow, second: Flow) -> bool:
    """Is the longer one also told for as long as the shorter: “138,300, or 34,575 for an average quarter”?"""
    long, short = sorted((first, second), key=lambda each: -each.period.months)
    like = long.amount.value * short.period.months / long.period.months
    return any(
        abs(each.value - like) * 100 < like
        for s in near
        for each in s.amounts
        if each.unit == long.amount.unit and each not in (first.amount, second.amount)
    )


def _is_of_change(each: Amount, first: Flow, second: Flow) -> bool:
    """Is it the change from one to the other, or the part that one is of the other?"""
    old, new = first.amount, second.amount
    if each in (old, new):
        return False
    gap = abs(old.value - new.value)
    if each.unit in ("count", "money"):
        return each.unit == old.unit and each.value == gap
    if each.unit not in ("percent", "share"):
        return False
    changes = [100 * gap / old.value, 100 * gap / new.value]
    return any(each.low <= change <= each.high for change in changes)


def _ratio(first: Flow, second: Flow) -> Fraction:
    small, large = sorted((first.amount.value, second.amount.value))
    return small / large


def _same_thing(first: Flow, second: Flow) -> bool:
    """Is no other thing named after the second amount than after the first?"""
    named = WORD_AFTER.match(second.sentence.text[second.amount.end :])
    return not named or named[1][:5] in first.sentence.text.lower()


def _told(first: Flow, second: Flow) -> str:
    def said(flow: Flow) -> str:
        return f"{flow.amount.text.strip()} is of {length(flow.period.months)}"

    return f"{said(first)} and {said(second)}: they cannot be compared"


def length(months: int) -> str:
    """So many months, in words."""
    return {1: "a month", 3: "a quarter", 6: "half a year", 12: "a whole year"}.get(
        months, f"{months} months"
    )
