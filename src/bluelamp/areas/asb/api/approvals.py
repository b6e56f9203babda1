"""Closing a case at high risk takes two: what stands against it, who proposed and approved it, and approving it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bluelamp.areas.asb import actions, queries, rules, standing
from bluelamp.areas.asb.words import STATES
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import OneOf, Short, asker, example

router = Router()


class ApprovalOut(Schema):
    """A second person agreed that it is closed."""

    number: int
    by: str
    at: datetime
    note: str

    @classmethod
    def of(cls, row: Any) -> ApprovalOut:
        return cls(number=row.pk, by=row.by_name, at=row.at, note=row.note)


class ClosingOut(Schema):
    """How near a case is to being closed. ``against``: what has to be done first. ``against_you``: why you do not
    approve it; empty where you may."""

    state: Annotated[str, OneOf(STATES)]
    band: str
    proposed_by: str
    proposed_at: datetime | None
    proposed_because: str
    approvals: list[ApprovalOut]
    against: list[str]
    against_you: list[str]


class ApproveIn(Schema):
    """What you looked at."""

    model_config = example(note="Read the case and spoke with the victim: nothing since November.")

    note: Short


@router.get("/cases/{slug:ref}/closing", response=ClosingOut, summary="What closing a case waits for")
@policy.requires("asb.read")
def closing(request: HttpRequest, ref: str) -> ClosingOut:
    """Of a case of yours: the same reasons as on its page."""
    by, now = asker(request), timezone.now()
    stands, case = _own(by, ref, now)
    proposal = standing.proposed([case]).get(case.holding_id) if stands.state == "closure_proposed" else None
    return ClosingOut(
        state=stands.state,
        band=stands.band,
        proposed_by=proposal.by_name if proposal else "",
        proposed_at=proposal.at if proposal else None,
        proposed_because=proposal.reason if proposal else "",
        approvals=[ApprovalOut.of(row) for row in proposal.approvals.all()] if proposal else [],
        against=rules.reasons_not_to_close(stands, now=now),
        against_you=rules.reasons_not_to_approve(stands, by=by.actor_id),
    )


@router.post("/cases/{slug:ref}/approvals", response={201: Numbered}, summary="Approve that a case is closed")
@policy.requires("asb.approve")
def approve_closing(request: HttpRequest, ref: str, body: ApproveIn) -> Status:
    """At high risk, by name, and by somebody else than proposed it."""
    by, now = asker(request), timezone.now()
    stands, _ = _own(by, ref, now)
    made = actions.moves.approve(by=by, ref=ref, note=body.note, standing=stands, now=now)
    return Status(201, Numbered(number=made.pk))


def _own(by: Scope, ref: str, now: datetime) -> tuple[rules.Standing, Any]:
    """How a case of one's own organisation stands; that it was asked about is written down."""
    looked, case = queries.cases.case(by, ref, now=now)
    if not looked.is_own:
        raise NotPermitted(NOT_THERE)
    actions.cases.asked(by=by, looked=looked, now=now)
    return standing.standing_of(by, looked, case, now=now), case
