"""Community remedies of a record: what each victim chose, what was offered, and whether it was done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.powers import actions
from bluelamp.practice.powers.queries.remedies import Line
from bluelamp.practice.powers.words import REMEDY_STATES, VIEWS
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Numbered, Stands
from bluelamp.ui.api.calls import Day, Key, Middling, Moment, OneOf, Short, asker, example
from bluelamp.ui.api.calls import Line as Text

router = Router()
REMEDY = "/{slug:ref}/remedies/{int:number}"
Number = Annotated[int, Field(ge=1, le=2**31)]


class ViewOut(Schema):
    """What a victim wants, or the efforts to ask them. The latest of each victim counts."""

    result: Annotated[str, OneOf(VIEWS)]
    chosen: str
    view: str
    attempts: int
    at: datetime
    by: str


class RemedyOut(Schema):
    """One remedy, with what each victim said. ``next`` are the states that may follow."""

    number: int
    version: int
    document: str
    who: str
    state: Annotated[str, OneOf(REMEDY_STATES)]
    evidence: str
    admitted_at: datetime | None
    offered: str
    terms: str
    departs_because: str
    due: date | None
    is_late: bool
    next: list[str]
    views: list[ViewOut]

    @classmethod
    def of(cls, line: Line) -> RemedyOut:
        row = line.remedy
        same = (
            "version", "document", "state", "evidence", "admitted_at", "offered", "terms", "departs_because", "due",
        )  # fmt: skip
        told = ("result", "chosen", "view", "attempts", "at")
        return cls(
            number=row.pk,
            who=line.who,
            is_late=line.is_late,
            next=list(line.steps),
            views=[
                ViewOut(by=one.by_name, **{name: getattr(one, name) for name in told})
                for one in row.views.all()
            ],
            **{name: getattr(row, name) for name in same},
        )


class RemediesOut(Schema):
    """All remedies of a record, the newest first."""

    items: list[RemedyOut]


class RemedyIn(Schema):
    """Who did it, and what would be enough for an injunction or a court."""

    model_config = example(described="Boy from number 9", evidence="He admitted it to the housing officer.")

    evidence: Middling
    person: Number | None = None
    described: Text = ""
    admitted_at: Moment | None = None


class ViewIn(Schema):
    """What came of asking a victim; ``chosen`` is an action of the document."""

    model_config = example(described="The shopkeeper", result="told", chosen="apology")

    result: Annotated[str, OneOf(VIEWS)]
    person: Number | None = None
    described: Text = ""
    chosen: Key = ""
    view: Middling = ""
    attempts: Annotated[int, Field(ge=1, le=100)] = 1


class AdmitIn(Schema):
    """When they admitted it."""

    model_config = example(at="2014-11-03T15:00:00Z")

    at: Moment


class OfferIn(Schema):
    """What they are offered, by which day, and why it is not what the victim chose where it is not."""

    model_config = example(offered="apology", due="2014-11-17", if_not_done="An injunction is applied for.")

    offered: Key
    due: Day
    terms: Short = ""
    departs_because: Middling = ""
    if_not_done: Short = ""


class RemedyAnswerIn(Schema):
    """They accepted or refused it; then it was done, or was not."""

    model_config = example(to="accepted")

    to: Literal["accepted", "refused", "completed", "breached"]


@router.get("/{slug:ref}/remedies", response=RemediesOut, summary="The community remedies of a record")
@policy.requires("powers.read")
def remedies(request: HttpRequest, ref: str) -> RemediesOut:
    """To whoever is shown orders on it."""
    _, panel = actions.reading.consult(by=asker(request), ref=ref, now=timezone.now())
    return RemediesOut(items=[RemedyOut.of(line) for line in panel.remedies])


@router.post("/{slug:ref}/remedies", response={201: Stands}, summary="Prepare a community remedy")
@policy.requires("powers.use")
def prepare(request: HttpRequest, ref: str, body: RemedyIn) -> Status:
    """On a record of yours. Before 20 October 2014 there was no such law."""
    made = actions.remedies.open_remedy(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Stands.of(made))


@router.get(REMEDY, response=RemedyOut, summary="One community remedy")
@policy.requires("powers.read")
def remedy(request: HttpRequest, ref: str, number: int, response: HttpResponse) -> RemedyOut:
    """What was asked, offered and done."""
    # One of another record is not there, and no record says that this one was shown.
    line = acting.shown(
        request,
        response,
        ref,
        number,
        actions.reading.consult,
        lines=lambda panel: panel.remedies,
        row=lambda line: line.remedy,
    )
    return RemedyOut.of(line)


@router.post(f"{REMEDY}/views", response={201: Numbered}, summary="What a victim chose")
@policy.requires("powers.use")
def view(request: HttpRequest, ref: str, number: int, body: ViewIn) -> Status:
    """Or what was done to reach them. It is asked before anything is offered."""
    made = actions.remedies.ask_victim(**acting.on(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{REMEDY}/admit", response=Stands, summary="They admitted it")
@versions.compared
@policy.requires("powers.use")
def admit(request: HttpRequest, ref: str, number: int, body: AdmitIn, response: HttpResponse) -> Stands:
    """Nobody is offered a remedy who has not."""
    return acting.step(Stands, request, response, ref, number, actions.remedies.admit, **body.dict())


@router.post(f"{REMEDY}/offer", response=Stands, summary="Offer an action")
@versions.compared
@policy.requires("powers.use")
def offer(request: HttpRequest, ref: str, number: int, body: OfferIn, response: HttpResponse) -> Stands:
    """What the victim chose, or a reason to depart from it."""
    return acting.step(Stands, request, response, ref, number, actions.remedies.offer, **body.dict())


@router.post(f"{REMEDY}/answer", response=Stands, summary="They accepted it, or it was done")
@versions.compared
@policy.requires("powers.use")
def answer(
    request: HttpRequest, ref: str, number: int, body: RemedyAnswerIn, response: HttpResponse
) -> Stands:
    """One step after the other, to its end."""
    return acting.step(Stands, request, response, ref, number, actions.remedies.answer, **body.dict())
