"""What follows from a case's band: reviews by supervisors, and how often the victim hears from us."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.models import Case
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.promises.actions import reviews


def follow(*, by: Scope, looked: Look, now: datetime) -> None:
    """The highest band of all agencies governs. Inside the transaction that set it."""
    if by.may("promises.keep"):
        band = assessments.standings([looked.holding.pk])[looked.holding.pk].band.lower()
        is_closing = Case.objects.filter(holding=looked.holding, state="closure_proposed").exists()
        reviews.set_band(by=by, holding=looked.holding, band=band, now=now, is_closing=is_closing)
