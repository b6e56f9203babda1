"""What was promised on a record: read with why it was late, made, kept, and changed by version."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.queries.promises import Line
from bluelamp.practice.promises.words import GRADES, METHODS, STATES, TO
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Changed
from bluelamp.ui.api.calls import Key, Moment, OneOf, Short, asker, example

router = Router()


class PauseOut(Schema):
    """A time in which its clock stood still, and why; ``until`` is empty while it stands."""

    since: datetime
    until: datetime | None
    reason: str


class PromiseOut(Schema):
    """One promise. ``state`` is worked out from its times; ``pauses`` and ``cancelled_why`` say why it is not kept.

    ``keeper`` is whoever keeps it, told to the organisation of the record alone.
    """

    number: int
    version: int
    says: str
    to: str
    state: Annotated[str, OneOf(STATES)]
    made_at: datetime
    made_for: str
    keeper: str
    due_at: datetime
    timer: str
    kept_at: datetime | None
    kept_how: str
    kept_note: str
    pauses: list[PauseOut]
    cancelled_at: datetime | None
    cancelled_why: str

    @classmethod
    def of(cls, line: Line, *, is_own: bool) -> PromiseOut:
        row = line.promise
        same = (
            "version", "says", "made_at", "made_for", "due_at", "timer", "kept_at", "kept_how", "kept_note",
            "cancelled_at", "cancelled_why",
        )  # fmt: skip
        pauses = [PauseOut(since=one.since, until=one.until, reason=one.reason) for one in row.pauses.all()]
        said = {name: getattr(row, name) for name in same}
        said["keeper"] = row.keeper if is_own else ""
        return cls(number=line.number, to=row.to_role, state=line.state, pauses=pauses, **said)


class PromisesOut(Schema):
    """Every promise of a record: the open ones first, in the order in which they are due."""

    items: list[PromiseOut]


class PromiseIn(Schema):
    """Something promised: by a ``timer``, with its own words where ``says`` is empty, or by a moment of its own.

    ``keeper`` is the sign-in name of a colleague who keeps it, where that is not whoever works on the case.
    """

    model_config = example(to="complainant", timer="next-contact")

    to: Annotated[str, OneOf(TO)]
    says: Annotated[str, Field(max_length=300)] = ""
    timer: Key = ""
    grade: Annotated[str, OneOf(GRADES, or_none=True)] = ""
    due_at: Moment | None = None
    keeper: Annotated[str, Field(max_length=150)] = ""


class KeepIn(Schema):
    """How it was kept, and when if not just now."""

    model_config = example(how="phone", note="Rang and told her what was done.")

    how: Annotated[str, OneOf(METHODS)]
    kept_at: Moment | None = None
    note: Short = ""


class ReasonIn(Schema):
    """Why, in words that can be told to whom it was promised."""

    model_config = example(reason="The tenant asked us to wait until she is back.")

    reason: Short


@router.get("/{slug:ref}/promises", response=PromisesOut, summary="What was promised")
@policy.requires("promises.read")
def promises(request: HttpRequest, ref: str) -> PromisesOut:
    """Every promise on a record, how it stands, and where it was late the reasons that were written down."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    return PromisesOut(
        items=[
            PromiseOut.of(line, is_own=looked.is_own)
            for line in queries.promises.of_record(by, looked, now=now)
        ]
    )


@router.post("/{slug:ref}/promises", response={201: Changed}, summary="Promise something")
@policy.requires("promises.keep")
def promise(request: HttpRequest, ref: str, body: PromiseIn) -> Status:
    """On a record of yours. What lies in the past cannot be promised."""
    said = body.dict()
    made = actions.promises.make(
        by=asker(request), record=ref, to_role=said.pop("to"), now=timezone.now(), **said
    )
    return Status(201, Changed.of(made))


@router.get("/{slug:ref}/promises/{int:number}", response=PromiseOut, summary="One promise")
@policy.requires("promises.read")
def one_promise(request: HttpRequest, ref: str, number: int, response: HttpResponse) -> PromiseOut:
    """One promise of a record."""
    by, now = asker(request), timezone.now()
    # One of another record is not there, and no record says that this one was shown.
    with transaction.atomic():
        looked = actions.reading.consult(by=by, ref=ref, now=now)
        line = queries.promises.one(by, looked, number, now=now)
    versions.stamp(response, line.promise.version)
    return PromiseOut.of(line, is_own=looked.is_own)


@router.post("/{slug:ref}/promises/{int:number}/keep", response=Changed, summary="A promise was kept")
@versions.compared
@policy.requires("promises.keep")
def keep(request: HttpRequest, ref: str, number: int, body: KeepIn, response: HttpResponse) -> Changed:
    """Whether in time is worked out. Send the ETag you have read in ``If-Match``."""
    return acting.step(Changed, request, response, ref, number, actions.promises.keep, **body.dict())


@router.post("/{slug:ref}/promises/{int:number}/pause", response=Changed, summary="Stop a promise's clock")
@versions.compared
@policy.requires("promises.keep")
def pause(request: HttpRequest, ref: str, number: int, body: ReasonIn, response: HttpResponse) -> Changed:
    """Only while it is still due: what was missed stays missed."""
    return acting.step(Changed, request, response, ref, number, actions.promises.pause, **body.dict())


@router.post("/{slug:ref}/promises/{int:number}/resume", response=Changed, summary="Start its clock again")
@versions.compared
@policy.requires("promises.keep")
def resume(request: HttpRequest, ref: str, number: int, response: HttpResponse) -> Changed:
    """Its clock runs on with what was left. It takes no body."""
    return acting.step(Changed, request, response, ref, number, actions.promises.resume)


@router.post("/{slug:ref}/promises/{int:number}/cancel", response=Changed, summary="Take a promise back")
@versions.compared
@policy.requires("promises.keep")
def cancel(request: HttpRequest, ref: str, number: int, body: ReasonIn, response: HttpResponse) -> Changed:
    """For a reason. That a promise was missed before stays on record."""
    return acting.step(Changed, request, response, ref, number, actions.promises.cancel, **body.dict())
