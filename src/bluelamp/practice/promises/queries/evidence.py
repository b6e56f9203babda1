"""What promises themselves know about the manual of standards; the rest an area evidences for its kind of record.

``settings.STANDARDS_EVIDENCE`` names a mapping of kind → Evidence (rules.standards). An area's answer comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils.module_loading import import_string

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import (
    Banding,
    Card,
    ContactPlan,
    Promise,
    SupervisorReview,
    VictimPlan,
)
from bluelamp.practice.promises.rules import timers
from bluelamp.practice.promises.rules.standards import Evidence

ON_TIME = 0.9
"""The share of promises on one record that is to be kept in time: casework B.4, rule 8."""


def of_kind(kind: str) -> Evidence:
    """All that can be evidenced about records of a kind."""
    where = getattr(settings, "STANDARDS_EVIDENCE", "")
    by_area: Mapping[str, Evidence] = import_string(where) if where else {}
    return {**OWN, **by_area.get(kind, {})}


def card(holdings: Sequence[int], now: datetime) -> dict[int, str]:
    """Issued, or offered and declined: both are on record."""
    return _there(holdings, Card.objects.filter(holding__in=holdings).values_list("holding", flat=True))


def contact_plan(holdings: Sequence[int], now: datetime) -> dict[int, str]:
    """Agreed by the victim, not only written."""
    agreed = ContactPlan.objects.filter(holding__in=holdings, is_agreed=True)
    return _there(holdings, agreed.values_list("holding", flat=True))


def contact_on_time(holdings: Sequence[int], now: datetime) -> dict[int, str]:
    """Of the promises whose time has come, nine in ten were kept in it."""
    come = Promise.objects.filter(holding__in=holdings, cancelled_at__isnull=True).filter(
        Q(kept_at__isnull=False) | Q(due_at__lt=now, paused_at__isnull=True)
    )
    in_time: dict[int, list[bool]] = defaultdict(list)
    for holding, due, kept in come.values_list("holding", "due_at", "kept_at"):
        in_time[holding].append(kept is not None and kept <= due)
    told = {
        holding: "pass" if sum(kept) >= ON_TIME * len(kept) else "fail" for holding, kept in in_time.items()
    }
    return {holding: told.get(holding, "na") for holding in holdings}


def victim_plan(holdings: Sequence[int], now: datetime) -> dict[int, str]:
    """Where the band asks for one."""
    bands = dict(
        Banding.objects.filter(holding__in=holdings, until__isnull=True).values_list("holding", "band")
    )
    wanted = {holding for holding, band in bands.items() if timers.rhythm(band, clocks.on(now)).needs_plan}
    there = set(VictimPlan.objects.filter(holding__in=holdings).values_list("holding", flat=True))
    return {
        holding: ("pass" if holding in there else "fail") if holding in wanted else "na"
        for holding in holdings
    }


def reviews_on_time(holdings: Sequence[int], now: datetime) -> dict[int, str]:
    """No review was done late, and none is late now."""
    late = SupervisorReview.objects.filter(holding=OuterRef("pk"), dropped_at__isnull=True).filter(
        Q(done_at__gt=F("due_at")) | Q(done_at__isnull=True, due_at__lt=now)
    )
    come = SupervisorReview.objects.filter(holding=OuterRef("pk"), dropped_at__isnull=True).filter(
        Q(done_at__isnull=False) | Q(due_at__lt=now)
    )
    rows = Holding.objects.filter(pk__in=holdings).annotate(is_late=Exists(late), has_come=Exists(come))
    return {
        pk: ("fail" if is_late else "pass") if has_come else "na"
        for pk, is_late, has_come in rows.values_list("pk", "is_late", "has_come")
    }


def _there(holdings: Iterable[int], found: Iterable[int]) -> dict[int, str]:
    there = set(found)
    return {holding: "pass" if holding in there else "fail" for holding in holdings}


OWN: Evidence = {
    "card": card,
    "contact-plan": contact_plan,
    "contact-on-time": contact_on_time,
    "victim-plan": victim_plan,
    "reviews-on-time": reviews_on_time,
}
