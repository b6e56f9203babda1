"""What the place of a case adds to its score today: from where it was last reported, and what was reported around."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from bluelamp.areas.asb import places
from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.risk import location
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.worded import Worded
from bluelamp.practice.instruments.scoring import Weight

MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
"""Stands in a question for the moment that is put to it."""


def of_case(holding_id: int, now: datetime) -> tuple[Weight, ...]:
    """The weight of a case's place; none where no report of it was located. Named by ``INSTRUMENT_WEIGHTS``."""
    # A point is kept whole or not at all: the database sees to it.
    for east, north in _last_at().put(holding=holding_id):
        policy = location.policy_on(now.astimezone(LONDON).date())
        return (location.weigh(east, north, reported_around(east, north, now, policy), policy),)
    return ()


@cache
def _last_at() -> Worded:
    located = Report.objects.filter(case__holding=-1, easting__isnull=False).order_by("-received_at", "-pk")
    return Worded(located.values_list("easting", "northing")[:1], holding=-1)


def reported_around(east: int, north: int, now: datetime, policy: location.Policy) -> list[tuple[int, int]]:
    """Points of every organisation's reports near a place in the days the policy looks back on.

    No reader is asked for: how many there were is told, and nothing of what they say.
    """
    since = now - timedelta(days=policy.repeat_days)
    cells = places.cells_around(east, north)
    marks = {f"cell_{n}": cell for n, cell in enumerate(cells)}
    found = _reported_in(len(cells)).put(since=since, now=now, **marks)
    return [(x, y) for x, y in found if x is not None and y is not None]


@cache
def _reported_in(cells: int) -> Worded:
    """Of so many squares: nine, and fewer on the edge of the grid."""
    since, now, marks = MOMENT, MOMENT + timedelta(1), {f"cell_{n}": -1 - n for n in range(cells)}
    found = Report.objects.filter(cell__in=list(marks.values()), received_at__gt=since, received_at__lte=now)
    return Worded(found.order_by().values_list("easting", "northing"), since=since, now=now, **marks)
