"""The two figures of one thing and of two times that a change is told of, wherever they stand: in its own sentence, in
that and the one before, in the one before, or in the two before.

Nothing between them need be worded in any way: they are of one unit and one noun, near each other in size, and no
target, part or change themselves; two times, or words such as “now” and “last year”, part them.
"""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.figures.nouns import ENDS, STOP, stem
from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import both_rates, changes
from bluelamp.board.proof_reading.figures.timed import SAYS_NOTHING
from bluelamp.board.proof_reading.figures.times import NAMES, Time, times
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

AIM = patterns.compile(
    r"\b(?:targets?|standard|ambition|goal|aims?|plan(?:ned)?|budget\w*|ceiling|limit|threshold|"
    r"trajectory|national\w*|"
    r"England|average for|elsewhere|forecast|expect\w*|would|could|will|should|must|(?-i:may)|if|need\w*|"
    r"up to)\b[^;,]{0,40}$",
    re.IGNORECASE,
)
AIM_AFTER = patterns.compile(
    r"^[^,;.]{0,20}\b(?:targets?|planned|budget\w*|nationally|elsewhere|(?:is|was|are|were) expected)\b",
    re.IGNORECASE,
)
PART = patterns.compile(
    r"^ ?(?:(?!which|that|and|an?\b)\w+ ){0,2}(?:out of|of (?:the |our |all |these |those )?(?=[\d£])|"
    r"of (?:them|which|whom|those|these)\b)",
    re.IGNORECASE,
)
WHOLE = patterns.compile(
    r"(?:^|[,;:] ?(?:and |while |but )?|\d%?|\bout|\b(?:half|third|quarter|fifth|"
    r"tenth)s?)(?: [a-z]+){0,3} ?\b(?:of|in every|"
    r"per|/) ?(?:the |our |all |these |those |every )*$",
    re.IGNORECASE,
)
PERIOD = patterns.compile(
    r"\b(?:in|over|during|for|across|within|after|by|of|every|to|at|under|than|past|next|first|last|"
    r"previous|these|"
    r"those|the|aged?|between)\s$",
    re.IGNORECASE,
)
ARRANGED = r"(?:rota|system|scheme|course|contract|arrangements?|method|rules|way|process|wording|form|site)"
LATER = patterns.compile(
    r"\b(?:[a-z]+ )?(?:years?|months?|quarters?|weeks?|terms?) (?:later|on)\b|\bsince then\b|"
    r"\bafterwards?\b|\bby now\b|"
    rf"\bafter (?:it|that|the)\b|\bthe new (?:one|{ARRANGED})\b|\bthis (?:spring|summer|autumn|winter|term|"
    r"time|[A-Z]\w+)\b|\bsince (?:the|it)\b",
    re.IGNORECASE,
)
EARLIER = patterns.compile(
    r"\b(?:\w+ )?(?:years?|months?|quarters?|weeks?|terms?) (?:ago|earlier|before|previously)\b|"
    r"\bpreviously\b|\bbefore (?:it|"
    rf"that|the|them)\b|\bthe old (?:one|{ARRANGED})\b|\blast (?:spring|summer|autumn|winter|term|time|week|"
    r"[A-Z]\w+)\b|\b(?:had been|used to|having been|where (?:it|there|they) (?:was|were|cost|stood|took)|"
    r"once (?:was|were))\b|\bhad (?:done|gone|said)? ?so before\b|\b(?:in|from) the one before\b",
    re.IGNORECASE,
)
SEASONS = ("spring", "summer", "autumn", "winter", "term", "half")
SEASON = patterns.compile(rf"\b(?:{'|'.join(SEASONS)})\b", re.IGNORECASE)
BACKWARDS = patterns.compile(
    r"\b(?:from|against|compared (?:with|to)|than|up on|down on|on|where|versus|having been|"
    r"set against)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
OLDER = patterns.compile(
    r"\b(?:from|than|against|compared (?:with|to)|compares? (?:with|to)|up on|down on|over|"
    r"on)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
TAKEN_UP = patterns.compile(
    r"\b(?:it|they|there|that|this|these|the (?:figure|number|total|rate|share|proportion|"
    r"percentage)) (?:now |had |has |have |then )?"
    r"(?:was|were|is|are|been|stood|took|takes?|costs?|\w+ed)\b[^,;]{0,25}$",
    re.IGNORECASE,
)
SEASONAL_SAID = "spring summer autumn winter time then"
UNITS = ("percent", "money", "rate", "count")
SEASONAL = stems(SEASONAL_SAID)
MOST = 8
"""Amounts of one sentence; with more it is a list of many things."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Two figures or more in the order of their times. ``is_sure`` says whether that order is known."""

    each: tuple[tuple[Sentence, Amount], ...]
    is_sure: bool

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return tuple(amount for _, amount in self.each)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(dict.fromkeys(sentence for sentence, _ in self.each))


def levels(block: tuple[Sentence, ...], place: int, units: tuple[str, ...] = UNITS) -> Iterator[Levels]:
    """What the sentence at ``place`` of a paragraph may speak of: of each unit the nearest two figures or more."""
    for unit in units:
        own = _own(block[place], unit)
        one = _own(block[place - 1], unit) if place else []
        two = _own(block[place - 2], unit) if place > 1 else []
        near = (
            own
            if len(own) > 1
            else [*one, *own]
            if own
            else one
            if len(one) > 1
            else [*two, *one]
            if one
            else []
        )
        if near and near[0][0] is not near[-1][0] and not _are_of_one_thing(near[0][0], *near[-1]):
            continue
        if len(near) > 1 and len(near) <= MOST and (made := _made(near)):
            yield made


def _own(sentence: Sentence, unit: str) -> list[tuple[Sentence, Amount]]:
    if len(sentence.amounts) > MOST:
        return []
    sizes = changes(sentence)
    found = [a for a in sentence.amounts if a.unit == unit and a not in sizes and _is_level(sentence, a)]
    if unit == "rate" and len(found) == 1:
        beside = [
            a for a in sentence.amounts if a.unit == "count" and a not in sizes and _is_level(sentence, a)
        ]
        found = sorted((*found, *(both_rates(a, found[0])[0] for a in beside)), key=lambda a: a.start)
    spans = [a for a in found if a.lasts]
    if spans and len(spans) < len(found):
        found = found if len(found) == 2 else [a for a in found if not a.lasts]
    return [(sentence, a) for a in found]


def _is_level(sentence: Sentence, amount: Amount) -> bool:
    before, after = sentence.text[: amount.start], sentence.text[amount.end :]
    if amount.hedged or amount.value <= 0 or AIM.search(before) or AIM_AFTER.match(after):
        return False
    if PART.match(after) or WHOLE.search(before):
        return False
    if amount.unit != "count":
        return True
    if amount.text.strip().lower() in ("one", "two") or re.match(r"\s(?:times|points?|o['’]clock)\b", after):
        return False
    return not (amount.lasts and PERIOD.search(before) and not re.search(r"\b(?:from|was|is|to)\s$", before))


def _are_of_one_thing(first: Sentence, second: Sentence, amount: Amount) -> bool:
    """Does the later sentence, up to its figure, name nothing that the earlier one does not, or take up “it”?"""
    head = second.text[: amount.start]
    said = stems(TAKEN_UP.sub(" ", head)) - SAYS_NOTHING - NAMES - SEASONAL
    return bool(TAKEN_UP.search(head)) or said <= stems(first.text)


def _made(near: list[tuple[Sentence, Amount]]) -> Levels | None:
    amounts = [a for _, a in near]
    nouns = [noun for s, a in near if (noun := _noun(s, a))]
    if (
        any(not one & other for one in nouns for other in nouns)
        or len({a.lasts for a in amounts if a.lasts}) > 1
    ):
        return None
    if max(a.value for a in amounts) > 3 * min(a.value for a in amounts):
        return None
    when = [_when(near, n) for n in range(len(near))]
    if len(near) > 2:
        named = [w for w in when if w]
        is_rising = len(named) == len(near) and all(a[1] == b[1] and a[2] < b[2] for a, b in pairwise(named))
        return Levels(tuple(near), is_sure=is_rising) if len(named) >= len(near) - 1 else None
    return _of_two(near, when)


def _of_two(near: list[tuple[Sentence, Amount]], when: list[Time | None]) -> Levels | None:
    (first, one), (second, two) = near
    text = first.text if first is second else f"{first.text} {second.text}"
    start = one.end
    end = two.start if first is second else len(first.text) + 1 + two.start
    between = text[start:end]
    as_told, turned = tuple(near), tuple(reversed(near))
    before, after = (each[2] if each else None for each in when)
    if before is not None and before == after and abs(before) == float("inf"):
        return Levels(as_told, is_sure=False)
    if before is not None and after is not None and "season" in (when[0][1], when[1][1]):  # type: ignore[index]
        return Levels(as_told, is_sure=False)
    if before is not None and after is not None and when[0][1] == when[1][1] and before != after:  # type: ignore[index]
        return Levels(as_told if before < after else turned, is_sure=True)
    if before == float("-inf") or after == float("inf"):
        return Levels(as_told, is_sure=True)
    if before == float("inf") or after == float("-inf"):
        return Levels(turned, is_sure=True)
    if (
        first is second
        and re.search(r"\bfrom (?:\w+ ){0,3}$", text[: one.start])
        and re.search(r"\bto\b", between)
    ):
        return Levels(as_told, is_sure=True)
    if first is not second and OLDER.search(second.text[: two.start]):
        is_between = re.match(r"[^,;]{0,30}\bto\b", second.text[two.end :])
        return None if is_between else Levels(turned, is_sure=True)
    if first is second and BACKWARDS.search(between):
        return Levels(turned, is_sure=True)
    if before is not None or after is not None or SEASON.search(text):
        return Levels(as_told, is_sure=False)
    return None


def _when(near: list[tuple[Sentence, Amount]], place: int) -> Time | None:
    """The time of a figure: that between it and the one before where the sentence begins with a time, else that
    between it and the one after."""
    sentence, amount = near[place]
    every = sorted((*times(sentence), *_relative(sentence.text)))
    own = [a for s, a in near if s is sentence]
    at = own.index(amount)
    start = own[at - 1].end if at else 0
    stop = own[at + 1].start if at + 1 < len(own) else len(sentence.text)
    before = [t for t in every if start <= t[0] < amount.start]
    after = [t for t in every if amount.end <= t[0] < stop]
    is_led = any(t[0] < own[0].start for t in every)
    if is_led and len(own) > 1:
        return before[-1] if before else None
    return after[0] if after and len(own) > 1 else (before[-1] if before else after[0] if after else None)


def _relative(text: str) -> Iterator[Time]:
    for found in LATER.finditer(text):
        yield found.start(), "", float("inf")
    for found in SEASON.finditer(text):
        yield found.start(), "season", float(found.start())
    for found in EARLIER.finditer(text):
        yield found.start(), "", float("-inf")


def _noun(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """What is counted, where a word for several of it follows: “27 fires”, “61% of pupils”."""
    after = re.match(r" (?:of (?:the |our |all )?)?((?:[a-z][\w'’-]* ?){1,3})", sentence.text[amount.end :])
    if after is None or amount.unit == "money" or amount.lasts:
        return frozenset()
    said: list[str] = []
    for word in after[1].split():
        if word in ENDS or word in NO_NOUN:
            break
        said.append(word)
    return frozenset(stem(word) for word in said if word not in STOP and MANY.search(word))


MANY = re.compile(r"(?<![su])s$|^(?:people|children|staff|men|women)$")
NO_NOUN_SAID = "before after did this last was less now up down when being"
NO_NOUN = frozenset(NO_NOUN_SAID.split())
