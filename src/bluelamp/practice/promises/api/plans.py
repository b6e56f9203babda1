"""The plan for a vulnerable victim: written, signed off by a supervisor, and its actions finished by whose they are."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.api.measures import SafetyMeasureOut
from bluelamp.practice.promises.queries.victims import Plan
from bluelamp.practice.promises.words import ACTION_STATES, PLAN
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Changed
from bluelamp.ui.api.calls import Day, Key, OneOf, Short, asker, example

router = Router()
ENDED = [state for state in ACTION_STATES if state != "open"]
Said = Annotated[str, Field(max_length=4_000)]


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


class VictimPlanOut(Schema):
    """A plan with its headings, actions and measures; all empty where nobody wrote one.

    One that ``is_ended`` begins again when it is written anew.
    """

    said: dict[str, str]
    review_on: date | None
    is_signed: bool
    is_ended: bool
    actions: list[PlanActionOut]
    measures: list[SafetyMeasureOut]

    @classmethod
    def of(cls, plan: Plan | None, body: str) -> VictimPlanOut:
        if plan is None:
            return cls(said={}, review_on=None, is_signed=False, is_ended=False, actions=[], measures=[])
        return cls(
            said=dict(plan.headings),
            review_on=plan.row.review_on,
            is_signed=plan.is_signed,
            is_ended=plan.row.ended_at is not None,
            actions=[PlanActionOut.of(row, stands, body) for row, stands in plan.actions],
            measures=[SafetyMeasureOut.of(row, stands) for row, stands in plan.measures],
        )


class VictimPlanIn(Schema):
    """The whole plan by its headings, as it is to stand, and when it is looked at again."""

    model_config = example(
        said={"risks": "Being shouted at by the door", "objectives": "It stops"}, review_on="2014-02-07"
    )

    said: dict[Annotated[str, OneOf(PLAN)], Said]
    review_on: Day


class EndPlanIn(Schema):
    """Why the plan is over."""

    model_config = example(reason="The family moved, and feels safe where they are.")

    reason: Short


class VictimPlanMade(Schema):
    """The version of the plan that stands now."""

    version: int
    is_signed: bool


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
def victim_plan(request: HttpRequest, ref: str, response: HttpResponse) -> VictimPlanOut:
    """To those to whom the plan was opened. Its ETag is the version of the plan, 0 for none."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, item=queries.records.PLAN, now=now)
    found = queries.victims.of_record(by, looked, now=now)
    versions.stamp(response, found.row.version if found else 0)
    return VictimPlanOut.of(found, by.body)


@router.put("/{slug:ref}/plan", response=VictimPlanMade, summary="Write the plan for a victim")
@versions.compared
@policy.requires("promises.keep")
def write_plan(request: HttpRequest, ref: str, body: VictimPlanIn, response: HttpResponse) -> VictimPlanMade:
    """On a record of yours; ``If-Match: "0"`` for the first. A changed plan is signed off anew."""
    version = versions.expected(request)
    row = actions.victims.write(
        by=asker(request), record=ref, version=version, now=timezone.now(), **body.dict()
    )
    versions.stamp(response, row.version)
    return VictimPlanMade(version=row.version, is_signed=row.signed_at is not None)


@router.post("/{slug:ref}/plan/sign", response=VictimPlanMade, summary="Sign a plan off")
@versions.compared
@policy.requires("promises.review")
def sign_plan(request: HttpRequest, ref: str, response: HttpResponse) -> VictimPlanMade:
    """By a supervisor by name who did not write it as it stands. Send ``If-Match``; it takes no body."""
    version = versions.expected(request)
    row = actions.victims.sign_off(by=asker(request), record=ref, version=version, now=timezone.now())
    versions.stamp(response, row.version)
    return VictimPlanMade(version=row.version, is_signed=True)


@router.post("/{slug:ref}/plan/end", response=VictimPlanMade, summary="End a plan")
@policy.requires("promises.review")
def end_plan(request: HttpRequest, ref: str, body: EndPlanIn, response: HttpResponse) -> VictimPlanMade:
    """By a supervisor by name, when none of its actions is still to do."""
    row = actions.victims.end(by=asker(request), record=ref, reason=body.reason, now=timezone.now())
    versions.stamp(response, row.version)
    return VictimPlanMade(version=row.version, is_signed=row.signed_at is not None)


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
