"""One sentence that compares figures for two kinds of period, such as a rolling year with a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.document import Document
from bluelamp.board.proof_reading.dates import MONTH
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import Sentence, sentences
from bluelamp.kernel.figures.periods import KINDS, parse

PERCENT = re.compile(r"\d+(?:\.\d+)?\s?%")
COMPARES = re.compile(
    r"\b(?:up|down|rise|rose|risen|fall|fell|fallen|drop\w*|increas\w*|decreas\w*|improv\w*|upward|downward|higher|lower|better|"
    r"worse|trend|gr[eo]w\w*|slip\w*|compared|set against)\b[^;]*\b(?:from|than|to|with|against)\b",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:rises?|rose|risen|falls?|fell|fallen|drop\w*|increas\w*|decreas\w*|improv\w*|went|gone|moved?|gr[eo]w\w*|slip\w*|"
    r"up|down)\b[^,;]*\bfrom\s*$",
    re.IGNORECASE,
)
TO = re.compile(r"[^,;]*\bto\b", re.IGNORECASE)
"""“It rose from 72.0% to 77.1%”: the word that compares stands before both."""
NEW_CLAUSE = re.compile(r"[,;:–] (?:so|and|while|but|where|which means)\b|;")  # noqa: RUF001
ROLLING = re.compile(r"\brolling\b|\b(?:12|twelve)[- ]months?\b", re.IGNORECASE)
MONTHLY = re.compile(rf"\bin[- ]month\b|\bmonthly\b|\bmonth of\b|\b(?:{MONTH})\b", re.IGNORECASE)
NEAR = 28


@dataclass(frozen=True, slots=True)
class Number:
    """A percentage in a sentence and the kind of period it is of; empty when nothing says."""

    start: int
    end: int
    kind: str


def read(document: Document) -> Iterator[Remark]:
    for sentence in sentences(document):
        numbers = _numbers(sentence, document)
        for left, right in pairwise(numbers):
            between = sentence.text[left.end : right.start]
            differ = left.kind and right.kind and left.kind != right.kind
            moves = FROM.search(sentence.text[: left.start]) and TO.match(between)
            if differ and (moves or COMPARES.search(between)) and not NEW_CLAUSE.search(between):
                first, second = (sentence.text[n.start : n.end] for n in (left, right))
                nouns = KINDS[left.kind].noun, KINDS[right.kind].noun
                yield sentence.remark(
                    f"{first} is of a {nouns[0]} and {second} of a {nouns[1]}: they cannot be compared"
                )
                break


def _numbers(sentence: Sentence, document: Document) -> list[Number]:
    """Figures know their period; what is typed or quoted is judged by the words beside it."""
    cited = [
        Number(shown.start, shown.end, parse(passport.period).kind)
        for shown in sentence.shown
        if (passport := document.passport(shown.passport)).kind == "figure"
    ]
    known = {shown.start for shown in sentence.shown if not shown.is_quoted}
    others = [
        Number(*found.span(), _kind(sentence.text, *found.span()))
        for found in PERCENT.finditer(sentence.text)
        if found.start() not in known
    ]
    return sorted([*cited, *others], key=lambda number: number.start)


def _kind(text: str, start: int, end: int) -> str:
    """The kind said nearest to a number, before or after it."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR].split("%")[0]
    away = {
        kind: _away(words, before, after) for kind, words in (("rolling_year", ROLLING), ("month", MONTHLY))
    }
    nearest = min(away, key=lambda kind: away[kind])
    return nearest if away[nearest] <= NEAR else ""


def _away(words: re.Pattern[str], before: str, after: str) -> int:
    """How many signs lie between a number and the nearest of these words."""
    return min(
        [len(before) - found.end() for found in words.finditer(before)]
        + [found.start() for found in words.finditer(after)],
        default=NEAR + 1,
    )


RULE = Rule(
    key="period-kinds",
    title="Two kinds of period compared",
    severity="wrong",
    explanation="A rolling year holds twelve months: it can fall in a month that went up. Compare a month "
    "with a month, or a rolling year with a rolling year.",
    read=read,
)
