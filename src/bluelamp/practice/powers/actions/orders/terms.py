"""What an order forbids and requires, and to whom its papers were given."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers import register
from bluelamp.practice.powers.actions.orders.writing import give, not_later, own
from bluelamp.practice.powers.actions.writing import write
from bluelamp.practice.powers.models import Service, Term


def add_term(
    *, by: Scope, record: str | Look, number: int, kind: str, text: str, now: datetime, due: date | None = None,
    supervisor: str = "",
) -> Term:  # fmt: skip
    """Something it forbids or requires. Where the power has requirements supervised, each names who does."""
    looked, order = own(by, record, number, now)
    if not text.strip():
        raise NotNow("Say what they must or must not do.")
    supervised = any(need.key == "supervisor" for need in register.called(order.power).contents)
    if kind == "requirement" and supervised and not supervisor.strip():
        raise NotNow("Say who supervises this requirement.")
    with transaction.atomic():
        term = Term.objects.create(
            order=order, kind=kind, text=text.strip(), due=due, supervisor=supervisor.strip(), added_at=now
        )
        write(by, looked, order, "add_term", detail={"term": term.pk, "kind": kind})
    return term


def serve(
    *, by: Scope, record: str | Look, number: int, what: str, on: str, how: str, at: datetime, now: datetime,
    note: str = "",
) -> Service:  # fmt: skip
    """Papers were given to somebody."""
    looked, order = own(by, record, number, now)
    moment = not_later(at, now)
    with transaction.atomic():
        made = give(order, what, on, how, moment, note, by)
        write(by, looked, order, "serve", detail={"service": made.pk, "how": how})
    return made
