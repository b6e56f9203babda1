"""Keeping in touch with whom a record is about: the plan, what to know before ringing, and every attempt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.actions.contact import Agreed
from bluelamp.practice.promises.queries.contact import Touch
from bluelamp.practice.promises.words import METHODS, OUTCOMES
from bluelamp.ui.api import versions
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Day, Line, Moment, OneOf, Short, asker, example

router = Router()


class PlanOut(Schema):
    """How somebody wants to hear from us, as agreed with them."""

    method: str
    safe_times: str
    safe_contact: str
    voicemail_ok: bool
    interpreter: str
    format: str
    every_days: int | None
    may_be_told: str
    not_to_contact: str
    is_agreed: bool
    agreed_on: date | None
    ends_on: date | None
    ended_at: datetime | None
    ended_why: str
    next_due_at: datetime | None

    @classmethod
    def of(cls, row: Any) -> PlanOut:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class AttemptOut(Schema):
    """Somebody tried to reach them. ``promise`` is the one it was about, if any."""

    number: int
    at: datetime
    method: str
    outcome: str
    note: str
    promise: int | None
    told_of_action: bool
    by: str
    organisation: str

    @classmethod
    def of(cls, row: Any) -> AttemptOut:
        same = ("at", "method", "outcome", "note", "told_of_action")
        said = {name: getattr(row, name) for name in same}
        who = {"by": row.by_name, "organisation": row.by_organisation}
        return cls(number=row.pk, promise=row.promise_id, **said, **who)


class ContactOut(Schema):
    """Read ``warnings`` before you ring. ``failed`` attempts in a row, the newest attempt first."""

    plan: PlanOut | None
    every_days: int
    warnings: list[str]
    is_late: bool
    failed: int
    waits_for_supervisor: bool
    attempts: list[AttemptOut]

    @classmethod
    def of(cls, touch: Touch) -> ContactOut:
        return cls(
            plan=PlanOut.of(touch.plan) if touch.plan else None,
            every_days=touch.every_days,
            warnings=list(touch.warnings),
            is_late=touch.is_late,
            failed=touch.failed,
            waits_for_supervisor=touch.task is not None,
            attempts=[AttemptOut.of(one) for one in touch.attempts],
        )


class PlanIn(Schema):
    """The whole plan, as it is to stand."""

    model_config = example(
        method="phone", safe_times="Weekdays after 6pm", voicemail_ok=False, is_agreed=True, agreed_on="2014-01-07"
    )  # fmt: skip

    method: Annotated[str, OneOf(METHODS)]
    safe_times: Line = ""
    safe_contact: Line = ""
    voicemail_ok: bool = False
    interpreter: Annotated[str, Field(max_length=100)] = ""
    format: Line = ""
    every_days: Annotated[int, Field(ge=1, le=90)] | None = None
    may_be_told: Annotated[str, Field(max_length=300)] = ""
    not_to_contact: Annotated[str, Field(max_length=300)] = ""
    is_agreed: bool = False
    agreed_on: Day | None = None
    ends_on: Day | None = None


class EndContactIn(Schema):
    """Why they are contacted no longer."""

    model_config = example(reason="They moved to Stafford and do not want to hear from us any more.")

    reason: Short


class AttemptIn(Schema):
    """How somebody was tried to be reached. Whoever spoke with them keeps the ``promise`` named with it."""

    model_config = example(method="phone", outcome="no_answer", note="Rang twice.")

    method: Annotated[str, OneOf(METHODS)]
    outcome: Annotated[str, OneOf(OUTCOMES)]
    note: Short = ""
    at: Moment | None = None
    promise: Annotated[int, Field(ge=1, le=2**31)] | None = None
    told_of_action: bool = False


class PlanMade(Schema):
    """The version of the plan that stands now."""

    version: int


@router.get("/{slug:ref}/contact", response=ContactOut, summary="Keeping in touch")
@policy.requires("promises.read")
def contact(request: HttpRequest, ref: str, response: HttpResponse) -> ContactOut:
    """The plan, where it is open to you, and every attempt. Its ETag is the version of the plan, 0 for none."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    touch = queries.contact.of_record(by, looked, now=now)
    versions.stamp(response, touch.version)
    return ContactOut.of(touch)


@router.put("/{slug:ref}/contact", response=PlanMade, summary="Agree how to keep in touch")
@versions.compared
@policy.requires("promises.keep")
def plan(request: HttpRequest, ref: str, body: PlanIn, response: HttpResponse) -> PlanMade:
    """On a record of yours; ``If-Match: "0"`` for the first plan."""
    version = versions.expected(request)
    agreed = Agreed(**body.dict())
    row = actions.contact.plan(
        by=asker(request), record=ref, agreed=agreed, version=version, now=timezone.now()
    )
    versions.stamp(response, row.version)
    return PlanMade(version=row.version)


@router.post("/{slug:ref}/contact/end", response=PlanMade, summary="End a contact plan")
@versions.compared
@policy.requires("promises.keep")
def end_contact(request: HttpRequest, ref: str, body: EndContactIn, response: HttpResponse) -> PlanMade:
    """On a record of yours; nothing is due until the plan is written anew. Send ``If-Match``."""
    row = actions.contact.end(
        by=asker(request),
        record=ref,
        reason=body.reason,
        version=versions.expected(request),
        now=timezone.now(),
    )
    versions.stamp(response, row.version)
    return PlanMade(version=row.version)


@router.post("/{slug:ref}/contact/attempts", response={201: Numbered}, summary="Somebody was rung")
@policy.requires("promises.keep")
def attempt(request: HttpRequest, ref: str, body: AttemptIn) -> Status:
    """After three that fail in a row a supervisor is asked; nothing is closed because nobody answered."""
    made = actions.contact.attempt(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))
