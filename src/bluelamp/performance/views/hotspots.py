"""The page of hot spots, and its places as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.areas.neighbourhoods import harm
from bluelamp.kernel.access import policy
from bluelamp.performance import downloads, looking
from bluelamp.performance.hotspots_form import HotSpotsForm
from bluelamp.performance.queries import hotspots
from bluelamp.performance.views.frame import areas


@policy.requires("figures.read")
def hot_spots(request: HttpRequest) -> HttpResponse:
    """Where recorded crime gathers, by number and by harm, how it changed and what lasts."""
    form = _form(request)
    page, asked = None, None
    if form.is_valid() and form.known:
        asked = form.asked()
        page = hotspots.drawn(hotspots.find(request.scope, asked))  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "asked": asked,
        "choices": [(p, p.label[0].upper() + p.label[1:]) for p in form.known],
        "harm": harm.about(),
        "query": request.GET.urlencode(),
        "error_count": len(form.errors),
    }
    return render(request, "performance/hot_spots.html", context, status=200 if form.is_valid() else 422)


@policy.requires("figures.read")
def hot_spots_file(request: HttpRequest) -> HttpResponse:
    """Every place as CSV: its numbers, their intervals, both p-values, and what it was found to be."""
    scope = request.scope  # type: ignore[attr-defined]
    form = _form(request)
    if not (form.is_valid() and form.known):
        raise Http404
    asked = form.asked()
    body = downloads.places_as_csv(hotspots.table(hotspots.find(scope, asked)))
    looking.places_taken_away(by=scope, asked=asked)
    name = f"hot-spots-{asked.kind}-{asked.lpu.lower() or 'force'}-{asked.period.last_month.start:%Y-%m}.csv"
    return HttpResponse(
        body,
        content_type=downloads.CONTENT_TYPES["csv"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _form(request: HttpRequest) -> HotSpotsForm:
    scope = request.scope  # type: ignore[attr-defined]
    return HotSpotsForm(
        request.GET, areas=areas(scope), bound=bool(scope.lpus), known=hotspots.periods_known()
    )
