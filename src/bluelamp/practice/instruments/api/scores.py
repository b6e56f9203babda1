"""How a score is told to a program: the band, and factor by factor where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from ninja import Field, Schema

from bluelamp.practice.instruments.queries.assessments import Shown
from bluelamp.practice.instruments.scoring import Added, Line, Score

QuestionKey = Annotated[str, Field(max_length=20)]
Codes = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=40)]
Answers = Annotated[
    dict[QuestionKey, Codes],
    Field(max_length=100, description="Question → the codes of the options chosen."),
]


class FactorOut(Schema):
    """One question: what was answered and what it gave. Both are empty where the answer is not open to you."""

    question: str
    said: list[str]
    points: int | None
    most: int
    words: str = ""
    is_withheld: bool = False

    @classmethod
    def of(cls, line: Line) -> FactorOut:
        asked = line.question
        return cls(question=asked.key, said=list(line.said), points=line.points, most=asked.ceiling)

    @classmethod
    def shown(cls, shown: Shown) -> FactorOut:
        if not shown.is_withheld:
            return cls.of(shown.line).model_copy(update={"words": shown.words})
        asked = shown.line.question
        return cls(question=asked.key, said=[], points=None, most=asked.ceiling, is_withheld=True)


class AddedOut(Schema):
    """Points that come from no answer, such as those of the place. ``moved``: the band rose by them."""

    modifier: str
    points: int
    found: int
    moved: bool
    held_back: bool
    because: list[str]

    @classmethod
    def of(cls, added: Added) -> AddedOut:
        same = {name: getattr(added, name) for name in ("points", "found", "moved", "held_back")}
        return cls(modifier=added.modifier.key, because=[words for words, _ in added.weight.lines], **same)


class OpenOut(Schema):
    """A question nobody answered that could still change the band, and to which bands."""

    question: str
    to: list[str]


class ScoreOut(Schema):
    """What answers come to. ``base`` are the points of the answers, ``added`` those of everything else."""

    instrument: str
    version: str
    band: str
    title: str
    response: str
    base: int
    added: int
    total: int
    is_unassessed: bool
    is_provisional: bool
    factors: list[FactorOut]
    modifiers: list[AddedOut]
    could_change: list[OpenOut]
    tasks: list[str]
    pathways: list[str]

    @classmethod
    def of(cls, score: Score, factors: Iterable[FactorOut] | None = None) -> ScoreOut:
        given = [FactorOut.of(line) for line in score.lines] if factors is None else list(factors)
        return cls(
            instrument=score.instrument.key,
            version=score.instrument.number,
            band=score.code,
            title=score.band.title,
            response=score.band.response,
            base=score.base,
            added=score.extra,
            total=score.total,
            is_unassessed=score.is_unassessed,
            is_provisional=score.is_provisional,
            factors=given,
            modifiers=[AddedOut.of(one) for one in score.added],
            could_change=[OpenOut(question=one.question.key, to=list(one.to)) for one in score.open],
            tasks=[score.instrument.tasks.get(key, key) for key in score.tasks],
            pathways=[score.instrument.pathways.get(key, key) for key in score.pathways],
        )
