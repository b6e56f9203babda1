"""What follows from a case's band: reviews by supervisors, and how often the victim hears from us."""

from __future__ import annotations

from datetime import datetime

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.promises.actions import reviews


def follow(*, by: Scope, looked: Look, now: datetime) -> None:
    """The highest band of all agencies governs. Inside the transaction that set it."""
    if by.may("promises.keep"):
        band = assessments.standings([looked.holding.pk])[looked.holding.pk].band.lower()
        reviews.set_band(by=by, holding=looked.holding, band=band, now=now)
