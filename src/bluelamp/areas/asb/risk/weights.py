"""What the place of a case adds to its score today: from where it was last reported, and what was reported around."""

from __future__ import annotations

from datetime import datetime, timedelta

from bluelamp.areas.asb import places
from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.risk import location
from bluelamp.kernel.access.decision import LONDON
from bluelamp.practice.instruments.scoring import Weight


def of_case(holding_id: int, now: datetime) -> tuple[Weight, ...]:
    """The weight of a case's place; none where no report of it was located. Named by ``INSTRUMENT_WEIGHTS``."""
    at = (
        Report.objects.filter(case__holding=holding_id, easting__isnull=False)
        .order_by("-received_at", "-pk")
        .values_list("easting", "northing")
        .first()
    )
    # A point is kept whole or not at all: the database sees to it.
    if at is None or at[0] is None or at[1] is None:
        return ()
    policy = location.policy_on(now.astimezone(LONDON).date())
    return (location.weigh(at[0], at[1], reported_around(at[0], at[1], now, policy), policy),)


def reported_around(east: int, north: int, now: datetime, policy: location.Policy) -> list[tuple[int, int]]:
    """Points of every organisation's reports near a place in the days the policy looks back on.

    No reader is asked for: how many there were is told, and nothing of what they say.
    """
    since = now - timedelta(days=policy.repeat_days)
    found = Report.objects.filter(
        cell__in=places.cells_around(east, north), received_at__gt=since, received_at__lte=now
    )
    return [(x, y) for x, y in found.values_list("easting", "northing") if x is not None and y is not None]
