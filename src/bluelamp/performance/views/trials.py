"""What is tried, beside what is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bluelamp.kernel.access import policy
from bluelamp.performance.queries import trials


@policy.requires("figures.read")
@require_safe
def pilot(request: HttpRequest) -> HttpResponse:
    """The risk matrix against no matrix, in the units that try it and in the others."""
    scope = request.scope  # type: ignore[attr-defined]
    context = {
        "compared": trials.matrix_or_none(scope),
        "is_bound": bool(scope.lpus),
        "caveat": trials.CAVEAT,
    }
    return render(request, "performance/pilot.html", context)
