"""What follows from a case's band: reviews by supervisors, and how often the victim hears from us."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.models import Case
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.promises.actions import reviews
from bluelamp.practice.promises.rules import timers


def follow(*, by: Scope, looked: Look, now: datetime) -> None:
    """The highest band of all agencies governs. Inside the transaction that set it."""
    if by.may("promises.keep"):
        band = assessments.standing(looked.holding.pk).band.lower()
        # The state is asked for only where the band has a review before closing: every assessment comes by here.
        is_closing = bool(timers.closing_reviews_due(band, now)) and _is_closing(looked)
        reviews.set_band(by=by, holding=looked.holding, band=band, now=now, is_closing=is_closing)


def _is_closing(looked: Look) -> bool:
    return Case.objects.filter(holding=looked.holding, state="closure_proposed").exists()
