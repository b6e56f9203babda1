"""Holding a review: its panel, what it found and recommends, what became of that, and telling whoever applied."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from bluelamp.areas.asb.case_reviews import actions
from bluelamp.areas.asb.case_reviews.api.applications import ONE, StepNoteIn, Told
from bluelamp.areas.asb.case_reviews.words import ANSWERS
from bluelamp.kernel.access import policy
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Numbered, Stands
from bluelamp.ui.api.calls import Day, Middling, OneOf, Short, example

router = Router()
Name = Annotated[str, Field(max_length=150)]
ANSWERED = [answer for answer in ANSWERS if answer]


class PanelIn(Schema):
    """When it meets, who chairs it, and whether the victim is invited; a no says why."""

    model_config = example(
        meets_on="2014-12-01", chair="M. Sandwell", is_independent=True, is_victim_invited=True
    )

    meets_on: Day
    chair: Name
    is_independent: bool
    is_victim_invited: bool
    not_invited_because: Short = ""
    members: Middling = ""


class ConcludeIn(Schema):
    """When the panel met, and what it found."""

    model_config = example(
        held_on="2014-12-01", findings="Nobody told the complainant what was done in September."
    )

    held_on: Day
    findings: Told


class RecommendIn(Schema):
    """What the panel asks of whom, by when."""

    model_config = example(to="The landlord", says="Ring her every week until it stops.", due="2014-12-15")

    to: Name
    says: Middling
    due: Day


class RecommendationAnswerIn(Schema):
    """What the agency answered; a refusal says why."""

    model_config = example(answer="accepted")

    answer: Annotated[str, OneOf(ANSWERED)]
    note: Middling = ""


@router.post(f"{ONE}/panel", response={201: Numbered}, summary="Arrange a panel")
@versions.compared
@policy.requires("case_reviews.decide")
def panel(request: HttpRequest, ref: str, number: int, body: PanelIn) -> Status:
    """Of an application whose threshold is met. Send ``If-Match``."""
    made = actions.reviews.arrange(**acting.from_version(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ONE}/conclude", response=Stands, summary="The panel met")
@versions.compared
@policy.requires("case_reviews.decide")
def conclude(request: HttpRequest, ref: str, number: int, body: ConcludeIn, response: HttpResponse) -> Stands:
    """And this is what it found."""
    return acting.step(Stands, request, response, ref, number, actions.reviews.conclude, **body.dict())


@router.post(f"{ONE}/recommendations", response={201: Numbered}, summary="Recommend something")
@policy.requires("case_reviews.decide")
def recommend(request: HttpRequest, ref: str, number: int, body: RecommendIn) -> Status:
    """After the panel met."""
    made = actions.reviews.recommend(**acting.on(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ONE}/recommendations/{{int:recommendation}}", response=Numbered, summary="An agency answered")
@policy.requires("case_reviews.decide")
def answer_recommendation(
    request: HttpRequest, ref: str, number: int, recommendation: int, body: RecommendationAnswerIn
) -> Numbered:
    """Accepted, declined with a reason, or carried out."""
    row = actions.reviews.answer(
        **acting.on(request, ref, number), recommendation=recommendation, **body.dict()
    )
    return Numbered(number=row.pk)


@router.post(f"{ONE}/outcome", response=Stands, summary="Whoever applied was told")
@versions.compared
@policy.requires("case_reviews.decide")
def outcome_sent(
    request: HttpRequest, ref: str, number: int, body: StepNoteIn, response: HttpResponse
) -> Stands:
    """What the panel found and recommended."""
    return acting.step(Stands, request, response, ref, number, actions.reviews.send_outcome, **body.dict())


@router.post(f"{ONE}/close", response=Stands, summary="A case review is over")
@versions.compared
@policy.requires("case_reviews.decide")
def close_review(
    request: HttpRequest, ref: str, number: int, body: StepNoteIn, response: HttpResponse
) -> Stands:
    """When no appeal is open, and every recommendation was carried out or declined."""
    return acting.step(Stands, request, response, ref, number, actions.reviews.close, **body.dict())
