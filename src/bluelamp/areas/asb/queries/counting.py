"""Counts over reports that others build on: repeat places, repeat victims, and the complaints of a case review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import hypot

from django.db.models import QuerySet

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.places import cells_around
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import visible
from bluelamp.kernel.people.models import Address, Person


def logs_near(
    scope: Scope, easting: int, northing: int, *, since: datetime, until: datetime, metres: int = 100
) -> int:
    """How many reports there were within ``metres`` (up to 100) of a point. A count, of everybody's reports."""
    require(scope, "asb.read")
    return len(near(easting, northing, since=since, until=until, metres=metres))


def near(
    easting: int, northing: int, *, since: datetime, until: datetime, metres: int = 100
) -> list[tuple[int, int]]:
    """Case and whole metres away, for each report near a point. Whoever shows a case asks whether it may be seen."""
    rows = Report.objects.filter(
        cell__in=cells_around(easting, northing), received_at__gte=since, received_at__lte=until
    ).values_list("case_id", "easting", "northing")
    found = [(case, round(hypot((e or 0) - easting, (n or 0) - northing))) for case, e, n in rows]
    return [(case, away) for case, away in found if away <= metres]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A report as the threshold of a case review counts it. ``people`` are heads of persons; two reports with the same
    ``incident`` (where and when it happened, to the hour) tell of one thing."""

    report: int
    holding_ref: str
    agency: str
    at: datetime
    happened_at: datetime
    is_hate: bool
    people: frozenset[int]
    incident: str


def complaints_of(
    scope: Scope, holding_id: int, *, since: datetime, until: datetime
) -> tuple[Complaint, ...]:
    """Every report by those who complain in one case, in whatever case of whatever agency it stands, oldest first.

    Those who complain are joined over cases by who they are known to be today; anonymous reports count in their own.
    """
    require(scope, "asb.read")
    heads = heads_of(holding_id)
    rows = Report.objects.filter(received_at__gte=since, received_at__lt=until)
    theirs = rows.filter(complainants__person__head__in=heads) | rows.filter(case__holding=holding_id)
    return tuple(_complaint(report) for report in _whole(theirs).order_by("received_at", "pk"))


def complaints_near(
    scope: Scope, easting: int, northing: int, *, since: datetime, until: datetime, metres: int = 100
) -> tuple[Complaint, ...]:
    """Every report near a point, for thresholds that count people of a community, oldest first."""
    require(scope, "asb.read")
    cases = {case for case, _ in near(easting, northing, since=since, until=until, metres=metres)}
    rows = Report.objects.filter(case__in=cases, received_at__gte=since, received_at__lt=until)
    return tuple(_complaint(report) for report in _whole(rows).order_by("received_at", "pk"))


def _whole(rows: QuerySet[Report]) -> QuerySet[Report]:
    found = Report.objects.filter(pk__in=rows.values("pk")).select_related("agency", "case__holding")
    return found.prefetch_related("complainants__person")


def _complaint(report: Report) -> Complaint:
    people = (row.person.head_id for row in report.complainants.all() if row.person)
    place = str(report.cell or report.address_key)
    return Complaint(
        report=report.pk,
        holding_ref=report.case.holding.ref,
        agency=report.agency.key,
        at=report.received_at,
        happened_at=report.happened_from,
        is_hate=report.is_hate,
        people=frozenset(head for head in people if head),
        incident=f"{place} {report.happened_from:%Y-%m-%d %H}",
    )


def heads_of(holding_id: int) -> frozenset[int]:
    """Those who complain or suffer in a case, as they are known today."""
    rows = Person.objects.filter(
        pk__in=Report.objects.filter(case__holding=holding_id).values("complainants__person")
    )
    return frozenset(head for head in rows.values_list("head", flat=True) if head)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often somebody, or their household, reported within three months, as far as the reader may see."""

    reports: int

    @property
    def is_repeat(self) -> bool:
        return rules.is_repeat(self.reports)


def repeat(scope: Scope, heads: Iterable[int], *, now: datetime) -> Repeat:
    """The reports of these people within :data:`rules.REPEAT_WITHIN`; leave the one being taken out, or count it in."""
    rows = Report.objects.filter(
        case__holding__in=visible(scope, CASE, now=now, items=["complainants"]),
        complainants__person__head__in=list(heads),
        received_at__gt=now - rules.REPEAT_WITHIN,
    )
    return Repeat(rows.values("pk").distinct().count())


def household_of(heads: Iterable[int]) -> frozenset[int]:
    """These people and those who are on record at an address where one of them lives now."""
    heads = frozenset(heads)
    homes = Address.objects.filter(record__person__head__in=heads, until__isnull=True).exclude(lines="")
    same: set[int] = set(heads)
    for lines, postcode in homes.values_list("lines", "postcode").distinct()[:10]:
        there = Address.objects.filter(lines__iexact=lines, postcode=postcode, until__isnull=True)
        same |= {head for head in there.values_list("record__person__head", flat=True) if head}
    return frozenset(same)
