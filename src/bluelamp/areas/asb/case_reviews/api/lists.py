"""Case reviews beyond one case: those that wait for somebody, and the yearly table that is published."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from bluelamp.areas.asb.case_reviews import actions, queries
from bluelamp.areas.asb.case_reviews.api.telling import ApplicationSummaryOut
from bluelamp.kernel.access import policy
from bluelamp.ui.api.calls import asker

router = Router()


class WaitingOut(Schema):
    """Every open application that you see, the one due first at the top."""

    items: list[ApplicationSummaryOut]


class YearOut(Schema):
    """A performance year. A small number is not published, and stands empty."""

    begins: int
    applications: int | None
    not_met: int | None
    held: int | None
    recommended: int | None


class PublishedOut(Schema):
    """What section 104(9) of the 2014 Act has published, the newest year first; ``small`` is kept back below it."""

    years: list[YearOut]
    small: int


@router.get("", response=WaitingOut, summary="Case reviews that wait")
@policy.requires("case_reviews.read")
def waiting(request: HttpRequest) -> WaitingOut:
    """Over all cases that show you theirs."""
    found = actions.reading.waiting(by=asker(request), now=timezone.now()).lines
    return WaitingOut(items=[ApplicationSummaryOut.of(line) for line in found])


@router.get("/published", response=PublishedOut, summary="The yearly table of case reviews")
@policy.requires("figures.read")
def published(request: HttpRequest) -> PublishedOut:
    """Applications, how often the threshold was not met, reviews held, and those that recommended something."""
    years = queries.counting.years(asker(request))
    return PublishedOut(
        years=[YearOut(begins=year.begins, **year.shown) for year in years], small=queries.counting.SMALL
    )
