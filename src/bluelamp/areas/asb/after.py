"""What comes next once a report was taken: for whoever took it, from the case it went into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.areas.asb import queries
from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.queries.reports import Receipt
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework import queries as casework
from bluelamp.practice.instruments.queries import panels
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises import queries as promises
from bluelamp.practice.promises.rules import timers


@dataclass(frozen=True)
class Next:
    """The case, and what is done and to do on it. ``speak_by`` is when the victim has to be spoken with."""

    look: Look
    case: Case
    risk: panels.Panel
    has_card: bool
    has_plan: bool
    may_promise: bool
    working: tuple[str, ...]
    speak_by: datetime

    @property
    def by_day(self) -> bool:
        """Is it by the end of a day, and not by a moment?"""
        return clocks.is_by_day(self.speak_by)


def of(scope: Scope, receipt: Receipt, *, now: datetime) -> Next | None:
    """None where the case is not this reader's: they have the receipt, and whom to ring."""
    if not receipt.case:
        return None
    try:
        looked, case = queries.cases.case(scope, receipt.case, now=now)
    except NotPermitted:
        return None
    cases.asked(by=scope, looked=looked, now=now)
    sees = looked.shows("promises") and scope.may("promises.read")
    risk = panels.panel(scope, looked, now=now)
    return Next(
        look=looked,
        case=case,
        risk=risk,
        has_card=sees and promises.cards.of_record(scope, looked, now=now).exists(),
        has_plan=sees and promises.contact.of_record(scope, looked, now=now).plan is not None,
        may_promise=sees and scope.may("promises.keep"),
        working=tuple(row.user_name for row in casework.assignments.standing([looked])),
        speak_by=_speak_by(risk, receipt.received_at),
    )


def _speak_by(risk: panels.Panel, received_at: datetime) -> datetime:
    band = risk.standing.band.lower() or "unassessed"
    first = timers.timer("first-contact", clocks.on(received_at))
    return clocks.due(first.length(band if band in first.lengths else "unassessed"), received_at)
