"""Who is on a case of one's own, and moving it on: the same steps, reasons and refusals as on its page."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.areas.asb import actions, queries, standing
from bluelamp.areas.asb.words import ASIDES, ROLES, STATES
from bluelamp.kernel.access import policy
from bluelamp.ui.api import versions
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Line, Middling, OneOf, Ref, Short, asker, example

router = Router()


class InvolvedIn(Schema):
    """Somebody on a case: known by ``person`` (a reference), or as they are described."""

    model_config = example(role="alleged", known_as="Man in a grey hoodie")

    role: Annotated[str, OneOf(ROLES)]
    person: Ref = ""
    known_as: Line = ""
    outcome: Annotated[str, Field(max_length=300)] = ""


class LetGoIn(Schema):
    """Why somebody is no longer on a case."""

    model_config = example(reason="It was another man of that name.")

    reason: Short


class MoveIn(Schema):
    """Where it goes next, and why."""

    model_config = example(to="active", reason="The plan is agreed with her.")

    to: Annotated[str, OneOf(STATES)]
    reason: Middling = ""


class ReopenIn(Schema):
    """Why a case begins again without a new report."""

    model_config = example(reason="The landlord rang: it began again last night.")

    reason: Short


class AsideIn(Schema):
    """What is true of a case beside its state; ``stands`` is false when it no longer is."""

    model_config = example(what="legal_action", note="Hearing at the county court", stands=True)

    what: Annotated[str, OneOf(ASIDES)]
    note: Short = ""
    stands: bool = True


class AsidesOut(Schema):
    """All that is true of a case beside its state."""

    items: list[str]


class MovedOut(Schema):
    """How it stands, and the version of that."""

    ref: str
    state: str
    version: int


@router.post("/cases/{slug:ref}/people", response={201: Numbered}, summary="Put somebody on a case")
@policy.requires("asb.edit")
def involve(request: HttpRequest, ref: str, body: InvolvedIn) -> Status:
    """They stay alleged until an outcome says otherwise."""
    made = actions.people.involve(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(
    "/cases/{slug:ref}/people/{int:number}/end", response=Numbered, summary="Take somebody off a case"
)
@policy.requires("asb.edit")
def let_go(request: HttpRequest, ref: str, number: int, body: LetGoIn) -> Numbered:
    """That they were on it stays written down."""
    actions.people.let_go(by=asker(request), ref=ref, number=number, reason=body.reason, now=timezone.now())
    return Numbered(number=number)


@router.post("/cases/{slug:ref}/move", response=MovedOut, summary="Move a case on")
@versions.compared
@policy.requires("asb.progress")
def move(request: HttpRequest, ref: str, body: MoveIn, response: HttpResponse) -> MovedOut:
    """Refused with everything that stands against it. Send the ETag of the case in ``If-Match``."""
    scope, now, version = asker(request), timezone.now(), versions.expected(request)
    looked, case = queries.cases.case(scope, ref, now=now)
    stands = standing.standing_of(scope, looked, case, now=now)
    found = actions.moves.move(
        by=scope, ref=ref, to=body.to, reason=body.reason, standing=stands, version=version, now=now
    )
    versions.stamp(response, found.version)
    return MovedOut(ref=ref, state=found.state, version=found.version)


@router.post("/cases/{slug:ref}/reopen", response=MovedOut, summary="Open a case again")
@policy.requires("asb.progress")
def reopen(request: HttpRequest, ref: str, body: ReopenIn, response: HttpResponse) -> MovedOut:
    """Within 90 days of closing. A new report that is sent ``into`` it does the same."""
    found = actions.moves.reopen_closed(by=asker(request), ref=ref, reason=body.reason, now=timezone.now())
    versions.stamp(response, found.version)
    return MovedOut(ref=ref, state=found.state, version=found.version)


@router.post("/cases/{slug:ref}/asides", response=AsidesOut, summary="Say what else is true of a case")
@policy.requires("asb.progress")
def aside(request: HttpRequest, ref: str, body: AsideIn) -> AsidesOut:
    """That it was referred on or is before a court, or that it no longer is. On a case of yours."""
    by, now = asker(request), timezone.now()
    actions.moves.set_aside(by=by, ref=ref, now=now, **body.dict())
    _, case = queries.cases.case(by, ref, now=now)
    return AsidesOut(items=[row.what for row in case.asides.filter(until__isnull=True)])
