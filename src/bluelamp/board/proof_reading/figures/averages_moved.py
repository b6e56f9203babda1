"""An average before and after it moved, however a passage tells it: “from 34.5 days to 33.0”, “210 to November and 200
to December”, “it was 236; with August in it has come down to 231”."""

# ruff: noqa: RUF001 - papers are written with dashes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise

from bluelamp.board.proof_reading.figures.months import before, month_of
from bluelamp.board.proof_reading.figures.months_said import figures, runs
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

AVERAGE = patterns.compile(
    r"\b(?<!\bon )(?:averag\w+|mean|rolling|moving|running|total|measure)\b", re.IGNORECASE
)
FROM = re.compile(r"\bfrom (?:an? \w+ of |just |only |about )?$", re.IGNORECASE)
TO = re.compile(r"\bto (?:just |only |now |an? \w+ of )?$", re.IGNORECASE)
NOW = patterns.compile(r"\b(?:now|has become|becomes|today|currently)\b", re.IGNORECASE)
IT = patterns.compile(
    r"\b(?:it|this|that) (?:(?:has|had) (?:now |since |already )?(?:come|fallen|risen|dropped|gone|climbed|slipped)|"
    r"(?:now |since )?(?:came|fell|rose|dropped|went|climbed|slipped))\b",
    re.IGNORECASE,
)
WAS = patterns.compile(
    r"\b(?:had been|having been|was|were|stood at|used to be|ago|before|previously|earlier)\b", re.IGNORECASE
)
CLOSE = 1
"""Paragraphs between the two."""
BESIDE = 25
"""Signs between an average and the month that it is said to be of."""


@dataclass(frozen=True, slots=True)
class Level:
    """The average before and after, and the sentence that tells the second."""

    old: Amount
    new: Amount
    sentence: Sentence

    @property
    def step(self) -> Fraction:
        return self.new.value - self.old.value

    @property
    def slack(self) -> Fraction:
        """How far rounding may have moved the step; an average is rounded, also where it is a whole number."""
        digits = min(self.old.digits, self.new.digits)
        printed = (self.old.high - self.old.low + self.new.high - self.new.low) / 2
        return max(printed, Fraction(1, 2 * 10**digits))


Told = tuple[Sentence, Amount]


def averages_moved(passage: tuple[Sentence, ...], unit: str, months: list[Amount]) -> Iterator[Level]:
    """Every two figures that may be the average before and after; none of those of single ``months``."""
    free = [
        (s, a)
        for s in passage
        for a in figures(s)
        if a.unit == unit and not any(a is each for each in months)
    ]
    seen: set[tuple[int, int, int]] = set()
    for (_, old), (t, new) in (
        *_from_to(free),
        *_paired(passage, free),
        *_dated(passage, free),
        *_in_turn(passage, free),
    ):
        place = (t.block, old.start, new.start)
        if _is_step(old, new) and place not in seen:
            seen.add(place)
            yield Level(old, new, t)


def _is_step(old: Amount, new: Amount) -> bool:
    is_alike = old.lasts == new.lasts or "" in (old.lasts, new.lasts)
    return is_alike and bool(old.value) and old.value / 2 <= new.value <= old.value * 2


def _from_to(free: list[Told]) -> Iterator[tuple[Told, Told]]:
    for (s, a), (t, b) in pairwise(free):
        if s is t and FROM.search(s.text[: a.start]) and TO.search(s.text[a.end : b.start]):
            yield (s, a), (t, b)


def _paired(passage: tuple[Sentence, ...], free: list[Told]) -> Iterator[tuple[Told, Told]]:
    known = [a for _, a in free]
    for sentence in passage:
        if AVERAGE.search(sentence.text):
            for pair in pairs(sentence):
                if pair.old in known and pair.new in known:
                    yield (sentence, pair.old), (sentence, pair.new)


def _dated(passage: tuple[Sentence, ...], free: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Those of spans that end a month apart."""
    dated = [(s, a, end) for s, a in free if (end := _span_end(s, a))]
    for one, two in combinations(dated, 2):
        (s, a, first), (t, b, second) = sorted((one, two), key=lambda each: each[2])
        lead = passage[max(0, passage.index(s) - 1)].text  # “We use a rolling average. It was …”
        is_close = abs(s.block - t.block) <= CLOSE and AVERAGE.search(f"{lead} {s.text} {t.text}")
        if is_close and before(second) == first:
            yield (s, a), (t, b)


def _in_turn(passage: tuple[Sentence, ...], free: list[Told]) -> Iterator[tuple[Told, Told]]:
    """“It is now 32, having been 33”, “It was 236. With August in, it has come to 231”."""
    on = goes_on(passage)
    told = [(s, a) for s, a in free if AVERAGE.search(s.text) or any(s is each for each in on)]
    for (s, a), (t, b) in pairwise(told):
        if t.block != s.block or (s is t and not NOW.search(s.text)):
            continue
        head_a, head_b = s.text[: a.start], t.text[(a.end if s is t else 0) : b.start][-60:]
        is_now = NOW.search(s.text[max(0, a.start - 40) : a.end + 15])
        if is_now and WAS.search(head_b):
            yield (t, b), (s, a)
        elif WAS.search(head_a) or NOW.search(head_b):
            yield (s, a), (t, b)


def goes_on(passage: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """“The average stood at 58. By June it has come to 42”: sentences that go on about an average by a pronoun."""
    return tuple(
        t
        for s, t in pairwise(passage)
        if s.block == t.block and s.amounts and AVERAGE.search(s.text) and IT.search(t.text)
    )


def _span_end(sentence: Sentence, amount: Amount) -> date | None:
    """The month to which the average that a figure is runs: “105 at the end of April”, “for January to March”."""
    is_told = AVERAGE.search(sentence.text[: amount.start])  # “The average was 14.5 weeks in September”
    ends = [
        d
        for d in sentence.dates
        if not d.has_day and (runs(sentence, d) or (is_told and 0 <= d.start - amount.end <= BESIDE))
    ]
    ends = [d for d in ends if not re.match(r"\s?(?:to|-|–)\s", sentence.text[d.end :])]
    if not ends:
        return None
    amounts = [a for a in figures(sentence) if a.unit == amount.unit]
    if len(ends) == len(amounts):
        return month_of(ends[amounts.index(amount)], sentence.meeting)
    after = [d for d in ends if d.start >= amount.end]
    near = min(after or ends, key=lambda d: min(abs(d.start - amount.end), abs(amount.start - d.end)))
    stop = [a for a in amounts if amount.end <= a.start < near.start]
    return None if stop else month_of(near, sentence.meeting)
