"""Pages of places, level by level: what stands, since when, and which lines are made up.

They stand here because the noun itself lies below the floor that decides who may open a page.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.kernel.access import policy
from bluelamp.kernel.places import queries
from bluelamp.kernel.places.words import LEVELS, PLURALS


@policy.requires("figures.read")
def places(request: HttpRequest) -> HttpResponse:
    """How many areas of each level there are, and where their boundaries come from."""
    counts = queries.counts()
    levels = [(level, PLURALS[level], counts.get(level, 0)) for level in LEVELS if level != "force"]
    context = {
        "levels": levels,
        "attributions": queries.attributions(),
        "version": queries.boundaries_version(),
    }
    return render(request, "web/places.html", context)


@policy.requires("figures.read")
def level(request: HttpRequest, level: str) -> HttpResponse:
    """Every area of one level with the one it is part of."""
    key = level.replace("-", "_")
    if key not in LEVELS or key == "force":
        raise Http404("There is no such level of place.")
    areas = queries.areas(key).select_related("parent")
    context = {"areas": areas, "title": PLURALS[key], "version": queries.boundaries_version()}
    return render(request, "web/places_level.html", context)
