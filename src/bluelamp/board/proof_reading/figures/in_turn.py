"""Shares and their parts told in turn: “74%, 281 of 380”, “6.4% in March, when it was 1,920 of 30,000”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.parts_of import PartOf
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

OF = patterns.compile(
    r"⟦(?P<part>[cm]\d+)⟧(?: (?!against|budget|target|plan|each|every)[a-z-]+){0,3}? (?:out )?of "
    r"(?:(?!which|whom|them|those|these|it)[a-z-]+ ){0,3}?⟦(?P<whole>[cm]\d+)⟧",
    re.IGNORECASE,
)
AIMED_AT = r"\b(?:target|standard|ceiling|threshold|milestone|ambition|benchmark|minimum)"
AIM = patterns.compile(
    rf"{AIMED_AT}(?: \w+){{0,2}} (?:of |is |was |being )?⟦[ps]\d+⟧|⟦[ps]\d+⟧ (?:\w+ )?{AIMED_AT}\b",
    re.IGNORECASE,
)
"""A share that is aimed at, and is of nothing counted here."""
TOKEN = patterns.compile(r"⟦(?P<share>[ps]\d+)⟧|⟦[cm]\d+⟧")
OTHER_SHARE = patterns.compile(
    r"\b(?:and|while|whereas|but|although|though|than|by|from|of which|of whom)\b", re.IGNORECASE
)
REACH = 35
"""A share further from theirs, in points, than this was never meant to be of the two."""
FAR = 90
"""Letters between a share and its part, at most."""


def without_aims(marked: str) -> str:
    """The text with what is aimed at blotted out, sign for sign."""
    return AIM.sub(lambda found: re.sub(r"⟦[ps]\d+⟧", lambda mark: "~" * len(mark[0]), found[0]), marked)


def in_turn(sentence: Sentence) -> Iterator[PartOf]:
    """A part of a whole with the only share beside it; nothing where it is not plain which share is whose."""
    text = without_aims(sentence.marked)
    pairs = [found for found in OF.finditer(text) if _is_part(sentence, found)]
    inside = {place for found in pairs for place in range(found.start(), found.end())}
    tokens = [t for t in TOKEN.finditer(text) if t["share"] and t.start() not in inside]
    if not pairs or len(tokens) != len(pairs):
        return
    order = sorted([*pairs, *tokens], key=lambda each: each.start())
    kinds = [each in tokens for each in order]
    if any(one == other for one, other in pairwise(kinds)):
        return
    for first, second in zip(order[::2], order[1::2], strict=True):
        between = text[first.end() : second.start()]
        pair, token = (second, first) if kinds[0] else (first, second)
        if (
            len(between) <= FAR
            and not OTHER_SHARE.search(between)
            and "⟦" not in between
            and ";" not in between
        ):
            part, whole = (sentence.amounts[int(pair[name][1:])] for name in ("part", "whole"))
            share = sentence.amounts[int(token["share"][1:])]
            if not is_otherwise(part.value, whole.value, share):
                yield PartOf(part, share, (whole,))


TOO_MANY = marked.pattern(
    r"{part:c}(?: (?!against|budget|target|plan|each|every)[a-z-]+){0,3}? (?:out )?of "
    r"(?:the|our|its|these|those|a possible) "
    r"{whole:c}(?! (?:planned|expected|target\w*|needed|budgeted|forecast|intended|due)\b)(?=[ ,.;)])",
    r"{whole:c} [^⟦.;:()]{0,60}, {part:c} of (?:them|whom|which)\b",
    r"(?:^|[,;] )of (?:the |these |those )?{whole:c} [a-z][^⟦.;:()]{2,60}, {part:c} (?:were|was|had|have|took|said|"
    r"met|did|came)\b",
)


def too_many(sentence: Sentence) -> Iterator[str]:
    """“579 of the 468 applications”: the part is more than its whole."""
    for found in marked.found(TOO_MANY, sentence.marked, sentence.amounts):
        part, whole = found["part"], found["whole"]
        is_slip = whole.high < part.low < whole.high * SLIPPED
        if is_slip and not (part.lasts or whole.lasts or whole.hedged):
            yield f"{shown.said(part)} is more than {shown.said(whole)}, of which it is told to be part"


SLIPPED = 10
"""“208 offences of the four main kinds” are not of four things: a slip of the keys is smaller."""


def _is_part(sentence: Sentence, found: re.Match[str]) -> bool:
    part, whole = (sentence.amounts[int(found[name][1:])] for name in ("part", "whole"))
    return part.unit == whole.unit and 0 < part.value < whole.value and not part.lasts


def is_far(part: Fraction, whole: Fraction, share: Amount) -> bool:
    """Was the share never meant to be of the two?"""
    return part <= 0 or abs(100 * part / whole - share.value) > REACH


def is_otherwise(part: Fraction, whole: Fraction, share: Amount) -> bool:
    """What is left, a change, or a share of both together fits as well; or the share is of neither."""
    if is_far(part, whole, share):
        return True
    rest = whole - part
    ways = (rest / whole, rest / part, part / (part + whole), whole / (part + whole))
    return any(share.agrees(100 * way) for way in ways)
