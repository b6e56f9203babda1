"""The plan for a vulnerable victim on a shared record: its actions, and finishing those that are one's own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.queries.victims import Plan
from bluelamp.practice.promises.words import ACTION_STATES
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Changed
from bluelamp.ui.api.calls import Day, Key, OneOf, Short, asker, example

router = Router()
ENDED = [state for state in ACTION_STATES if state != "open"]


class PlanActionOut(Schema):
    """What somebody undertook to do. ``is_yours``: your organisation does it, and says when it is done."""

    number: int
    version: int
    does: str
    owner: str
    organisation: str
    due_on: date
    stands: str
    note: str
    is_yours: bool

    @classmethod
    def of(cls, row: Any, stands: str, body: str) -> PlanActionOut:
        return cls(
            number=row.pk,
            version=row.version,
            does=row.does,
            owner=row.owner,
            organisation=row.agency.key,
            due_on=row.due_on,
            stands=stands,
            note=row.ended_note,
            is_yours=row.agency.body.key == body,
        )


class SafetyMeasureOut(Schema):
    """Something that keeps them safe for a time."""

    kind: str
    says: str
    since: date
    expires_on: date | None
    stands: str

    @classmethod
    def of(cls, row: Any, stands: str) -> SafetyMeasureOut:
        return cls(kind=row.kind, says=row.says, since=row.since, expires_on=row.expires_on, stands=stands)


class VictimPlanOut(Schema):
    """A plan with its headings, actions and measures; all empty where nobody wrote one."""

    said: dict[str, str]
    review_on: date | None
    is_signed: bool
    actions: list[PlanActionOut]
    measures: list[SafetyMeasureOut]

    @classmethod
    def of(cls, plan: Plan | None, body: str) -> VictimPlanOut:
        if plan is None:
            return cls(said={}, review_on=None, is_signed=False, actions=[], measures=[])
        return cls(
            said=dict(plan.headings),
            review_on=plan.row.review_on,
            is_signed=plan.is_signed,
            actions=[PlanActionOut.of(row, stands, body) for row, stands in plan.actions],
            measures=[SafetyMeasureOut.of(row, stands) for row, stands in plan.measures],
        )


class ActionIn(Schema):
    """Who of which organisation does what by which day."""

    model_config = example(
        does="Fit a second lock to the back door", owner="Repairs", agency="wickwell-homes", due_on="2014-01-14"
    )  # fmt: skip

    does: Annotated[str, Field(max_length=300)]
    owner: Annotated[str, Field(max_length=150)]
    agency: Key
    due_on: Day


class EndIn(Schema):
    """Done, or no longer needed, and what became of it."""

    model_config = example(to="done", note="Fitted this morning.")

    to: Annotated[str, OneOf(ENDED)]
    note: Short


@router.get("/{slug:ref}/plan", response=VictimPlanOut, summary="The plan for a victim")
@policy.requires("promises.read")
def victim_plan(request: HttpRequest, ref: str) -> VictimPlanOut:
    """To those to whom the plan was opened."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, item=queries.records.PLAN, now=now)
    return VictimPlanOut.of(queries.victims.of_record(by, looked, now=now), by.body)


@router.post("/{slug:ref}/plan/actions", response={201: Changed}, summary="Add an action to a plan")
@policy.requires("promises.keep")
def add_action(request: HttpRequest, ref: str, body: ActionIn) -> Status:
    """On a record of yours, for an organisation that undertook it."""
    made = actions.victims.add_action(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Changed.of(made))


@router.post("/{slug:ref}/plan/actions/{int:number}/end", response=Changed, summary="An action is over")
@versions.compared
@policy.requires("promises.keep")
def end_action(request: HttpRequest, ref: str, number: int, body: EndIn, response: HttpResponse) -> Changed:
    """On a record that is shared with you, of the actions that are your organisation's. Send ``If-Match``."""
    return acting.step(Changed, request, response, ref, number, actions.victims.end_action, **body.dict())
