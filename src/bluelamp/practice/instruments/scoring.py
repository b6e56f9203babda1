"""The one function that scores answers, at every desk: what each answer gave, what was added, and the band.

A score never decides alone: it says factor by factor where it comes from, and what could still change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bluelamp.practice.instruments.open_ends import Open, open_ends
from bluelamp.practice.instruments.questionnaire import Band, Follows, Instrument, Modifier, Question
from bluelamp.practice.instruments.words import UNASSESSED

Answers = Mapping[str, tuple[str, ...]]
"""Key of a question → codes of the options chosen. A question that is not in it was not answered."""


class NotAnAnswer(ValueError):
    """An answer that the questionnaire does not offer. The sentence says which."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A modifier as it was found for one record: its lines, words and points each, and what they were read from."""

    key: str
    lines: tuple[tuple[str, int], ...] = ()
    read_from: str = ""

    @property
    def found(self) -> int:
        return sum(points for _, points in self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """One question, what was answered, and what it gave. ``said`` is empty where nobody answered.

    ``codes`` are those of the options that were chosen, in the order of the file.
    """

    question: Question
    said: tuple[str, ...]
    points: int
    codes: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        return not self.said


@dataclass(frozen=True, slots=True)
class Added:
    """A modifier's own line. ``points`` count, ``found`` were there before the cap.

    ``moved`` says that the band rose by it; ``held_back`` that it would have risen further, and may not.
    """

    modifier: Modifier
    weight: Weight
    found: int
    points: int
    moved: bool = False
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to. ``by_points`` is the band of the total, ``band`` the one that holds after overrides."""

    instrument: Instrument
    lines: tuple[Line, ...]
    base: int
    added: tuple[Added, ...]
    total: int
    by_answers: Band
    by_points: Band
    band: Band
    fired: tuple[Follows, ...]
    missing: tuple[str, ...]
    open: tuple[Open, ...]
    is_unassessed: bool = False

    @property
    def is_provisional(self) -> bool:
        """Could an answer that is missing still change the band?"""
        return bool(self.open)

    @property
    def code(self) -> str:
        """What is kept: the band, or that there was none."""
        return UNASSESSED if self.is_unassessed else self.band.code

    @property
    def extra(self) -> int:
        """The points of all modifiers."""
        return sum(added.points for added in self.added)

    @property
    def moved_by_modifiers(self) -> bool:
        return any(added.moved for added in self.added)

    @property
    def tasks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.task for each in self.fired if each.task))

    @property
    def pathways(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.pathway for each in self.fired if each.pathway))


def checked(instrument: Instrument, answers: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The answers in the order of the questions, empty ones left out. :class:`NotAnAnswer` for what is not offered."""
    keys = {question.key for question in instrument.questions}
    if strangers := [key for key in answers if key not in keys]:
        raise NotAnAnswer(f"{instrument.title} {instrument.number} has no question {strangers[0]}.")
    return {
        question.key: _checked(question, answers[question.key])
        for question in instrument.questions
        if answers.get(question.key)
    }


def _checked(question: Question, codes: Sequence[str]) -> tuple[str, ...]:
    offered = [option.code for option in question.options]
    if strangers := [code for code in codes if code not in offered]:
        raise NotAnAnswer(f"{question.key}: {strangers[0]!r} is not one of {', '.join(offered)}.")
    if len(codes) > 1 and not question.takes_several:
        raise NotAnAnswer(f"{question.key} takes one answer, and {len(codes)} were given.")
    if len(codes) > 1 and (lonely := [each for each in codes if question.option(each).alone]):
        raise NotAnAnswer(
            f"{question.key}: “{question.option(lonely[0]).text}” is not chosen together with others."
        )
    return tuple(code for code in offered if code in codes)


def score(
    instrument: Instrument, answers: Mapping[str, Sequence[str]], weights: Sequence[Weight] = ()
) -> Score:
    """Score the answers of one assessment. Nobody's answers at all are UNASSESSED, and treated as the file says."""
    given = checked(instrument, answers)
    lines = tuple(_line(question, given) for question in instrument.questions)
    base = sum(line.points for line in lines)
    fired = tuple(each for each in instrument.follows if each.option in given.get(each.question, ()))
    added, rank = _add(instrument, base, weights)
    floor = max((instrument.rank(each.band) for each in fired if each.band), default=0)
    is_unassessed = not given
    final = instrument.rank(UNASSESSED) if is_unassessed and instrument.treat_as else max(rank, floor)
    return Score(
        instrument=instrument,
        lines=lines,
        base=base,
        added=added,
        total=base + sum(each.points for each in added),
        by_answers=instrument.bands[instrument.rank_of_points(base)],
        by_points=instrument.bands[rank],
        band=instrument.bands[final],
        fired=fired,
        missing=tuple(line.question.key for line in lines if line.is_missing and line.question.is_scored),
        open=open_ends(instrument, given, lambda points: _add(instrument, points, weights)[1], final),
        is_unassessed=is_unassessed,
    )


def _line(question: Question, given: Answers) -> Line:
    codes = given.get(question.key, ())
    return Line(question, tuple(question.option(code).text for code in codes), question.points(codes), codes)


def _add(instrument: Instrument, base: int, weights: Sequence[Weight]) -> tuple[tuple[Added, ...], int]:
    """The modifiers in the order of the file, and the rank they lead to: never lower, each by its own steps at most."""
    by_key = {weight.key: weight for weight in weights}
    points, rank, added = base, instrument.rank_of_points(base), []
    for modifier in instrument.modifiers:
        weight = by_key.get(modifier.key, Weight(modifier.key))
        counted = min(modifier.cap, weight.found)
        points += counted
        wanted = max(rank, instrument.rank_of_points(points))
        allowed = min(wanted, rank + modifier.max_shift)
        added.append(Added(modifier, weight, weight.found, counted, allowed > rank, allowed < wanted))
        rank = allowed
    return tuple(added), rank


def what_if(
    instrument: Instrument,
    answers: Answers,
    change: Mapping[str, Sequence[str]],
    weights: Sequence[Weight] = (),
) -> tuple[Score, Score]:
    """As it stands, and as it would be with other answers to some questions; an empty answer takes one back."""
    return score(instrument, answers, weights), score(instrument, {**answers, **change}, weights)
