"""The cases to work from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bluelamp.areas.asb.worklist import CASES, REVIEWS
from bluelamp.kernel.access import policy
from bluelamp.practice.casework.views import lists


@policy.requires("asb.read")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Chosen and ordered by what stands in the address, so that going back, saving and sharing just work."""
    return lists.page(request, CASES, "asb/cases.html")


@policy.requires("promises.review")
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The cases that a supervisor is to review, those of a week done together with one note."""
    return lists.page(request, REVIEWS, "asb/cases.html")
