"""Records with orders on them, and the people who make those."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.tests.factories import POLICE, body, scope
from bluelamp.practice.powers import actions, register
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.register.spans import Span

NOW = datetime(2015, 6, 1, 10, tzinfo=UTC)
IN_2014 = datetime(2014, 1, 7, 10, tzinfo=UTC)
__all__ = [
    "IN_2014",
    "NOW",
    "POLICE",
    "closure_notice",
    "considered",
    "dispersal",
    "record",
    "said_all",
    "scope",
]


def record(organisation: str = POLICE, kind: str = "trouble", **said: object) -> Holding:
    """A record that can have orders."""
    return Holding.objects.create(kind=kind, organisation=body(organisation), created_at=IN_2014, **said)


def considered(held: Holding, by: Scope, power: str, now: datetime = NOW, **said: object) -> Order:
    """A power thought of on a record."""
    given = {"applicant": "police", "subject": "person", "described": "man in a grey hoodie", "age": 30}
    return actions.orders.consider(by=by, record=held.ref, power=power, now=now, **given | said)  # type: ignore[arg-type]


def said_all(order: Order, by: Scope, held: Holding, now: datetime = NOW) -> Order:
    """Everything the law wants in writing, written."""
    said = {need.key: f"what was said about {need.key}" for need in register.called(order.power).contents}
    return actions.orders.write_down(
        by=by, record=held.ref, number=order.pk, said=said, version=order.version, now=now
    )


def dispersal(held: Holding, by: Scope, hours: int = 48, now: datetime = NOW) -> Order:
    """A direction to leave, given."""
    order = said_all(considered(held, by, "dispersal", now), by, held, now)
    return actions.orders.begin(
        by=by, record=held.ref, number=order.pk, starts_at=now, span=Span(hours, "hours"), version=order.version,
        now=now, how="spoken",
    )  # fmt: skip


def closure_notice(held: Holding, by: Scope, rank: str, hours: int, now: datetime = NOW) -> Order:
    """A closure notice, authorised by somebody of this rank and served."""
    order = considered(
        held, by, "closure-notice", now, subject="premises", described="12 Made-up Street", age=None
    )
    order = said_all(order, by, held, now)
    for to in ("consulted", "authorised"):
        order = actions.orders.step(
            by=by, record=held.ref, number=order.pk, to=to, version=order.version, rank=rank, now=now
        )
    return actions.orders.begin(
        by=by, record=held.ref, number=order.pk, starts_at=now, span=Span(hours, "hours"), version=order.version,
        now=now, how="affixed",
    )  # fmt: skip


def after(days: int) -> date:
    return (NOW + timedelta(days=days)).date()
