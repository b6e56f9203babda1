"""Who works on a case, for each organisation, and saying so for one's own."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.casework import actions
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Short, asker, example

router = Router()


class AssignmentOut(Schema):
    """Somebody works on it, since when and why. ``by_rule``: the case came to them by its place."""

    name: str
    organisation: str
    since: datetime
    reason: str
    by_rule: bool

    @classmethod
    def of(cls, row: Any) -> AssignmentOut:
        same = {name: getattr(row, name) for name in ("since", "reason", "by_rule")}
        return cls(name=row.user_name, organisation=row.organisation.key, **same)


class WorkingOut(Schema):
    """Who works on a case: at most one of each organisation."""

    items: list[AssignmentOut]


class AssignIn(Schema):
    """Who of your organisation works on it, by their sign-in name, and why."""

    model_config = example(username="o.brindlewick", reason="She knows the family from last year.")

    username: Annotated[str, Field(max_length=150)]
    reason: Short


class UnassignIn(Schema):
    """Why nobody of your organisation works on it."""

    model_config = example(reason="It waits for the new officer of the ward.")

    reason: Short


@router.get("/{slug:ref}/assignments", response=WorkingOut, summary="Who works on a case")
@policy.requires("casework.read")
def working(request: HttpRequest, ref: str) -> WorkingOut:
    """To whoever hears of its notes."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    found = actions.reading.panel(by=by, looked=looked, now=now)
    return WorkingOut(items=[AssignmentOut.of(row) for row in found.working])


@router.post("/{slug:ref}/assignments", response={201: Numbered}, summary="Assign a case")
@policy.requires("casework.assign")
def assign(request: HttpRequest, ref: str, body: AssignIn) -> Status:
    """To somebody of your organisation who can open it, instead of whoever works on it. They are told."""
    made = actions.assignments.assign(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post("/{slug:ref}/assignments/end", response=WorkingOut, summary="Assign a case to nobody")
@policy.requires("casework.assign")
def unassign(request: HttpRequest, ref: str, body: UnassignIn) -> WorkingOut:
    """Of your organisation; whoever works on it for another stays."""
    by, now = asker(request), timezone.now()
    actions.assignments.unassign(by=by, ref=ref, reason=body.reason, now=now)
    return working(request, ref)
