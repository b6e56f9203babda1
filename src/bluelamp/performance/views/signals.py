"""Pages of signals: what stands out in the force, a unit or a neighbourhood, and the sergeant's week."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.kernel.access import policy
from bluelamp.kernel.figures import queries as figures
from bluelamp.performance import queries, sentences, words
from bluelamp.performance.queries import around
from bluelamp.performance.queries.around import NoSuchPlace, Place

REMEMBERED = "neighbourhood"
"""Where a session keeps the neighbourhood that was chosen last."""
LAID_BESIDE = ("asb-satisfaction", "recorded-asb")
"""What neighbourhoods of a unit are laid side by side by, after pooling: what residents say, and what they report."""


@policy.requires("figures.read")
def force(request: HttpRequest) -> HttpResponse:
    """Every chart of the places the reader may see; a place that was chosen has its own address."""
    level, _, code = request.GET.get("place", "").partition(":")
    if code:
        return redirect("performance:signals-of", level, code)
    return _page(request, around.everything(request.scope))  # type: ignore[attr-defined]


@policy.requires("figures.read")
def place(request: HttpRequest, level: str, code: str) -> HttpResponse:
    """The charts of one local policing unit and its neighbourhoods, or of one neighbourhood."""
    return _page(request, _place(request, level, code))


def _page(request: HttpRequest, here: Place) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    found = queries.cohort(scope, around.areas_of(scope, here))
    lead, looked = sentences.look(found.looked_at, len(found.holding), len(found.flagged), found.by_chance)
    context = {
        "here": here,
        "found": found,
        "lead": lead,
        "looked": looked,
        "away": sentences.away,
        "p_value": words.p_value,
        "everything": around.everything(scope),
        "choices": _choices(scope),
        "charts": (),
        "beside": (),
    }
    if here.level == "neighbourhood":
        context["charts"] = queries.summary(scope, area_level=here.level, area=here.code)
    if not here.is_force:
        beside = [queries.pooled(scope, key, here.unit or here.code) for key in LAID_BESIDE]
        context["beside"] = [each for each in beside if each]
    return render(request, "performance/signals.html", context)


@policy.requires("week.read")
def week(request: HttpRequest) -> HttpResponse:
    """Three things for one neighbourhood team, on one sheet of paper. Its neighbourhood is chosen once."""
    scope = request.scope  # type: ignore[attr-defined]
    groups = around.neighbourhoods(scope)
    mine = [code for _, inside in groups for code, _ in inside]
    asked = request.GET.get("place", request.session.get(REMEMBERED, mine[0] if len(mine) == 1 else None))
    context: dict[str, Any] = {"groups": groups, "week": None, "wrong": ""}
    if asked in mine:
        request.session[REMEMBERED] = asked
        try:
            context["week"] = queries.week(scope, around.place(scope, "neighbourhood", asked))
        except figures.NoSuchFigure as nothing:
            context["wrong"] = str(nothing)
    elif "place" in request.GET:
        context["wrong"] = "Choose a neighbourhood from the list"
    context["asked"] = asked
    return render(request, "performance/week.html", context, status=422 if context["wrong"] else 200)


def _place(request: HttpRequest, level: str, code: str) -> Place:
    try:
        return around.place(request.scope, level, code)  # type: ignore[attr-defined]
    except NoSuchPlace as none:
        raise Http404(str(none)) from none


def _choices(scope: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every page of signals the reader may open, for a list: the units, then the neighbourhoods of each."""
    units = [(f"lpu:{code}", name) for code, name in around.units(scope)]
    inside = [
        (name, [(f"neighbourhood:{code}", where) for code, where in found])
        for name, found in around.neighbourhoods(scope)
    ]
    return [("Local policing units", units), *inside]
