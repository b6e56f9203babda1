"""The figure that each month named in a passage is given, wherever in its clause it stands: “June had 40 of them, July
52”, “May 2024, when an outbreak cost 210 days”, “the 26 of this September against the 14 of the last one”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bluelamp.board.proof_reading.figures.months import before, month_of
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
YEAR_BEFORE = re.compile(r"\b(?:last|previous) $", re.IGNORECASE)
YEAR_AFTER = re.compile(
    r"^(?: (?:last year|before(?! last)|the year before|a year (?:earlier|before|ago)))", re.I
)
MONTH_BEFORE = patterns.compile(
    r"\b(?:(?:the|a|one) month (?:before|earlier)|(?:the )?(?:previous|preceding|prior) month)\b",
    re.IGNORECASE,
)
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
    return tuple(
        each
        for sentence in passage
        if any(not dated.has_day for dated in sentence.dates)
        for unit in dict.fromkeys(amount.unit for amount in figures(sentence))
        for each in _of_sentence(sentence, unit)
    )


def _of_sentence(sentence: Sentence, unit: str) -> list[OfMonth]:
    found: list[OfMonth] = []
    waiting: list[date] = []
    spare: Amount | None = None
    for piece in _pieces(sentence, unit):
        last = found[-1].month if found else None
        if not piece.months and piece.amounts and MONTH_BEFORE.search(piece.text) and (waiting or last):
            piece.months = [before(waiting[-1] if waiting else last)]  # type: ignore[arg-type]
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


def _pieces(sentence: Sentence, unit: str) -> list[Piece]:
    """The sentence cut at its commas, brackets and joining words, with no date or figure cut in two."""
    told = [amount for amount in figures(sentence) if amount.unit == unit]
    dated = [d for d in sentence.dates if not d.has_day and not runs(sentence, d)]
    held = [*((a.start, a.end) for a in sentence.amounts), *((d.start, d.end) for d in sentence.dates)]
    cuts = [
        cut.start()
        for cut in CLAUSE.finditer(sentence.text)
        if not any(start < cut.start() < end for start, end in held)
    ]
    edges = [0, *cuts, len(sentence.text)]
    return [
        Piece(
            sentence.text[left:right],
            [_month(sentence, d) for d in dated if left <= d.start < right],
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


def runs(sentence: Sentence, dated: Dated) -> bool:
    """Does a span of months end or begin with it?"""
    head, tail = sentence.text[: dated.start], sentence.text[dated.end :]
    return bool(RUNS_TO.search(head) or RUNS_ON.match(tail))


def _month(sentence: Sentence, dated: Dated) -> date:
    month = month_of(dated, sentence.meeting)
    is_old = not dated.has_year and (
        YEAR_BEFORE.search(sentence.text[: dated.start]) or YEAR_AFTER.match(sentence.text[dated.end :])
    )
    return before(month, 12) if is_old else month
