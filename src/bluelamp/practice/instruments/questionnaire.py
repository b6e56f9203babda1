"""A questionnaire as it is held in the hand: questions, options with points, bands, and what follows from an answer.

Plain values. A version's file becomes an :class:`Instrument` in :mod:`~bluelamp.practice.instruments.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations

Way = tuple[int, int]
"""What an answer to one question comes to: its points, and the lowest rank that an override allows with it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and its points. ``alone``: it is not chosen together with others."""

    code: str
    text: str
    points: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """``most`` caps the points of a question that adds its options; ``category`` is the category of data answered."""

    key: str
    section: str
    text: str
    type: str
    options: tuple[Option, ...]
    required: bool = True
    counts: str = "max"
    most: int | None = None
    note: str = ""
    asks_words: bool = False
    category: str = "risk"

    @property
    def is_scored(self) -> bool:
        return self.type != "info"

    @property
    def takes_several(self) -> bool:
        return self.type != "single"

    @property
    def ceiling(self) -> int:
        """The most points it can give."""
        return self.points(tuple(option.code for option in self.options)) if self.is_scored else 0

    def option(self, code: str) -> Option:
        """``LookupError`` when there is none of this code."""
        for option in self.options:
            if option.code == code:
                return option
        raise LookupError(f"{self.key} has no answer called {code}.")

    def points(self, codes: tuple[str, ...]) -> int:
        """What these answers give."""
        each = [self.option(code).points for code in codes]
        if not self.is_scored or not each:
            return 0
        if self.type == "single" or self.counts == "max":
            return max(each)
        return min(sum(each), self.most) if self.most is not None else sum(each)


@dataclass(frozen=True, slots=True)
class Band:
    """From how many points, and the response that is expected."""

    code: str
    title: str
    least: int
    response: str = ""


@dataclass(frozen=True, slots=True)
class Modifier:
    """Points that do not come from an answer: at most ``cap``, moving the band by at most ``max_shift``."""

    key: str
    title: str
    cap: int
    max_shift: int
    source: str


@dataclass(frozen=True, slots=True)
class Follows:
    """What one answer sets off: a band at least, a task, a pathway."""

    question: str
    option: str
    band: str = ""
    task: str = ""
    pathway: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Some of the questions, for a desk that has less time."""

    key: str
    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """How soon a supervisor of a rank looks at a record in a band."""

    rank: str
    within: timedelta


@dataclass(frozen=True)
class Instrument:
    """One version. ``bands`` stand in order of their points; ``treat_as`` is the band of what nobody assessed."""

    key: str
    number: str
    title: str
    owner: str
    source: str
    verified: bool
    since: date
    sections: Mapping[str, str]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    modifiers: tuple[Modifier, ...] = ()
    follows: tuple[Follows, ...] = ()
    forms: tuple[Form, ...] = ()
    tasks: Mapping[str, str] = field(default_factory=dict)
    pathways: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)
    treat_as: str = ""

    @cached_property
    def ceiling(self) -> int:
        """The most points that answers alone can come to."""
        return sum(question.ceiling for question in self.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """The questions by their keys, in the order they are asked."""
        return {question.key: question for question in self.questions}

    @cached_property
    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """Of each scored question, what all ways to answer it come to, each once."""
        return {each.key: self._ways(each) for each in self.questions if each.is_scored}

    def _ways(self, question: Question) -> tuple[Way, ...]:
        codes = [option.code for option in question.options]
        most = len(codes) if question.takes_several else 1
        each = chain.from_iterable(combinations(codes, size) for size in range(1, most + 1))
        lonely = {option.code for option in question.options if option.alone}
        fitting = [said for said in each if len(said) == 1 or not lonely & set(said)]
        return tuple(dict.fromkeys(self.said(question.key, said) for said in fitting))

    def said(self, key: str, codes: tuple[str, ...]) -> Way:
        """What one answer comes to."""
        floors = [
            self.rank(each.band)
            for each in self.follows
            if each.band and each.question == key and each.option in codes
        ]
        return self.by_key[key].points(codes), max(floors, default=0)

    def question(self, key: str) -> Question:
        """``LookupError`` when there is none of this key."""
        if key not in self.by_key:
            raise LookupError(f"There is no question {key}.")
        return self.by_key[key]

    def asked(self, form: str = "") -> tuple[Question, ...]:
        """The questions of a form, or all of them, in the order they are asked."""
        if not form:
            return self.questions
        for each in self.forms:
            if each.key == form:
                return tuple(question for question in self.questions if question.key in each.questions)
        raise LookupError(f"{self.title} has no short form called {form}.")

    def rank(self, band: str) -> int:
        """Where a band stands, from 0 for the lowest. What nobody assessed stands where it is treated."""
        codes = [each.code for each in self.bands]
        return codes.index(band if band in codes else self.treat_as)

    def band(self, code: str) -> Band:
        return self.bands[self.rank(code)]

    def rank_of_points(self, points: int) -> int:
        return max(at for at, band in enumerate(self.bands) if band.least <= points)
