"""What is done to an order: written down, taken a step on, begun, extended, ended, breached. Each sends its version."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.powers import actions
from bluelamp.practice.powers.register.spans import UNITS, Span
from bluelamp.practice.powers.words import HOW_SERVED, KINDS_OF_TERM, OUTCOMES_OF_BREACH, RANKS, STATES
from bluelamp.ui.api import acting, versions
from bluelamp.ui.api.answers import Numbered, Stands
from bluelamp.ui.api.calls import Day, Line, Middling, Moment, OneOf, Short, example

router = Router()
ORDER = "/{slug:ref}/orders/{int:number}"
Part = Annotated[str, Field(max_length=40)]
DECIDED = [outcome for outcome in OUTCOMES_OF_BREACH if outcome != "reported"]


class SpanIn(Schema):
    """So many hours, days, months or years."""

    model_config = {"extra": "forbid"}

    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Annotated[str, OneOf(UNITS)]

    def span(self) -> Span:
        return Span(self.amount, self.unit)


class WritingIn(Schema):
    """What the law wants in writing, by the parts that the register names under ``writing``."""

    model_config = example(said={"behaviour": "Shouted at the door on 3, 5 and 7 November."})

    said: Annotated[dict[Part, Annotated[str, Field(max_length=4000)]], Field(max_length=40)]


class StepIn(Schema):
    """What happened, when if not just now, and of which rank whoever authorised it was."""

    model_config = example(to="consulted", note="The youth offending team was asked.")

    to: Annotated[str, OneOf(STATES)]
    at: Moment | None = None
    note: Middling = ""
    rank: Annotated[str, OneOf(RANKS, or_none=True)] = ""
    warned_until: Day | None = None


class BeginIn(Schema):
    """It was made or served: from when and for how long; without a ``span`` it runs until further order."""

    model_config = example(
        starts_at="2014-11-03T10:30:00Z", span={"amount": 6, "unit": "months"}, how="in_court"
    )

    starts_at: Moment
    span: SpanIn | None = None
    note: Middling = ""
    how: Annotated[str, OneOf(HOW_SERVED, or_none=True)] = ""
    on: Line = ""


class ExtendIn(Schema):
    """By how much longer."""

    model_config = example(span={"amount": 3, "unit": "months"}, note="By the county court.")

    span: SpanIn
    note: Middling = ""


class AlterIn(Schema):
    """Varied, discharged, quashed, or over; and what was decided."""

    model_config = example(to="varied", note="The court let him visit his mother.")

    to: Literal["varied", "discharged", "quashed", "expired"]
    at: Moment | None = None
    note: Middling = ""


class TermIn(Schema):
    """Something it forbids or requires; a requirement may want a supervisor."""

    model_config = example(kind="prohibition", text="Not to enter Shingle Road.")

    kind: Annotated[str, OneOf(KINDS_OF_TERM)]
    text: Short
    due: Day | None = None
    supervisor: Annotated[str, Field(max_length=150)] = ""


class BreachIn(Schema):
    """It was not kept to: when, and what shows it."""

    model_config = example(at="2014-11-20T22:15:00Z", evidence="Seen at the door by two neighbours.")

    at: Moment
    evidence: Annotated[str, Field(max_length=2000)]


class OutcomeIn(Schema):
    """What came of a breach."""

    model_config = example(outcome="proved")

    outcome: Annotated[str, OneOf(DECIDED)]


@router.put(f"{ORDER}/writing", response=Stands, summary="What the law wants in writing")
@versions.compared
@policy.requires("powers.use")
def writing(request: HttpRequest, ref: str, number: int, body: WritingIn, response: HttpResponse) -> Stands:
    """Parts left out stay as they are."""
    return acting.step(Stands, request, response, ref, number, actions.orders.write_down, said=body.said)


@router.post(f"{ORDER}/steps", response=Stands, summary="A step on the way to an order")
@versions.compared
@policy.requires("powers.use")
def step(request: HttpRequest, ref: str, number: int, body: StepIn, response: HttpResponse) -> Stands:
    """Consulted, authorised, warned, drafted, served, applied for, interim, or not pursued."""
    return acting.step(Stands, request, response, ref, number, actions.orders.step, **body.dict())


@router.post(f"{ORDER}/begin", response=Stands, summary="An order is in force")
@versions.compared
@policy.requires("powers.use")
def begin(request: HttpRequest, ref: str, number: int, body: BeginIn, response: HttpResponse) -> Stands:
    """Refused where it is longer than its power allows, or something is missing; it says what."""
    said: dict[str, Any] = body.dict() | {"span": body.span.span() if body.span else None}
    return acting.step(Stands, request, response, ref, number, actions.orders.begin, **said)


@router.post(f"{ORDER}/extend", response=Stands, summary="An order lasts longer")
@versions.compared
@policy.requires("powers.use")
def extend(request: HttpRequest, ref: str, number: int, body: ExtendIn, response: HttpResponse) -> Stands:
    """From when it would end, within what the power allows in all."""
    said: dict[str, Any] = {"span": body.span.span(), "note": body.note}
    return acting.step(Stands, request, response, ref, number, actions.orders.extend, **said)


@router.post(f"{ORDER}/alter", response=Stands, summary="An order was varied or has ended")
@versions.compared
@policy.requires("powers.use")
def alter(request: HttpRequest, ref: str, number: int, body: AlterIn, response: HttpResponse) -> Stands:
    """What the court or the issuer decided, and why."""
    return acting.step(Stands, request, response, ref, number, actions.orders.alter, **body.dict())


@router.post(f"{ORDER}/terms", response={201: Numbered}, summary="Add what an order forbids or requires")
@policy.requires("powers.use")
def term(request: HttpRequest, ref: str, number: int, body: TermIn) -> Status:
    """One thing at a time."""
    made = actions.orders.add_term(**acting.on(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ORDER}/breaches", response={201: Numbered}, summary="An order was not kept to")
@versions.compared
@policy.requires("powers.use")
def breach(request: HttpRequest, ref: str, number: int, body: BreachIn) -> Status:
    """It stays in force, and says so."""
    made = actions.orders.breach(**acting.from_version(request, ref, number), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post(f"{ORDER}/breaches/{{int:breach}}", response=Numbered, summary="What came of a breach")
@policy.requires("powers.use")
def outcome(request: HttpRequest, ref: str, number: int, breach: int, body: OutcomeIn) -> Numbered:
    """As a court or an officer decided."""
    decided = actions.orders.decide_breach(
        **acting.on(request, ref, number), breach=breach, outcome=body.outcome
    )
    return Numbered(number=decided.pk)
