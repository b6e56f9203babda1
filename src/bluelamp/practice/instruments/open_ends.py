"""Which answers that are missing could still change the band, and to what: every way to answer the rest is tried.

Points add up, so that what the other questions can come to is a small set of sums; nothing is guessed or sampled. A set
of sums is one number whose bit ``p`` is set where ``p`` points can be reached: to answer one question more shifts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluelamp.practice.instruments.questionnaire import Instrument, Question, Way

Reached = dict[int, int]
"""The lowest rank that overrides allow → the sums of points that are reached with it, a bit each."""
START: Reached = {0: 1}


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
    missing = [each for each in instrument.questions if each.is_scored and each.key not in given]
    if not missing:
        return ()
    said = ((instrument.said(key, codes),) for key, codes in given.items())
    known, ways = _together(START, said), [instrument.ways[each.key] for each in missing]
    ranks, found = _ranks(instrument, rank_of), []
    for question, its, others in zip(missing, ways, _without_each(known, ways), strict=True):
        here = _reaches(known, its, ranks)
        to = set().union(*(_moves(set_of, its, ranks) for set_of in (others, known))) - {now}
        if to:
            codes = tuple(instrument.bands[rank].code for rank in sorted(to))
            found.append(Open(question, codes, alone=bool(here - {now})))
    return tuple(found)


def _ranks(instrument: Instrument, rank_of: Callable[[int], int]) -> Reached:
    """Each rank, with the sums of points that come to it."""
    found: Reached = {}
    for points in range(instrument.ceiling + 1):
        rank = rank_of(points)
        found[rank] = found.get(rank, 0) | 1 << points
    return found


def _together(begun: Reached, parts: Iterable[Iterable[Way]]) -> Reached:
    """What is reached from ``begun`` by each way to answer each part."""
    for part in parts:
        reached: Reached = {}
        for points, least in part:
            for floor, sums in begun.items():
                at = max(floor, least)
                reached[at] = reached.get(at, 0) | sums << points
        begun = reached
    return begun


def _without_each(known: Reached, ways: Sequence[Iterable[Way]]) -> Iterator[Reached]:
    """For each part, what all the others come to: one half is answered for the other, and each is halved again."""
    if len(ways) == 1:
        yield known
        return
    half = len(ways) // 2
    yield from _without_each(_together(known, ways[half:]), ways[:half])
    yield from _without_each(_together(known, ways[:half]), ways[half:])


def _reaches(begun: Reached, ways: Iterable[Way], ranks: Reached) -> set[int]:
    """The ranks that some way leads to."""
    return {rank for floor, sums in begun.items() for way in ways for rank in _led(floor, sums, way, ranks)}


def _moves(others: Reached, ways: Sequence[Way], ranks: Reached) -> set[int]:
    """The ranks it leads to, wherever the rest being as it is the answer makes a difference."""
    to: set[int] = set()
    for floor, sums in others.items():
        led = [_led(floor, sums, way, ranks) for way in ways]
        same = 0
        for rank, at in led[0].items():
            for other in led[1:]:
                at &= other.get(rank, 0)
            same |= at
        to |= {rank for each in led for rank, at in each.items() if at & ~same}
    return to


def _led(floor: int, sums: int, way: Way, ranks: Reached) -> Reached:
    """Where one way leads from each of these sums: the rank → the sums it is reached from."""
    (more, least), led = way, Reached()
    for rank, points in ranks.items():
        if at := sums & points >> more:
            held = max(rank, floor, least)
            led[held] = led.get(held, 0) | at
    return led
