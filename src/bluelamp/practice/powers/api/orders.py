"""The orders of a record: read by whoever sees them, thought of by those whose record it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.queries.orders import Line
from bluelamp.practice.powers.words import APPLICANTS, PLACES, STATES, SUBJECTS
from bluelamp.ui.api import acting
from bluelamp.ui.api.answers import Stands
from bluelamp.ui.api.calls import Key, OneOf, asker, example
from bluelamp.ui.api.calls import Line as Text

router = Router()


class StepOut(Schema):
    """Something that happened to an order."""

    state: str
    at: datetime
    note: str
    rank: str
    until: datetime | None
    by: str


class TermOut(Schema):
    """Something it forbids or requires."""

    number: int
    kind: str
    text: str
    due: date | None
    supervisor: str


class BreachOut(Schema):
    """It was not kept to, and what came of that."""

    number: int
    at: datetime
    evidence: str
    outcome: str
    decided_at: datetime | None


class OrderSummaryOut(Schema):
    """One order as it stands now. ``next`` are the steps that may follow, ``missing`` what the first of them wants."""

    number: int
    version: int
    power: str
    title: str
    who: str
    stands: Annotated[str, OneOf(STATES)]
    binds: bool
    starts_at: datetime | None
    ends_at: datetime | None
    hearing_by: datetime | None
    appeal_until: date | None
    review_due: date | None
    next: list[str]
    missing: list[str]

    @classmethod
    def of(cls, line: Line) -> OrderSummaryOut:
        row = line.order
        same = ("who", "stands", "binds", "hearing_by", "appeal_until", "review_due")
        return cls(
            number=row.pk,
            version=row.version,
            power=row.power,
            title=line.power.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            next=list(line.steps),
            missing=list(line.missing),
            **{name: getattr(line, name) for name in same},
        )


class OrderOut(Schema):
    """One order with all that was written down about it; ``said`` by the parts that its power wants in writing."""

    summary: OrderSummaryOut
    said: dict[str, str]
    steps: list[StepOut]
    terms: list[TermOut]
    breaches: list[BreachOut]

    @classmethod
    def of(cls, line: Line) -> OrderOut:
        row = line.order
        return cls(
            summary=OrderSummaryOut.of(line),
            said=row.said,
            steps=[StepOut(by=one.by_name, **_told(StepOut, one)) for one in row.steps.all()],
            terms=[TermOut(number=one.pk, **_told(TermOut, one)) for one in row.terms.all()],
            breaches=[BreachOut(number=one.pk, **_told(BreachOut, one)) for one in row.breaches.all()],
        )


class SomebodyOut(Schema):
    """Somebody on the record, by the number that names them here; without one it is how they are described."""

    number: int | None
    name: str
    role: str


class OrdersOut(Schema):
    """The orders of a record, the newest first, and the people on it whom you may know."""

    items: list[OrderSummaryOut]
    people: list[SomebodyOut]


class OrderIn(Schema):
    """A power thought of: of the register, against a ``person`` on the record or as ``described``."""

    model_config = example(
        power="civil-injunction", applicant="council", subject="person", described="Man in a grey hoodie", age=34
    )  # fmt: skip

    power: Key
    applicant: Annotated[str, OneOf(APPLICANTS)]
    subject: Annotated[str, OneOf(SUBJECTS)]
    person: Annotated[int, Field(ge=1, le=2**31)] | None = None
    described: Text = ""
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    place: Annotated[str, OneOf(PLACES)] = "england"


@router.get("/{slug:ref}/orders", response=OrdersOut, summary="The orders of a record")
@policy.requires("powers.read")
def orders(request: HttpRequest, ref: str) -> OrdersOut:
    """To whoever is shown orders on it. The numbers of ``people`` are what an order names somebody by."""
    by = asker(request)
    looked, panel = actions.reading.consult(by=by, ref=ref, now=timezone.now())
    people = [
        SomebodyOut(number=one.person, name=one.name, role=one.role)
        for one in queries.records.people(by, looked)
        if one.person is not None
    ]
    return OrdersOut(items=[OrderSummaryOut.of(line) for line in panel.orders], people=people)


@router.post("/{slug:ref}/orders", response={201: Stands}, summary="Consider a power")
@policy.requires("powers.use")
def consider(request: HttpRequest, ref: str, body: OrderIn) -> Status:
    """On a record of yours, by somebody who answers for it by name. Refused where the law does not know it today."""
    made = actions.orders.consider(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Stands.of(made))


@router.get("/{slug:ref}/orders/{int:number}", response=OrderOut, summary="One order")
@policy.requires("powers.read")
def order(request: HttpRequest, ref: str, number: int, response: HttpResponse) -> OrderOut:
    """How it stands, what is written down, what is missing, what comes next."""
    line = acting.shown(
        request,
        response,
        ref,
        number,
        actions.reading.consult,
        lines=lambda panel: panel.orders,
        row=lambda line: line.order,
    )
    return OrderOut.of(line)


def _told(schema: type[Schema], row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema.model_fields if name not in ("number", "by")}
