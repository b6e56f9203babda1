"""An order that was not kept to, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.practice.powers import rules
from bluelamp.practice.powers.actions.orders.writing import LABELS, own, refuse
from bluelamp.practice.powers.actions.writing import write
from bluelamp.practice.powers.models import Breach
from bluelamp.practice.powers.words import LIVE


def breach(
    *, by: Scope, record: str | Look, number: int, at: datetime, evidence: str, version: int, now: datetime
) -> Breach:
    """It was not kept to. It stays in force, and says so."""
    looked, order = own(by, record, number, now)
    refuse(
        rules.reasons_not_to_breach(
            state=order.state, at=at, starts_at=order.starts_at, evidence=evidence, now=now
        )
    )
    with transaction.atomic():
        if order.state in LIVE:
            change(order, version, LABELS, state="breached")
        made = Breach.objects.create(
            order=order, at=at, evidence=evidence.strip(), written_at=now, by_name=by.actor_name
        )
        write(by, looked, order, "breach", detail={"breach": made.pk})
    return made


def decide_breach(
    *, by: Scope, record: str | Look, number: int, breach: int, outcome: str, now: datetime
) -> Breach:
    """What came of a breach."""
    looked, order = own(by, record, number, now)
    with transaction.atomic():
        rows = Breach.objects.filter(pk=breach, order=order)
        if outcome == "reported" or not rows.update(outcome=outcome, decided_at=now):
            raise NotNow("Say what came of the breach.")
        write(by, looked, order, "decide_breach", detail={"breach": breach, "outcome": outcome})
    return rows.get()
