"""Orders as a reader sees them: how each stands at this moment, what is missing, what comes next and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.powers import register, rules
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.queries import records
from bluelamp.practice.powers.register import Power
from bluelamp.practice.powers.register.spans import LONDON
from bluelamp.practice.powers.words import BINDS, NOT_BEGUN, TOLD

SOON = timedelta(days=28)


@dataclass(frozen=True)
class Line:
    """One order, as it stands now. ``missing`` is what the next step still wants; dates are of London."""

    order: Order
    power: Power
    who: str
    stands: str
    steps: tuple[str, ...]
    missing: tuple[str, ...]
    hearing_by: datetime | None
    appeal_until: date | None
    review_due: date | None

    @property
    def says(self) -> str:
        return TOLD[self.stands]

    @property
    def binds(self) -> bool:
        return self.stands in BINDS

    @property
    def last_day(self) -> date | None:
        """Its last day, for orders of days and months; that of its last hour for the others."""
        if self.order.ends_at is None:
            return None
        return (self.order.ends_at - timedelta(microseconds=1)).astimezone(LONDON).date()


@dataclass(frozen=True)
class Due:
    """Something about an order that has a day: what, by when, and of which record."""

    what: str
    by: datetime
    ref: str
    line: Line


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> tuple[Line, ...]:
    """All orders of a record, the newest first."""
    looked = records.seen(scope, record, now=now)
    names = {each.person: each.name for each in records.people(scope, looked) if each.person}
    rows = _whole(Order.objects.filter(holding=looked.holding))
    return tuple(told(row, names, now=now) for row in rows)


def of(scope: Scope, record: str | Look, number: int, *, now: datetime) -> Line:
    """One order of a record. ``NotPermitted`` says the same of what is not there and of another record's."""
    for line in of_record(scope, record, now=now):
        if line.order.pk == number:
            return line
    raise NotPermitted(NOT_THERE)


def coming(scope: Scope, *, now: datetime, within: timedelta = SOON) -> tuple[Due, ...]:
    """What has a day soon on the records this reader sees: begins, ends, hearings, reviews. Nearest first."""
    rows = _whole(Order.objects.filter(records.within(scope, now=now), state__in=BINDS))
    lines = [told(row, {}, now=now) for row in rows.select_related("holding")]
    found = [due for line in lines for due in _dues(line) if now <= due.by <= now + within]
    return tuple(sorted(found, key=lambda due: (due.by, due.ref)))


def _dues(line: Line) -> Iterable[Due]:
    ref = line.order.holding.ref
    if line.stands == NOT_BEGUN and line.order.starts_at:
        yield Due("begins", line.order.starts_at, ref, line)
    if line.binds and line.order.ends_at:
        yield Due("ends", line.order.ends_at, ref, line)
    if line.binds and line.hearing_by:
        yield Due("to be heard", line.hearing_by, ref, line)
    if line.binds and line.review_due:
        yield Due("review", datetime.combine(line.review_due, datetime.max.time(), LONDON), ref, line)


def told(order: Order, names: Mapping[int, str], *, now: datetime) -> Line:
    """A row with what is worked out from it."""
    power = register.called(order.power)
    over = rules.has_ended(state=order.state, ends_at=order.ends_at, now=now)
    steps = rules.next_steps(power, order.state, has_ended=over)
    given = order.served_at or order.starts_at
    return Line(
        order=order,
        power=power,
        who=who(order, names),
        stands=rules.stands(state=order.state, starts_at=order.starts_at, ends_at=order.ends_at, now=now),
        steps=steps,
        missing=tuple(rules.missing(power, order.said, by=steps[0], age=order.age)) if steps else (),
        hearing_by=rules.hearing_by(power, given),
        appeal_until=rules.appeal_until(power, given),
        review_due=rules.review_due(
            power, starts_at=order.starts_at, age=order.age, reviewed=_reviewed(order)
        ),
    )


def who(order: Order, names: Mapping[int, str]) -> str:
    """Whom or what it is against, as this reader may call it."""
    if order.person_id is not None:
        return names.get(order.person_id) or order.described or "Somebody on the record"
    return order.described


def _reviewed(order: Order) -> int:
    return sum(1 for step in order.steps.all() if step.state == "varied" and "review" in step.note.lower())


def _whole(rows: QuerySet[Order]) -> QuerySet[Order]:
    return rows.prefetch_related("steps", "terms", "services", "breaches")
