"""A change that a sentence without figures names, of the two that stand before it: “96.2% were held in time. In 2011/12
it was 97.9%. Members will be glad to see a further rise.”"""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.figures.carrying import in_order
from bluelamp.board.proof_reading.figures.pairs import Pair, pairs
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

NAMED = patterns.compile(
    rf"\b(?:this|that|the|such an?|(?:an?|another) (?:further|continued|sustained|second|welcome|clear|marked|real|"
    rf"encouraging|disappointing|slight|small|sharp|steady)|further|continued|another) (?:[a-z-]+ )?"
    rf"(?P<what>{A_CHANGE})\b(?:,? in (?:the |our |its )?(?P<of>[a-z-]+(?: [a-z-]+)?))?",
    re.IGNORECASE,
)
NOT_TOLD = patterns.compile(
    r"\b(?:no|not|nor|never|without|if|would|could|should|may|might|hope\w*|expect\w*|target\w*|aim\w*|plan\w*|forecast|"
    r"reverse\w*|whether|despite|rather|need\w*|seek\w*|further work)\b",
    re.IGNORECASE,
)
ANY_MEASURE = patterns.compile(
    r"^(?:share|rate|proportion|percentage|figure|number|numbers|level|performance|compliance|total|result)",
    re.IGNORECASE,
)


def named_again(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """The pair of the one or two sentences before that a change without figures speaks of."""
    sentence = block[place]
    found = NAMED.search(sentence.text)
    if (
        not found
        or place == 0
        or NOT_TOLD.search(sentence.text)
        or any(not a.lasts for a in sentence.amounts)
    ):
        return ()
    way = moving.direction(found["what"])
    pair = _one_pair(block[place - 1]) or (
        _two_sentences(block[place - 2], block[place - 1]) if place > 1 else None
    )
    if pair is None or not _is_of_it(found["of"], block[max(0, place - 2) : place]):
        return ()
    old, new = pair
    told = " ".join(each.text for each in block[max(0, place - 2) : place + 1])
    return (Pair(old, new, (), f"{told} {found['what']}" if not way else "", "", way),)


def _one_pair(before: Sentence) -> tuple[Amount, Amount] | None:
    every = pairs(before)
    return (every[0].old, every[0].new) if len(every) == 1 and not every[0].by else None


def _two_sentences(first: Sentence, second: Sentence) -> tuple[Amount, Amount] | None:
    """One figure of a kind in each, and one of them of an earlier time."""
    for unit in ("percent", "count", "money"):
        one, two = (
            [a for a in s.amounts if a.unit == unit and not a.lasts and not a.hedged] for s in (first, second)
        )
        if len(one) == len(two) == 1:
            return in_order(first, one[0], second, two[0])
        if unit == "percent" and (one or two):
            return None
    return None


def _is_of_it(said: str | None, around: tuple[Sentence, ...]) -> bool:
    """Does it name no thing, any measure, or one that the sentences speak of?"""
    if not said or ANY_MEASURE.match(said):
        return True
    text = " ".join(each.text.lower() for each in around)
    return any(word[:5] in text for word in re.findall(r"[a-z]{4,}", said.lower()))
