"""What every change of an order begins and ends with: whose it is, what stands against it, the row, the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers import register, rules
from bluelamp.practice.powers.actions.writing import write
from bluelamp.practice.powers.models import Order, Service, Step
from bluelamp.practice.powers.queries import orders, records
from bluelamp.practice.powers.register.spans import Span
from bluelamp.practice.powers.words import STATES

LABELS = {"state": "State", "starts_at": "From", "ends_at": "Until"}


class Refused(NotNow):
    """It cannot be done as asked. ``fields`` says of each field what is wrong with it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(". ".join(dict.fromkeys(self.fields.values())) + ".")


def own(by: Scope, record: str | Look, number: int, now: datetime) -> tuple[Look, Order]:
    """The record, where the writer may write there, and the order on it.

    An order runs on in law where it was begun, whatever its record was joined with since.
    """
    looked = records.writable(by, record, now=now, ends=True)
    return looked, orders.of(by, looked, number, now=now).order


def refuse(found: list[str]) -> None:
    """``NotNow`` with everything that was found against it, each once."""
    if found:
        raise NotNow(" ".join(dict.fromkeys(found)))


def not_later(at: datetime, now: datetime) -> datetime:
    """The moment itself, refused where it is still to come."""
    if at > now:
        raise NotNow("It lies in the future: write it down once it happened.")
    return at


def not_next(power: register.Power, order: Order, to: str, now: datetime) -> list[str]:
    """Against a state that cannot follow the one it is in."""
    over = rules.has_ended(state=order.state, ends_at=order.ends_at, now=now)
    if to in rules.next_steps(power, order.state, has_ended=over):
        return []
    if over:
        return ["Its time is over."]
    return [f"It is {STATES[order.state]}: {STATES.get(to, to)} cannot follow."]


def end_of(order: Order, start: datetime, span: Span | None) -> datetime | None:
    """When an order ends that runs for ``span``; never, where it runs until further order."""
    if span is None:
        return None
    rule = register.called(order.power).length(order.age)
    return span.end(start, skips_christmas=bool(rule and rule.skips_christmas))


def give(order: Order, what: str, on: str, how: str, at: datetime, note: str, by: Scope) -> Service:
    """Its papers were given to somebody, who and how."""
    return Service.objects.create(
        order=order, what=what, on=on, how=how, at=at, note=note.strip(), by_name=by.actor_name
    )


def keep_step(
    by: Scope, looked: Look, order: Order, to: str, at: datetime, now: datetime, note: str, rank: str = "",
    until: datetime | None = None,
) -> None:  # fmt: skip
    """A step of the order as a row of its own, written down."""
    Step.objects.create(
        order=order, state=to, at=at, note=note.strip(), rank=rank, until=until, written_at=now, by_id=by.actor_id,
        by_name=by.actor_name,
    )  # fmt: skip
    write(by, looked, order, to, detail={"to": to})
