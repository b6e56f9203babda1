"""Reading applications: what a query finds leaves only with the record of who was shown it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bluelamp.areas.asb.case_reviews.actions.writing import today
from bluelamp.areas.asb.case_reviews.queries import applications, panels, records
from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.areas.asb.case_reviews.queries.panels import Panel
from bluelamp.kernel.access.naming import names
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions import showing
from bluelamp.kernel.audit import actions as audit


@dataclass(frozen=True)
class Waiting:
    """Open applications, and what their cases are called: by the number of the holding, where the reader may know."""

    lines: tuple[Line, ...]
    names: Mapping[int, str]


def consult(*, by: Scope, ref: str, now: datetime) -> tuple[Look, Panel]:
    """The applications of one record, written down as shown: to others than its own as a disclosure."""
    with transaction.atomic():
        looked = records.seen(by, ref, now=now)
        _shown(by, "consult", looked, now)
        return looked, panels.panel(by, looked, now=now)


def asked(*, by: Scope, looked: Look, now: datetime) -> None:
    """A page that asks something about a case review shows the record too."""
    with transaction.atomic():
        _shown(by, "ask", looked, now)


def waiting(*, by: Scope, now: datetime) -> Waiting:
    """Every open application this reader sees, written down as shown."""
    with transaction.atomic():
        found = applications.waiting(by, today=today(now), now=now)
        named = sorted({f"holding:{line.ref}" for line in found})
        audit.shown(by=by, operation="case_reviews.waiting", objects=named, detail={"found": len(found)})
        return Waiting(found, names(by, (line.application.holding for line in found), now=now))


def _shown(by: Scope, verb: str, looked: Look, now: datetime) -> None:
    operation = f"case_reviews.{verb}"
    showing.one(
        by=by,
        operation=operation,
        looked=looked,
        items=[records.ITEM],
        reason="To see the case reviews of the record.",
        now=now,
    )
