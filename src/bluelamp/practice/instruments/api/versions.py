"""The register of questionnaires: every version, the one that is asked somewhere today, and answers scored by it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from bluelamp.kernel.access import policy
from bluelamp.practice.instruments import actions, queries
from bluelamp.practice.instruments.api.scores import Answers, ScoreOut
from bluelamp.practice.instruments.queries.versions import Entry
from bluelamp.practice.instruments.questionnaire import Instrument, Question
from bluelamp.practice.instruments.words import STATES
from bluelamp.ui.api.calls import OneOf, asker, example, question

router = Router()


class VersionOut(Schema):
    """A version in the register. ``units`` are the names of those that try it today."""

    number: int
    key: str
    version: str
    title: str
    state: Annotated[str, OneOf(STATES)]
    is_verified: bool
    units: list[str]
    used: int
    checksum: str

    @classmethod
    def of(cls, entry: Entry) -> VersionOut:
        row = entry.version
        return cls(
            number=row.pk,
            key=row.key,
            version=row.number,
            title=row.title,
            state=row.state,
            is_verified=row.verified,
            units=list(entry.units),
            used=entry.used,
            checksum=row.checksum,
        )


class RegisterOut(Schema):
    """Every version of every questionnaire, the newest of each first."""

    items: list[VersionOut]


class OptionOut(Schema):
    """An answer to choose. ``alone``: not together with others."""

    code: str
    text: str
    points: int
    alone: bool


class QuestionOut(Schema):
    """One question; ``type`` is single, multi or info, and only the first two give points."""

    key: str
    section: str
    text: str
    type: str
    is_required: bool
    counts: str
    most: int | None
    asks_words: bool
    category: str
    options: list[OptionOut]

    @classmethod
    def of(cls, asked: Question) -> QuestionOut:
        same = ("key", "section", "text", "type", "counts", "most", "asks_words", "category")
        options = [
            OptionOut(code=one.code, text=one.text, points=one.points, alone=one.alone)
            for one in asked.options
        ]
        said = {name: getattr(asked, name) for name in same}
        return cls(is_required=asked.required, options=options, **said)


class BandOut(Schema):
    """From how many points, and the response that is expected."""

    code: str
    title: str
    least: int
    response: str


class ModifierOut(Schema):
    """Points that come from no answer: at most ``cap``, raising the band by at most ``max_shift``."""

    key: str
    title: str
    cap: int
    max_shift: int


class FollowsOut(Schema):
    """What one answer sets off: a band at least, a task, a pathway."""

    question: str
    option: str
    band: str
    task: str
    pathway: str


class InstrumentOut(Schema):
    """A version, whole: enough to ask it and to score it anywhere."""

    entry: VersionOut
    owner: str
    source: str
    since: date
    treat_as: str
    sections: dict[str, str]
    questions: list[QuestionOut]
    bands: list[BandOut]
    modifiers: list[ModifierOut]
    follows: list[FollowsOut]
    forms: dict[str, list[str]]

    @classmethod
    def of(cls, entry: Entry, asked: Instrument) -> InstrumentOut:
        return cls(
            entry=VersionOut.of(entry),
            owner=asked.owner,
            source=asked.source,
            since=asked.since,
            treat_as=asked.treat_as,
            sections=dict(asked.sections),
            questions=[QuestionOut.of(one) for one in asked.questions],
            bands=[BandOut(code=b.code, title=b.title, least=b.least, response=b.response) for b in asked.bands],
            modifiers=[
                ModifierOut(key=m.key, title=m.title, cap=m.cap, max_shift=m.max_shift) for m in asked.modifiers
            ],
            follows=[
                FollowsOut(question=f.question, option=f.option, band=f.band, task=f.task, pathway=f.pathway)
                for f in asked.follows
            ],
            forms={form.key: list(form.questions) for form in asked.forms},
        )  # fmt: skip


class UnitIn(Schema):
    """Where: the code of a local policing unit, such as BW. Empty: where no unit tries a version of its own."""

    lpu: Annotated[str, Field(max_length=20)] = ""


class AnswersIn(Schema):
    """Answers to be scored and not kept."""

    model_config = example(answers={"q1": ["weekly"], "q7": ["you"]})

    answers: Answers


@router.get("", response=RegisterOut, summary="The register of questionnaires")
@policy.requires("instruments.read")
def register(request: HttpRequest) -> RegisterOut:
    """Every version: drafts, those that are tried on named units, those in force, and those withdrawn."""
    return RegisterOut(items=[VersionOut.of(one) for one in queries.versions.register(asker(request))])


@router.get("/in-use/{slug:key}", response=InstrumentOut, summary="The version that is asked today")
@policy.requires("instruments.read")
def in_use(request: HttpRequest, key: str, where: Annotated[UnitIn, Query()]) -> InstrumentOut:
    """The one that the unit tries, or else the one in force everywhere; not found where there is none."""
    page = queries.versions.asked(asker(request), key, where.lpu)
    return InstrumentOut.of(page.entry, page.instrument)


@router.get("/versions/{int:number}", response=InstrumentOut, summary="One version")
@policy.requires("instruments.read")
def instrument(request: HttpRequest, number: int) -> InstrumentOut:
    """Questions, options with their points, bands, and what follows from an answer."""
    page = queries.versions.version(asker(request), number)
    return InstrumentOut.of(page.entry, page.instrument)


@router.post("/versions/{int:number}/score", response=ScoreOut, summary="Score answers")
@question
@policy.requires("instruments.read")
def score(request: HttpRequest, number: int, body: AnswersIn) -> ScoreOut:
    """By the one function that scores at every desk. Nothing is kept, and the place of a record adds nothing here."""
    return ScoreOut.of(actions.reading.try_out(by=asker(request), number=number, answers=body.answers))
