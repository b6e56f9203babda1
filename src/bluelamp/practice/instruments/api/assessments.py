"""How the risk in a record was assessed: read, added, tried with other answers, and judged. Addresses begin with it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.instruments import actions
from bluelamp.practice.instruments.api.scores import Answers, FactorOut, QuestionKey, ScoreOut
from bluelamp.practice.instruments.queries.assessments import Standing, Told
from bluelamp.practice.instruments.scoring import Score
from bluelamp.practice.instruments.words import BECAUSE, OVERRIDES, STAGES
from bluelamp.ui.api.calls import OneOf, asker, example, question

router = Router()


class OverrideOut(Schema):
    """A band set by judgement, by whom and why. The score stays beside it."""

    before: str
    after: str
    code: Annotated[str, OneOf(OVERRIDES)]
    reason: str
    at: datetime
    by: str


class AssessmentSummaryOut(Schema):
    """One organisation's assessment. ``band`` was scored; ``governing`` holds after judgement."""

    number: int
    organisation: str
    by: str
    stage: Annotated[str, OneOf(STAGES)]
    because: str
    form: str
    version: str
    band: str
    governing: str
    base: int | None
    added: int | None
    is_provisional: bool
    is_yours: bool
    begun_at: datetime
    scored_at: datetime | None

    @classmethod
    def of(cls, told: Told) -> AssessmentSummaryOut:
        row = told.row
        same = (
            "stage", "because", "form", "band", "governing", "base", "added", "is_provisional", "begun_at", "scored_at",
        )  # fmt: skip
        return cls(
            number=told.number,
            organisation=row.organisation.key,
            by=row.begun_by_name,
            version=str(row.instrument),
            is_yours=told.is_theirs,
            **{name: getattr(row, name) for name in same},
        )


class StandingOut(Schema):
    """The band that governs: the highest of those that count, whoever assessed."""

    band: str
    treated_as: str
    by: str
    assessment: int | None
    is_provisional: bool
    since: datetime | None
    awaits_approval: bool

    @classmethod
    def of(cls, standing: Standing) -> StandingOut:
        return cls(**{name: getattr(standing, name) for name in cls.model_fields})


class AssessmentsOut(Schema):
    """The band that governs, and every organisation's assessments, the newest first."""

    standing: StandingOut
    items: list[AssessmentSummaryOut]


class WholeOut(Schema):
    """One assessment, factor by factor. While it is being answered, the score is what it would come to now."""

    summary: AssessmentSummaryOut
    score: ScoreOut
    overrides: list[OverrideOut]

    @classmethod
    def of(cls, told: Told, score: Score) -> WholeOut:
        same = ("before", "after", "code", "reason", "at")
        judged = [
            OverrideOut(by=one.by_name, **{name: getattr(one, name) for name in same})
            for one in told.overrides
        ]
        factors = (FactorOut.shown(one) for one in told.lines)
        return cls(summary=AssessmentSummaryOut.of(told), score=ScoreOut.of(score, factors), overrides=judged)


class AssessmentIn(Schema):
    """Answers to a questionnaire; ``words`` where a question asks for words, ``form`` for a short form of it."""

    model_config = example(answers={"q1": ["weekly"], "q7": ["you"]}, form="contact-centre")

    answers: Answers
    words: Annotated[dict[QuestionKey, Annotated[str, Field(max_length=2000)]], Field(max_length=100)] = {}
    instrument: Annotated[str, Field(max_length=40)] = "asb-ram"
    form: Annotated[str, Field(max_length=40)] = ""
    because: Annotated[str, OneOf(BECAUSE, or_none=True)] = ""


class AssessmentOut(Schema):
    """What an assessment came to: the band that holds, its points, and whether an answer could still change it."""

    case: str
    number: int
    band: str
    base: int
    added: int
    is_provisional: bool

    @classmethod
    def of(cls, ref: str, told: Told) -> AssessmentOut:
        row = told.row
        return cls(
            case=ref,
            number=row.pk,
            band=row.governing,
            base=row.base or 0,
            added=row.added or 0,
            is_provisional=row.is_provisional,
        )


class SupposeIn(Schema):
    """Other answers to some of the questions; an empty list takes an answer back."""

    model_config = example(change={"q7": [], "q10": ["lot"]})

    change: Answers


class OverrideIn(Schema):
    """Another band than the one scored, and why."""

    model_config = example(
        band="HIGH", code="partner", reason="The council knows of threats that nobody asked about."
    )

    band: Annotated[str, Field(max_length=20)]
    code: Annotated[str, OneOf(OVERRIDES)]
    reason: Annotated[str, Field(max_length=2000)]


@router.get("/{slug:ref}/assessments", response=AssessmentsOut, summary="How the risk was assessed")
@policy.requires("risk.read")
def assessments(request: HttpRequest, ref: str) -> AssessmentsOut:
    """By every agency that assessed it, with the band that governs."""
    _, panel = actions.reading.panel(by=asker(request), ref=ref, now=timezone.now())
    return AssessmentsOut(
        standing=StandingOut.of(panel.standing), items=[AssessmentSummaryOut.of(told) for told in panel.told]
    )


@router.post("/{slug:ref}/assessments", response={201: AssessmentOut}, summary="Assess the risk in a case")
@policy.requires("risk.assess")
def assess(request: HttpRequest, ref: str, body: AssessmentIn) -> Status:
    """A whole assessment at once, as your organisation's own; the highest band of all agencies governs."""
    told = actions.assessments.complete(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, AssessmentOut.of(ref, told))


@router.get("/{slug:ref}/assessments/{int:number}", response=WholeOut, summary="One assessment")
@policy.requires("risk.read")
def assessment(request: HttpRequest, ref: str, number: int) -> WholeOut:
    """Factor by factor. Answers of a category that is not open to you are withheld, their points too."""
    opened = actions.reading.one(by=asker(request), ref=ref, number=number, now=timezone.now())
    return WholeOut.of(opened.told, opened.score)


@router.post("/{slug:ref}/assessments/{int:number}/what-if", response=ScoreOut, summary="What if")
@question
@policy.requires("risk.read")
def what_if(request: HttpRequest, ref: str, number: int, body: SupposeIn) -> ScoreOut:
    """What it would come to with other answers. Nothing is kept."""
    opened, supposed = actions.reading.suppose(
        by=asker(request), ref=ref, number=number, change=body.change, now=timezone.now()
    )
    hidden = {one.line.question.key for one in opened.told.lines if one.is_withheld}
    factors = [FactorOut.of(line) for line in supposed.lines if line.question.key not in hidden]
    return ScoreOut.of(supposed, factors)


@router.post(
    "/{slug:ref}/assessments/{int:number}/override", response=AssessmentOut, summary="Judge otherwise"
)
@policy.requires("risk.override")
def override(request: HttpRequest, ref: str, number: int, body: OverrideIn) -> AssessmentOut:
    """Somebody answers for it by name, so that it takes a token of a person and never one of a system."""
    told = actions.judging.override(
        by=asker(request), ref=ref, number=number, now=timezone.now(), **body.dict()
    )
    return AssessmentOut.of(ref, told)


@router.post(
    "/{slug:ref}/assessments/{int:number}/approve", response=AssessmentOut, summary="Approve an assessment"
)
@policy.requires("risk.approve")
def approve(request: HttpRequest, ref: str, number: int) -> AssessmentOut:
    """A supervisor's yes, by name and not by whoever made it: from now on it is current. It takes no body."""
    told = actions.judging.approve(by=asker(request), ref=ref, number=number, now=timezone.now())
    return AssessmentOut.of(ref, told)
