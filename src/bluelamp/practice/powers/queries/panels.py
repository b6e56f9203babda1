"""What a page of a record shows of powers, in one value. The page includes ``powers/_panel.html`` with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.queries import orders, records, remedies
from bluelamp.practice.powers.register.spans import LONDON


@dataclass(frozen=True)
class Panel:
    """Orders and remedies of one record, for one reader; nothing when they may not see them.

    ``may_use``: they go on with what is there; ``may_begin``: they begin something new.
    """

    ref: str
    is_shown: bool
    orders: tuple[orders.Line, ...] = ()
    remedies: tuple[remedies.Line, ...] = ()
    may_use: bool = False
    may_begin: bool = False


def panel(scope: Scope, looked: Look, *, now: datetime) -> Panel:
    """The part of a page that is about powers."""
    if not looked.shows(records.ITEM):
        return Panel(looked.ref, is_shown=False)
    return Panel(
        ref=looked.ref,
        is_shown=True,
        orders=orders.of_record(scope, looked, now=now),
        remedies=remedies.of_record(scope, looked, today=now.astimezone(LONDON).date(), now=now),
        may_use=records.may_write(scope, looked, now=now, ends=True),
        may_begin=records.may_write(scope, looked, now=now),
    )
