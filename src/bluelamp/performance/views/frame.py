"""What every page of a measure shows around its own, and what an address that names none gets."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.places import queries as place_names
from bluelamp.performance import catalogue, words
from bluelamp.performance.forms import WhichForm
from bluelamp.performance.queries import around
from bluelamp.performance.queries.sources import made_up_words
from bluelamp.performance.queries.which import level_of


def of_measure(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the measure its address names. What was never taken, or is not for this reader, is not found."""

    @wraps(view)
    def found(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, catalogue.measure(key), **rest)
        except (catalogue.NoSuchMeasure, figures.NoSuchFigure) as missing:
            raise Http404(str(missing)) from missing

    return found


def frame(measure: Measure, page: str, which: WhichForm | None = None) -> dict[str, Any]:
    """What every page of a measure shows around its own."""
    pages = [("measure", "Overview")]
    if measure.unit == "percent":
        pages.append(("rolling-year", "Rolling year"))
    if "lpu" in measure.area_levels:
        pages.append(("places", "By place"))
    if "incident" in measure.tally.bases:
        pages.append(("dates", "By date of incident"))
    if "crime_group" in measure.tally.breakdowns and measure.unit == "percent":
        pages.append(("mix", "Mix and rate"))
    kept = (
        {name: value for name, value in which.cleaned_data.items() if value and name != "kind"}
        if which and which.is_valid()
        else {}
    )
    return {
        "measure": measure,
        "made_up": made_up_words(measure),
        "pages": pages,
        "page": page,
        "which": which,
        "kept": kept,
        "query": "?" + urlencode(kept) if kept else "",
        "shown": [
            place_names.names(level_of(kept.get("area", ""))).get(kept.get("area", ""), ""),
            words.BASES.get(kept.get("basis", ""), ""),
        ],
        "counted": words.counted,
    }


def areas(scope: Scope, measure: Measure | None = None) -> list[tuple[str, str]]:
    """The local policing units a reader may choose, by name; none for a measure of the whole force only."""
    if measure is not None and "lpu" not in measure.area_levels:
        return []
    units = place_names.names("lpu")
    mine = ((code, name) for code, name in units.items() if not scope.lpus or code in scope.lpus)
    return sorted(mine, key=lambda unit: unit[1])


def places_of(scope: Scope, measure: Measure) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place whose months a reader may choose, in groups: the units, then the neighbourhoods of each."""
    units = areas(scope, measure)
    if not units:
        return []
    inside = around.neighbourhoods(scope) if is_charted_by_neighbourhood(measure) else []
    return [("Local policing units", units), *inside]


def is_charted_by_neighbourhood(measure: Measure) -> bool:
    """Whether a measure has months there: a survey has too few interviews for that."""
    return "neighbourhood" in measure.area_levels and measure.is_taken_for("neighbourhood", Month(2014, 1))
