"""The figure that each month named in a passage is given, wherever in its clause it stands: “June had 40 of them, July
52”, “May 2024, when an outbreak cost 210 days”, “the 26 of this September against the 14 of the last one”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bluelamp.board.proof_reading.figures.months_named import Named, months_named, newest_of
from bluelamp.board.proof_reading.figures.pairs import changes
from bluelamp.board.proof_reading.figures.spans import spans
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, Dated
from bluelamp.board.proof_reading.language.leaving import ENTERS
from bluelamp.board.proof_reading.language.sentences import Sentence

CLAUSE = patterns.compile(
    r"[;:()–—]|,(?!\d)|\b(?:and|while|whilst|whereas|where|when|but|against|compared|than|so|as|replac\w+|with|after|"
    r"which)\b",
    re.IGNORECASE,
)
RUNS_TO = re.compile(
    r"\b(?:to|until|till|through|up to|end of|ended|ending|since|from)(?: (?:the )?(?:end of )?)?\s?$",
    re.IGNORECASE,
)
RUNS_ON = re.compile(rf"^\s?(?:to|-|–)\s?(?:the end of )?(?:{ANY_MONTH})")
"""“To the end of July”, “January to March”: a span ends there, and the figure is that of the span."""
LISTED = re.compile(r"(?: [a-z]+)?(?:, and|,| and) (?:in )?", re.IGNORECASE)
EACH = patterns.compile(r"\b(?:each|both|alike)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfMonth:
    """What a month is said to have stood at."""

    month: date
    amount: Amount
    sentence: Sentence
    takes_its_place: bool = False
    """Is it that of the month, not named, which came in for it?"""


@dataclass(slots=True)
class Piece:
    """A stretch of a sentence with the months and the figures in it."""

    text: str
    months: list[date]
    amounts: list[Amount]


def months_said(passage: tuple[Sentence, ...]) -> tuple[OfMonth, ...]:
    """Every figure that a month is given, in the order of the passage."""
    newest = newest_of(passage)
    return tuple(
        each
        for sentence in passage
        if (named := months_named(sentence, newest))
        for unit in dict.fromkeys(amount.unit for amount in figures(sentence))
        for each in _of_sentence(sentence, unit, named)
    )


def _of_sentence(sentence: Sentence, unit: str, named: tuple[Named, ...]) -> list[OfMonth]:
    found: list[OfMonth] = []
    waiting: list[date] = []
    spare: Amount | None = None
    if in_turn := _in_turn(sentence, unit, named):
        return in_turn
    for piece in _pieces(sentence, unit, named):
        last = found[-1].month if found else None
        months, amounts = piece.months, piece.amounts
        if last and amounts and not months and not waiting and ENTERS.search(piece.text):
            found.append(OfMonth(last, amounts[0], sentence, takes_its_place=True))
            continue
        if len(months) == 1 and len(amounts) == 1:
            of = [*waiting, *months] if EACH.search(piece.text) else months
            found += [OfMonth(month, amounts[0], sentence) for month in of]
            waiting, spare = [], None
        elif len(amounts) == 1 and len(waiting) == 1 and not months:
            found.append(OfMonth(waiting[0], amounts[0], sentence))
            waiting, spare = [], None
        elif len(months) == 1 and not amounts and spare is not None and not waiting:
            found.append(OfMonth(months[0], spare, sentence))
            spare = None
        elif months and not amounts:
            waiting = [*waiting[-1:], *months] if len(months) == 1 else []
        elif amounts:
            spare, waiting = (amounts[0] if len(amounts) == 1 and not months else None), []
    return found


def _in_turn(sentence: Sentence, unit: str, named: tuple[Named, ...]) -> list[OfMonth]:
    """“In June, July and August we had 40, 52 and 58”: as many months as figures, all of the one before the other."""
    told = [amount for amount in figures(sentence) if amount.unit == unit]
    months = [each for each in named if not runs(sentence, each)]
    if (
        len(months) != len(told)
        or len(told) < 2
        or not (months[-1].end <= told[0].start or told[-1].end <= months[0].start)
    ):
        return []
    gaps = [
        *((one.end, two.start) for one, two in pairwise(months)),
        *((a.end, b.start) for a, b in pairwise(told)),
    ]
    if not all(LISTED.fullmatch(sentence.text[end:start]) for end, start in gaps):
        return []
    return [OfMonth(each.month, amount, sentence) for each, amount in zip(months, told, strict=True)]


def _pieces(sentence: Sentence, unit: str, named: tuple[Named, ...]) -> list[Piece]:
    """The sentence cut at its commas, brackets and joining words, with no date or figure cut in two."""
    told = [amount for amount in figures(sentence) if amount.unit == unit]
    dated = [each for each in named if not runs(sentence, each)]
    held = [
        *((a.start, a.end) for a in sentence.amounts),
        *((dated.start, dated.end) for dated in sentence.dates),
        *((each.start, each.end) for each in named),
    ]
    cuts = [
        cut.start()
        for cut in CLAUSE.finditer(sentence.text)
        if not any(start < cut.start() < end for start, end in held)
    ]
    edges = [0, *cuts, len(sentence.text)]
    return [
        Piece(
            sentence.text[left:right],
            [each.month for each in dated if left <= each.start < right],
            [a for a in told if left <= a.start < right],
        )
        for left, right in pairwise(edges)
    ]


def figures(sentence: Sentence) -> list[Amount]:
    """Its figures, but for changes, and for how many months there are."""
    taken, known = spans(sentence.text), changes(sentence)
    return [
        a
        for a in sentence.amounts
        if a.unit in ("percent", "count", "money", "rate")
        and a not in known
        and not a.hedged
        and a.lasts not in ("month", "quarter", "year")
        and a.text.lower() not in ("one", "two")
        and not any(start <= a.start < end for start, end in taken)
    ]


def runs(sentence: Sentence, dated: Dated | Named) -> bool:
    """Does a span of months end or begin with it?"""
    head, tail = sentence.text[: dated.start], sentence.text[dated.end :]
    return bool(RUNS_TO.search(head) or RUNS_ON.match(tail))
