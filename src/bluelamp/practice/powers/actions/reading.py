"""Reading orders and remedies: what a query finds leaves only with the record of who was shown it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions import showing
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.powers.queries import orders, panels, records
from bluelamp.practice.powers.queries.orders import Due
from bluelamp.practice.powers.queries.panels import Panel

READING = "To see the orders and remedies of the record."


def consult(*, by: Scope, ref: str, now: datetime) -> tuple[Look, Panel]:
    """The orders and remedies of one record, written down as shown: to others than its own as a disclosure."""
    with transaction.atomic():
        looked = records.seen(by, ref, now=now)
        _shown(by, "consult", looked, now)
        return looked, panels.panel(by, looked, now=now)


def asked(*, by: Scope, looked: Look, now: datetime) -> None:
    """A page that asks something about an order or a remedy shows it too."""
    with transaction.atomic():
        _shown(by, "ask", looked, now)


def coming(*, by: Scope, now: datetime) -> tuple[Due, ...]:
    """What has a day soon on the records this reader sees, written down as shown."""
    with transaction.atomic():
        found = orders.coming(by, now=now)
        named = sorted({f"holding:{due.ref}" for due in found})
        audit.shown(by=by, operation="powers.coming", objects=named, detail={"found": len(found)})
    return found


def _shown(by: Scope, verb: str, looked: Look, now: datetime) -> None:
    operation = f"powers.{verb}"
    showing.one(by=by, operation=operation, looked=looked, items=[records.ITEM], reason=READING, now=now)
