"""Thinking of a power, and what the law wants in writing before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, Difference, change
from bluelamp.practice.powers import register, rules
from bluelamp.practice.powers.actions.orders.writing import Refused, own
from bluelamp.practice.powers.actions.writing import write
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.queries import records
from bluelamp.practice.powers.register.spans import LONDON
from bluelamp.practice.powers.rules import Against


def consider(
    *,
    by: Scope,
    record: str | Look,
    power: str,
    applicant: str,
    subject: str,
    now: datetime,
    person: int | None = None,
    described: str = "",
    age: int | None = None,
    place: str = "england",
    submission: str | None = None,
) -> Order:
    """Begin to think of a power. Raises :class:`Refused`: not in force that day, not theirs to use, the wrong age.

    A ``submission`` makes one order only: whoever sends it twice is given the first again.
    """
    looked = records.writable(by, record, now=now)
    if submission and (made := Order.objects.filter(submission=submission, holding=looked.holding).first()):
        return made
    found = _power(power)
    on = now.astimezone(LONDON).date()
    known = person is None or person in {each.person for each in records.people(by, looked)}
    against = Against(subject, is_known=known and bool(person or described.strip()), age=age)
    if wrong := rules.reasons_not_to_consider(
        found, on=on, place=place, applicant=applicant, against=against
    ):
        raise Refused(wrong)
    try:
        with transaction.atomic():
            order = Order.objects.create(
                holding=looked.holding,
                power=power,
                applicant=applicant,
                subject=subject,
                person_id=person,
                described=described.strip(),
                age=age,
                considered_at=now,
                considered_by_name=by.actor_name,
                submission=submission or None,
            )
            write(by, looked, order, "consider", kind="collection", detail={"power": power})
    except IntegrityError:
        return Order.objects.get(submission=submission, holding=looked.holding)
    return order


def write_down(
    *, by: Scope, record: str | Look, number: int, said: Mapping[str, str], version: int, now: datetime
) -> Order:
    """Fill in what the law wants in writing. ``ChangedMeanwhile`` when somebody else wrote since ``version``."""
    looked, order = own(by, record, number, now)
    known = {need.key for need in register.called(order.power).contents}
    if unknown := set(said) - known:
        raise NotNow(f"This power has no such part: {', '.join(sorted(unknown))}.")
    merged = {**order.said, **{key: words.strip() for key, words in said.items()}}
    with transaction.atomic():
        _write_parts(order, version, said, merged)
        write(by, looked, order, "write_down", detail={"parts": sorted(said)})
    return order


def _write_parts(order: Order, version: int, said: Mapping[str, str], merged: Mapping[str, str]) -> None:
    """The same as ``change``; somebody who comes too late sees both versions of each part."""
    try:
        change(order, version, {}, said=merged)
    except ChangedMeanwhile as late:
        asks = {need.key: need.asks for need in register.called(order.power).contents}
        differ = [key for key in said if order.said.get(key, "") != merged[key]]
        raise ChangedMeanwhile(
            late.version, tuple(Difference(asks[key], order.said.get(key, ""), merged[key]) for key in differ)
        ) from late


def _power(key: str) -> register.Power:
    try:
        return register.called(key)
    except LookupError:
        raise Refused({"power": "Choose a power"}) from None
