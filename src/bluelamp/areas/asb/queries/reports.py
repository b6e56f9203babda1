"""Reports by themselves: what became of one, and those of a reader for their own system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Report
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a report was taken, and who deals with it. Nothing of what it says, nor of the case."""

    ref: str
    received_at: datetime
    organisation: str
    unit: str


def receipt(scope: Scope, ref: str) -> Receipt:
    """For those whose organisation took the report."""
    require(scope, "asb.report")
    taken = Report.objects.filter(ref=ref, agency__key=scope.body).select_related(
        "case__holding__organisation", "case__holding__lpu"
    )
    report = taken.first()
    if report is None:
        raise NotPermitted(NOT_THERE)
    held = report.case.holding
    return Receipt(report.ref, report.received_at, str(held.organisation), str(held.lpu or ""))


def reports(scope: Scope, *, now: datetime) -> QuerySet[Report]:
    """Every report of a case whose reports the reader may see; of restricted cases each is opened by itself."""
    require(scope, "asb.read")
    seen = visible(scope, CASE, now=now, items=["reports"]).filter(sensitivity="normal")
    rows = Report.objects.filter(case__holding__in=seen)
    return rows.select_related("case__holding__organisation", "agency")
