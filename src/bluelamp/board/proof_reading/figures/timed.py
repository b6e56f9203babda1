"""Two figures of one thing, each with its own day, month, quarter or year, and the change told of them: “38 minutes in
June 2024 and 31 in June 2025. That is nine minutes less”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import MOVE, Pair, changes, pairs
from bluelamp.board.proof_reading.figures.times import NAMES, Time, times
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

BY_TO = marked.pattern(
    rf"\b{MOVE}(?: [a-z]+){{0,2}} by (?:just |only |a further |another )?{{by:cmo}}(?: [a-z]+){{0,2}},? to "
    r"(?:just |only )?{new:cmp}"
)
TO_COME = patterns.compile(
    r"\b(?:planned|proposed|targets?|expected|next (?:year|month|quarter)|would|will be|forecast|could|aims?|if)\b",
    re.IGNORECASE,
)
FOLLOWS = patterns.compile(
    r"(?:^|[,;:] ?(?:and )?)(?:so|thus|hence|therefore|that(?:['’]s| is| was)|this (?:is|was|means)|which (?:is|was)|"
    r"it (?:is|was)|it has|this has|they have)\b|\btherefore\b|"
    rf"^(?:the|this|that) [\d.,]+ ?(?:%|per ?cent|points?) (?:\w+ )?{A_CHANGE}\b",
    re.IGNORECASE,
)
"""What follows is of the figures told last: “so”, “this is”, “the 25% increase”."""
OVER = patterns.compile(
    r"\b(?:over|in|during|since|on) (?:the|last|this) (?:whole )?(?:year|month|quarter|week)\b|\bsince\b",
    re.I,
)
SAYS_NOTHING_SAID = """
rise rises rose risen fall falls fell fallen drop dropped reduction reduced increase increased decrease
decreased improvement improved change changed gain saving cut growth grown grew less more fewer higher lower
longer shorter better worse down points point percentage number members member committee board panel welcome
note pleased glad therefore thus hence year years month months quarter quarters term period periods over between
two since minutes hours days weeks pounds further difference movement decline deterioration now still will very
clear slight small large before ago earlier last previous start beginning considerable marked quicker faster
slower gone went moved stands stood figure rate number level came
"""
SAYS_NOTHING = stems(SAYS_NOTHING_SAID)


HAS_CHANGE = patterns.compile(rf"\b(?:{MOVE}|{A_CHANGE}|less|fewer|more|longer|shorter)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """A figure with its time among others of the same ``kind``, which “now” and “then” have none of."""

    sentence: Sentence
    amount: Amount
    kind: str
    when: float


def timed(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """The earlier and the later figure that the sentence at ``place`` tells a change of."""
    told = changes(block[place])
    return _paired(block[place], _sources(block, place, told), told)


def timed_far(before: tuple[Sentence, ...], sentence: Sentence) -> tuple[Pair, ...]:
    """The same, where the earlier figure was told in a paragraph before: “9,420 calls in 2016/17. … In 2017/18 calls
    came to 8,290, 20% fewer”. ``before``: the sentences of those paragraphs."""
    told = changes(sentence)
    own = _levels(sentence, told) if told and not pairs(sentence) else []
    if len(own) != 1:
        return ()
    far = (_levels(s, changes(s)) for s in reversed(before) if s.amounts and not pairs(s))
    alike = ([*levels, *own] for levels in far if len(levels) == 1 and _are_of_a_size(levels[0], own[0]))
    return _paired(sentence, alike, told)


def _are_of_a_size(one: Level, other: Level) -> bool:
    return one.amount.value / 2 <= other.amount.value <= one.amount.value * 2


def _paired(sentence: Sentence, sources: Iterable[list[Level]], told: tuple[Amount, ...]) -> tuple[Pair, ...]:
    if not HAS_CHANGE.search(sentence.text) or pairs(sentence) or TO_COME.search(sentence.text):
        return ()
    for levels in sources:
        found = _ordered(levels)
        if found and (claim := _claim(sentence, found, told)):
            old, new = (each.amount for each in found)
            by = tuple(each for each in told if each.start >= len(sentence.text) - len(claim))
            if any(each.unit in ("count", "money") and each.unit != old.unit for each in by):
                continue
            way = moving.direction(claim)
            return (Pair(old, new, by, claim if way or by else "", "", way),)
    return ()


def grown_to(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """“The forecast was £7.4m. It has since grown by £2.4m to £8.8m”: the one figure of the kind beside it."""
    sentence = block[place]
    if " by " not in sentence.text:
        return ()
    found = next(marked.found(BY_TO, sentence.marked, sentence.amounts), None)
    if found is None or pairs(sentence) or TO_COME.search(sentence.text):
        return ()
    by, new = found["by"], found["new"]
    beside = (*block[max(0, place - 1) : place], *block[place + 1 : place + 2])
    same = [
        a
        for s in (sentence, *beside)
        for a in s.amounts
        if a.unit == new.unit and a is not by and a is not new and not a.hedged and not a.lasts
    ]
    wanted = ("percent",) if by.unit == "points" else (new.unit,)
    if len(same) != 1 or by.unit not in ("points", new.unit) or new.unit not in wanted:
        return ()
    near = new.value / 2 <= same[0].value <= new.value * 2
    return (Pair(same[0], new, (by,), sentence.text, "", moving.direction(sentence.text)),) if near else ()


def _sources(block: tuple[Sentence, ...], place: int, told: tuple[Amount, ...]) -> Iterator[list[Level]]:
    """The sentence by itself, with the one before, the one before by itself, and the two before."""
    own = _levels(block[place], told)
    before = [s for s in block[max(0, place - BACK_FAR) : place] if s.amounts][:-3:-1]
    levels = [[] if pairs(s) else _levels(s, changes(s)) for s in before]
    one, two = (*levels, [], [])[:2]
    if len(own) == 2:
        yield own
    elif len(own) == 1 and len(one) == 1:
        yield [*one, *own]
    elif not own and len(one) == 2:
        yield one
    elif not own and len(one) == 1 and len(two) == 1:
        yield [*two, *one]


def _levels(sentence: Sentence, told: tuple[Amount, ...]) -> list[Level]:
    """Its figures of the one unit that has a time; none where more than two are of it."""
    when = sorted(times(sentence))
    if len(sentence.amounts) > MOST:
        return []
    for unit in ("percent", "money", "count"):
        own = [
            a
            for a in sentence.amounts
            if a.unit == unit
            and a not in told
            and not a.hedged
            and not (a.unit == "count" and a.text.isalpha() and a.lasts in ("", "year", "quarter", "month"))
        ]
        own = [a for a in own if not _is_part(sentence, a)]
        if 1 <= len(own) <= 2:
            return _dated(sentence, own, when)
    return []


BACK_FAR = 3
"""Sentences of a paragraph looked back, of which those without a figure are passed over."""
MOST = 6
PART = re.compile(r"\s?\(?(?:of|out of) (?:the |our )?[\d£]")


def _is_part(sentence: Sentence, amount: Amount) -> bool:
    """“2,000 of 50,000” is neither before nor after anything."""
    before = sentence.text[: amount.start]
    return bool(PART.match(sentence.text, amount.end) or re.search(r"\d (?:out )?of (?:the )?$", before))


def _dated(sentence: Sentence, own: list[Amount], times: list[Time]) -> list[Level]:
    """Each figure with the time before it, where the first time stands before the first; else with that after."""
    if not times:
        return [Level(sentence, own[0], "none", 0)] if len(own) == 1 else []
    is_before = times[0][0] < own[0].start
    made = []
    for n, amount in enumerate(own):
        if is_before:
            start = own[n - 1].end if n else 0
            near = [t for t in times if start <= t[0] < amount.start][-1:]
        else:
            stop = own[n + 1].start if n + 1 < len(own) else len(sentence.text)
            near = [t for t in times if amount.end <= t[0] < stop][:1]
        made += [Level(sentence, amount, kind, when) for _, kind, when in near]
    return made if len(made) == len(own) else []


def _are_of_one_thing(levels: list[Level]) -> bool:
    """Does the later sentence name nothing that the earlier one does not?"""
    first, second = levels
    if first.sentence is second.sentence:
        return True
    said = stems(_without_figures(second.sentence, second.sentence.text)) - SAYS_NOTHING - NAMES
    return said <= stems(first.sentence.text)


def _ordered(levels: list[Level]) -> tuple[Level, Level] | None:
    """The earlier and the later of two of one kind, where their times can be told apart."""
    first, second = levels
    one, two = first.amount, second.amount
    if not _are_of_one_thing(levels):
        return None
    if one.unit != two.unit or (one.lasts and two.lasts and one.lasts != two.lasts):
        return None
    if first.kind == "none" or second.kind == "none":
        known = second if first.kind == "none" else first
        if known.kind or first.kind == second.kind:
            return None
        other = first if known is second else second
        return (known, other) if known.when < 0 else (other, known)
    if first.kind and second.kind and first.kind != second.kind:
        return None
    if first.when == second.when:
        return None
    return (first, second) if first.when < second.when else (second, first)


SHORT = 70


def _claim(sentence: Sentence, levels: tuple[Level, Level], told: tuple[Amount, ...]) -> str:
    """What of the sentence tells the change; empty where it is of something else."""
    own = [each for each in levels if each.sentence is sentence]
    start = max((each.amount.end for each in own), default=0)
    claim = sentence.text[start:]
    if own and (edge := re.search(r"[,:;]|\bso\b", claim)):
        claim = claim[edge.start() :]
    elif own:
        return ""
    by = [each for each in told if each.start >= len(sentence.text) - len(claim)]
    others = [
        a
        for a in sentence.amounts
        if a.start >= len(sentence.text) - len(claim) and a not in by and not a.text.isalpha()
    ]
    if not HAS_CHANGE.search(claim) or others or (not by and (own or len(claim) > SHORT)):
        return ""
    if OVER.search(claim) and not all(each.kind.endswith("year") or not each.kind for each in levels):
        return ""
    said = stems(_without_figures(sentence, claim)) - SAYS_NOTHING
    known = frozenset().union(
        *(stems(each.sentence.text if each not in own else sentence.text[:start]) for each in levels)
    )
    return claim if said <= known or FOLLOWS.search(claim) else ""


def _without_figures(sentence: Sentence, claim: str) -> str:
    start = len(sentence.text) - len(claim)
    for each in reversed(sentence.amounts):
        if each.start >= start:
            claim = f"{claim[: each.start - start]} {claim[each.end - start :]}"
    return claim
