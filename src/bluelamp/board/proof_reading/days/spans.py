"""A span whose length is not the one stated: “the two-year plan will run from April 2014 to March 2017”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.dates import Dated
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LENGTH = patterns.compile(
    rf"\b(?P<number>\d{{1,3}}|{numerals.WORDS})[- ](?P<unit>day|week|month|year)s?\b(?![- ]old)",
    re.IGNORECASE,
)
TO = patterns.compile(
    r"^\W*(?:to|until|till|and|-|–|—|up to|through to|ending)\s*(?:on )?(?:the )?(?:end of )?$", re.IGNORECASE
)
FROM = patterns.compile(
    r"\b(?:from|between|period|runs?|lasts?|starting|beginning|\()\s*(?:on )?(?:the )?$", re.IGNORECASE
)
OTHER = patterns.compile(r"\b(?:against|compared|than|versus|whereas|while)\b|[;\d]", re.IGNORECASE)
"""Between a length and a span, one of these parts them: they are of two things."""
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
SLACK = {"day": 1.5, "week": 0.6, "month": 1.1, "year": 0.3}
"""How far off a length may be for its unit: either end may or may not be counted."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        said = list(LENGTH.finditer(sentence.text))
        spans = _spans(sentence)
        if len(said) == 1 and (wrong := _in_years(sentence, said[0])):
            yield sentence.remark(wrong)
        if len(said) == 1 and len(spans) == 1 and (wrong := _wrong(sentence, said[0], *spans[0])):
            yield sentence.remark(wrong)


YEARS = patterns.compile(r"\b((?:19|20)\d\d)(?:/\d\d)? (?:to|until|-|–) ((?:19|20)\d\d)(?:/\d\d)?\b")


def _in_years(sentence: Sentence, said: re.Match[str]) -> str:
    """“the four years 2015 to 2017”: three with both ends, two between them."""
    found = YEARS.search(sentence.text)
    number = int(said["number"]) if said["number"].isdigit() else numerals.value(said["number"])
    if not found or said["unit"].lower() != "year" or not 0 <= found.start() - said.end() <= 25:
        return ""
    apart = int(found[2]) - int(found[1])
    if number in (apart, apart + 1) or apart <= 0:
        return ""
    return f"{found[0]} is {apart} or {apart + 1} years, and “{said[0]}” is printed"


def _spans(sentence: Sentence) -> list[tuple[Dated, Dated]]:
    found = [
        (_in_year_of(first, second), second)
        for first, second in pairwise(sentence.dates)
        if TO.match(sentence.text[first.end : second.start])
        and FROM.search(sentence.text[: first.start])
        and (first.has_year == second.has_year or not first.has_year)
    ]
    return [(first, second) for first, second in found if second.last > first.first]


def _in_year_of(first: Dated, second: Dated) -> Dated:
    """“from 1 May to 30 September 2014”: the year that is written is meant of both."""
    if first.has_year or not second.has_year or first.first.month == 2:
        return first
    year = second.first.year
    return replace(first, first=first.first.replace(year=year), last=first.last.replace(year=year))


def _wrong(sentence: Sentence, said: re.Match[str], first: Dated, second: Dated) -> str:
    number = int(said["number"]) if said["number"].isdigit() else numerals.value(said["number"])
    unit = said["unit"].lower()
    away = min(abs(said.start() - second.end), abs(first.start - said.end()))
    between = sentence.text[min(said.end(), second.end) : max(said.start(), first.start)]
    if not number or away > 60 or OTHER.search(between):
        return ""
    longest = (second.last - first.first).days + 1
    shortest = (second.first - first.last).days
    low, high = shortest / DAYS[unit] - SLACK[unit] / 4, longest / DAYS[unit] + SLACK[unit] / 4
    if low <= number <= high or longest / DAYS[unit] > 4 * number or number > 4 * longest / DAYS[unit]:
        return ""
    span = f"{sentence.text[first.start : first.end]} to {sentence.text[second.start : second.end]}"
    return f"{span} is about {longest / DAYS[unit]:.0f} {unit}s, and “{said[0]}” is printed"


RULE = Rule(
    key="spans",
    title="A span that is not as long as stated",
    severity="wrong",
    explanation="One of the two dates, or the length between them, is wrong.",
    read=read,
    kind="dates",
    certainty="likely",
)
