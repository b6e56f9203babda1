"""Who is on a case of one's own, and moving it on: the same steps, reasons and refusals as on its page."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.areas.asb import actions, queries, standing
from bluelamp.areas.asb.words import ROLES, STATES
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
