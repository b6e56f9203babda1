"""Reports by themselves: what became of one, and those of a reader for their own system."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Report
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a report was taken, and who deals with it. Nothing of what it says, nor of the case.

    ``case`` is its reference where it is of the reader's own organisation; ``reports`` how many there are in it.
    """

    ref: str
    received_at: datetime
    organisation: str
    unit: str
    case: str = ""
    reports: int = 0
    is_reopened: bool = False


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
    told = Receipt(report.ref, report.received_at, str(held.organisation), str(held.lpu or ""))
    if held.organisation.key != scope.body:
        return told
    is_reopened = report.reopened.exists()
    return replace(told, case=held.ref, reports=report.case.reports_count, is_reopened=is_reopened)


def reports(scope: Scope, *, now: datetime) -> QuerySet[Report]:
    """Every report of a case whose reports the reader may see; of restricted cases each is opened by itself."""
    require(scope, "asb.read")
    seen = visible(scope, CASE, now=now, items=["reports"]).filter(sensitivity="normal")
    rows = Report.objects.filter(case__holding__in=seen)
    return rows.select_related("case__holding__organisation", "agency")
