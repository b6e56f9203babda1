"""Applications for a case review: read, taken, and decided on. Addresses begin with a case's."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.areas.asb.case_reviews import actions
from bluelamp.areas.asb.case_reviews.api.telling import ApplicationOut, ApplicationsOut, ApplicationSummaryOut
from bluelamp.areas.asb.case_reviews.words import AGENCIES, ASKED_BY, CAME
from bluelamp.kernel.access import policy
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Numbered, Stands
from bluelamp.ui.api.calls import Day, OneOf, asker, example
from bluelamp.ui.api.calls import Line as Text

router = Router()
ONE = "/{slug:ref}/case-reviews/{int:number}"
Number = Annotated[int, Field(ge=1, le=2**31)]
Words = Annotated[str, Field(max_length=2000)]
Told = Annotated[str, Field(max_length=4000)]


class ApplyIn(Schema):
    """An application as it was told you. ``victim`` is the number of somebody on the case (see its orders)."""

    model_config = example(
        victim_described="The tenant of number 12",
        came="partner",
        says="Four reports since August, and nobody came back to her.",
        applied_on="2014-11-03",
    )

    came: Annotated[str, OneOf(CAME)]
    says: Told
    victim: Number | None = None
    victim_described: Text = ""
    asked_by: Annotated[str, OneOf(ASKED_BY)] = "victim"
    asked_by_name: Annotated[str, Field(max_length=150)] = ""
    has_consented: bool = True
    wants: Words = ""
    contact: Text = ""
    applied_on: Day | None = None


class StepNoteIn(Schema):
    """Anything to add."""

    model_config = example(note="Letter sent by post.")

    note: Words = ""


class AskIn(Schema):
    """The bodies that are asked for their complaints and actions."""

    model_config = example(agencies=["police", "council", "housing"])

    agencies: Annotated[list[Annotated[str, OneOf(AGENCIES)]], Field(min_length=1, max_length=10)]


class ReturnIn(Schema):
    """What an agency answered."""

    model_config = example(
        agency="housing", says="Three complaints since August, two visits, one warning letter."
    )

    agency: Annotated[str, OneOf(AGENCIES)]
    says: Told


class DecideIn(Schema):
    """Whether the threshold is met, and why."""

    model_config = example(
        is_met=True, why="Three separate incidents in six months, and no action after two."
    )

    is_met: bool
    why: Words


class AppealIn(Schema):
    """What they do not agree with."""

    model_config = example(grounds="One of the three reports was left out of the count.")

    grounds: Told


class AppealDecisionIn(Schema):
    """What became of an appeal, and why."""

    model_config = example(outcome="upheld", why="The report of 2 September was made in time, and counts.")

    outcome: Literal["upheld", "dismissed"]
    why: Words


@router.get("/{slug:ref}/case-reviews", response=ApplicationsOut, summary="The case reviews of a case")
@policy.requires("case_reviews.read")
def reviews_of_case(request: HttpRequest, ref: str) -> ApplicationsOut:
    """Applications under the community trigger, and whether somebody could apply."""
    _, panel = actions.reading.consult(by=asker(request), ref=ref, now=timezone.now())
    return ApplicationsOut(
        items=[ApplicationSummaryOut.of(line) for line in panel.lines],
        already_met=panel.already.says() if panel.already else "",
        may_apply=panel.may_apply,
    )


@router.post("/{slug:ref}/case-reviews", response={201: Stands}, summary="Apply for a case review")
@policy.requires("case_reviews.apply")
def apply(request: HttpRequest, ref: str, body: ApplyIn) -> Status:
    """On a case of yours or one that shows you its reviews: who hears of it first passes it on."""
    made = actions.applications.apply(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Stands.of(made))


@router.get(ONE, response=ApplicationOut, summary="One application")
@policy.requires("case_reviews.read")
def application(request: HttpRequest, ref: str, number: int, response: HttpResponse) -> ApplicationOut:
    """How it stands, what each agency answered, what was counted, decided and recommended."""
    line = acting.shown(
        request,
        response,
        ref,
        number,
        actions.reading.consult,
        lines=lambda panel: panel.lines,
        row=lambda line: line.application,
    )
    return ApplicationOut.of(line)


@router.post(f"{ONE}/acknowledge", response=Stands, summary="The letter was sent")
@versions.compared
@policy.requires("case_reviews.decide")
def acknowledge(
    request: HttpRequest, ref: str, number: int, body: StepNoteIn, response: HttpResponse
) -> Stands:
    """That the application came."""
    return acting.step(
        Stands, request, response, ref, number, actions.applications.acknowledge, **body.dict()
    )


@router.post(f"{ONE}/ask", response=Stands, summary="Ask the agencies")
@versions.compared
@policy.requires("case_reviews.decide")
def ask(request: HttpRequest, ref: str, number: int, body: AskIn, response: HttpResponse) -> Stands:
    """By the day the procedure gives."""
    return acting.step(
        Stands, request, response, ref, number, actions.applications.ask_agencies, agencies=body.agencies
    )


@router.post(f"{ONE}/returns", response={201: Numbered}, summary="What an agency answered")
@policy.requires("case_reviews.decide")
def returned(request: HttpRequest, ref: str, number: int, body: ReturnIn) -> Status:
    """Only an agency that was asked."""
    made = actions.applications.take_return(**acting.on(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ONE}/decide", response=Stands, summary="Decide on the threshold")
@versions.compared
@policy.requires("case_reviews.decide")
def decide(request: HttpRequest, ref: str, number: int, body: DecideIn, response: HttpResponse) -> Stands:
    """Where the count meets it, a review has to be held; below it, judgement may say yes."""
    return acting.step(Stands, request, response, ref, number, actions.applications.decide, **body.dict())


@router.post(f"{ONE}/appeals", response={201: Numbered}, summary="They do not agree")
@policy.requires("case_reviews.apply")
def appeal(request: HttpRequest, ref: str, number: int, body: AppealIn) -> Status:
    """While there is time, and one at a time."""
    made = actions.applications.appeal(**acting.on(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ONE}/appeals/decide", response=Numbered, summary="Decide on an appeal")
@versions.compared
@policy.requires("case_reviews.decide")
def decide_appeal(request: HttpRequest, ref: str, number: int, body: AppealDecisionIn) -> Numbered:
    """By somebody else than decided on the threshold."""
    decided = actions.applications.decide_appeal(**acting.from_version(request, ref, number), **body.dict())
    return Numbered(number=decided.pk)
