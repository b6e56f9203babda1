"""Which answers that are missing could still change the band, and to what: every way to answer the rest is tried.

Points add up, so that what the other questions can come to is a small set of sums; nothing is guessed or sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from bluelamp.practice.instruments.questionnaire import Instrument, Question

Reached = frozenset[tuple[int, int]]
"""Points, and the lowest rank that overrides allow: what some answers can come to together."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question without an answer that the band still hangs on. ``to`` are the bands it could lead to."""

    question: Question
    to: tuple[str, ...]
    alone: bool
    """Would this one answer be enough, if the others stay unanswered?"""


def open_ends(
    instrument: Instrument,
    given: Mapping[str, tuple[str, ...]],
    rank_of: Callable[[int], int],
    now: int,
) -> tuple[Open, ...]:
    """The missing questions that could change the band from rank ``now``; ``rank_of`` gives the rank of base points."""
    ways = {
        question.key: _ways(instrument, question) for question in instrument.questions if question.is_scored
    }
    missing = [
        question for question in instrument.questions if question.is_scored and question.key not in given
    ]
    known = _together(
        _said(instrument, question, given[question.key])
        for question in instrument.questions
        if question.key in given
    )
    found = []
    for question in missing:
        others = _together([known, *(ways[other.key] for other in missing if other is not question)])
        if to := _moves(others, ways[question.key], rank_of) | _moves(known, ways[question.key], rank_of):
            here = {max(rank_of(p + q), f, g) for p, f in known for q, g in ways[question.key]}
            codes = tuple(instrument.bands[rank].code for rank in sorted(to - {now}))
            if codes:
                found.append(Open(question, codes, alone=bool(here - {now})))
    return tuple(found)


def _moves(others: Reached, ways: Reached, rank_of: Callable[[int], int]) -> set[int]:
    """The ranks it leads to, wherever the rest being as it is the answer makes a difference."""
    to: set[int] = set()
    for points, floor in others:
        ranks = {max(rank_of(points + more), floor, least) for more, least in ways}
        if len(ranks) > 1:
            to |= ranks
    return to


def _ways(instrument: Instrument, question: Question) -> Reached:
    """Every way to answer one question."""
    codes = [option.code for option in question.options]
    most = len(codes) if question.takes_several else 1
    each = chain.from_iterable(combinations(codes, size) for size in range(1, most + 1))
    lonely = {option.code for option in question.options if option.alone}
    fitting = [said for said in each if len(said) == 1 or not lonely & set(said)]
    return frozenset(next(iter(_said(instrument, question, said))) for said in fitting)


def _said(instrument: Instrument, question: Question, codes: tuple[str, ...]) -> Reached:
    floors = [
        instrument.rank(each.band)
        for each in instrument.follows
        if each.band and each.question == question.key and each.option in codes
    ]
    return frozenset({(question.points(codes), max(floors, default=0))})


def _together(parts: Iterable[Reached]) -> Reached:
    reached: Reached = frozenset({(0, 0)})
    for part in parts:
        reached = frozenset((p + q, max(f, g)) for p, f in reached for q, g in part)
    return reached
