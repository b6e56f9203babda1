"""The way of an order: step by step until it is in force, then extended, varied, discharged or over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.practice.powers import register, rules
from bluelamp.practice.powers.actions.orders.writing import (
    LABELS,
    end_of,
    give,
    keep_step,
    not_later,
    not_next,
    own,
    refuse,
)
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.register.spans import LONDON, Span


def step(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    to: str,
    version: int,
    now: datetime,
    at: datetime | None = None,
    note: str = "",
    rank: str = "",
    warned_until: date | None = None,
) -> Order:
    """A step on the way to an order: consulted, authorised, warned, drafted, served, applied, interim, or given up.

    ``NotNow`` says all that stands against it: what is missing, whose rank is too low, a power no longer in force.
    """
    looked, order = own(by, record, number, now)
    moment = not_later(at or now, now)
    if to == "in_force":
        raise NotNow("Say how long it lasts.")
    refuse(_against(order, to, moment, rank, warned_until))
    changes: dict[str, object] = {"state": to}
    if to == "warned":
        changes["warned_until"] = warned_until
    if to == "served":
        changes["served_at"] = moment
    with transaction.atomic():
        change(order, version, LABELS, **changes)
        keep_step(by, looked, order, to, moment, now, note, rank)
    return order


def begin(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    starts_at: datetime,
    span: Span | None,
    version: int,
    now: datetime,
    note: str = "",
    how: str = "",
    on: str = "",
) -> Order:
    """It is made, or served where service makes it: in force from ``starts_at`` for ``span``, none until further order.

    A court's order may begin on a later day, what is served begins when it was. ``NotNow`` when it is longer or shorter
    than the power allows, when something is missing, or a warning still runs.
    """
    looked, order = own(by, record, number, now)
    power = register.called(order.power)
    rank = next((each.rank for each in reversed(order.steps.all()) if each.state == "authorised"), "")
    found = _against(order, "in_force", starts_at, rank, order.warned_until)
    found += rules.reasons_against_length(power, start=starts_at, span=span, age=order.age, rank=rank)
    if power.begins_when_served:
        not_later(starts_at, now)
        if not how:
            found.append("Say how it was served.")
    refuse(found)
    ends = end_of(order, starts_at, span)
    with transaction.atomic():
        served = {"served_at": starts_at} if power.begins_when_served else {}
        change(order, version, LABELS, state="in_force", starts_at=starts_at, ends_at=ends, **served)
        if how:
            give(order, power.title, on or order.described or "the person", how, starts_at, note, by)
        keep_step(by, looked, order, "in_force", starts_at, now, note, "", ends)
    return order


def extend(
    *, by: Scope, record: str | Look, number: int, span: Span, version: int, now: datetime, note: str = ""
) -> Order:
    """Extend it by so much more from when it would end, within what the power allows in all."""
    looked, order = own(by, record, number, now)
    power = register.called(order.power)
    refuse(not_next(power, order, "extended", now))
    if order.ends_at is None or order.starts_at is None:
        raise NotNow("It runs until further order: there is nothing to extend.")
    refuse(
        rules.reasons_against_length(
            power, start=order.ends_at, span=span, age=order.age, first=order.starts_at
        )
    )
    ends = end_of(order, order.ends_at, span)
    with transaction.atomic():
        change(order, version, LABELS, state="extended", ends_at=ends)
        keep_step(by, looked, order, "extended", now, now, note, "", ends)
    return order


def alter(
    *, by: Scope, record: str | Look, number: int, to: str, version: int, now: datetime, at: datetime | None = None,
    note: str = "",
) -> Order:  # fmt: skip
    """Vary, discharge or quash an order in force, or write down that its time is over. A reason is asked for."""
    looked, order = own(by, record, number, now)
    power, moment = register.called(order.power), not_later(at or now, now)
    refuse(not_next(power, order, to, now))
    if to != "expired" and len(note.strip()) < rules.LEAST_REASON:
        raise NotNow("Say what the court or the issuer decided, and why.")
    with transaction.atomic():
        change(order, version, LABELS, state=to)
        keep_step(by, looked, order, to, moment, now, note)
    return order


def _against(order: Order, to: str, at: datetime, rank: str, warned_until: date | None) -> list[str]:
    return rules.reasons_not_to_step(
        register.called(order.power),
        state=order.state,
        to=to,
        said=order.said,
        age=order.age,
        rank=rank,
        warned_until=warned_until,
        on=at.astimezone(LONDON).date(),
    )
