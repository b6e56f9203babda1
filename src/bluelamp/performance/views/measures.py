"""Pages of measures and figures: scope, form, query, template."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.analysis import spc
from bluelamp.kernel.access import policy
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue, downloads, looking, queries, words
from bluelamp.performance.forms import OnePeriodForm, PeriodsForm, TakesForm, WhichForm
from bluelamp.performance.queries.which import Which
from bluelamp.performance.views.frame import (
    areas,
    frame,
    is_charted_by_neighbourhood,
    of_measure,
    places_of,
)
from bluelamp.ui.attachments import attachment

PARTS_OF = {"crime-satisfaction": ("vehicle-crime-satisfaction", "crime-satisfaction-excluding-vehicle")}
"""Measures whose page lays a part and the rest side by side (paragraphs 28 to 31)."""


@policy.requires("figures.read")
def summary(request: HttpRequest) -> HttpResponse:
    """The board summary: one row a measure."""
    scope = request.scope  # type: ignore[attr-defined]
    area = request.GET.get("area", "")
    if area and area not in dict(areas(scope)):
        raise Http404
    rows = queries.summary(scope, **({"area_level": "lpu", "area": area} if area else {}))
    context = {
        "rows": rows,
        "month": queries.latest_month(rows),
        "area": area,
        "areas": areas(scope),
        "waiting": queries.waiting(scope) if scope.may("signals.approve_rebase") else (),
    }
    return render(request, "performance/summary.html", context)


@policy.requires("figures.read")
@of_measure
def measure(request: HttpRequest, measure: Measure) -> HttpResponse:
    """One measure: its sentence, chart and table, what would be a signal next month, and who decided on its limits."""
    scope = request.scope  # type: ignore[attr-defined]
    which = WhichForm(request.GET, measure=measure, areas=places_of(scope, measure))
    asked = which.asked() if which.is_valid() else Which()
    context = frame(measure, "measure", which)
    try:
        judged = queries.signal(scope, measure.key, kind=which.kind_asked(), **asked)
    except spc.RollingSeriesRefused as refused:
        months = queries.signal(scope, measure.key, **asked)
        years = figures.series(scope, measure.key, kind="rolling_year", **asked)
        line = queries.rolling_chart(measure, months.readings, years, str(refused)) if years else None
        return render(request, "performance/refused.html", context | {"refused": refused, "line": line})
    context |= {"judged": judged, "year": None, "step": None}
    context["basis_words"] = words.BASES.get(judged.last.basis, "")
    context["rebases"] = queries.rebases(scope, queries.series_of(judged.last))
    years = figures.series(scope, measure.key, kind="rolling_year", upto=judged.last.period, **asked)
    if years and years[-1].value is not None:
        context["year"] = years[-1]
        if measure.unit == "percent":
            with suppress(queries.TooFewMonths):
                context["step"] = queries.latest_step(scope, measure.key, upto=judged.last.period, **asked)
    return render(request, "performance/measure.html", context, status=200 if which.is_valid() else 422)


@policy.requires("figures.read")
@of_measure
def rolling_year(request: HttpRequest, measure: Measure) -> HttpResponse:
    """The rolling year: why it moved, and what each coming month would have to be."""
    scope = request.scope  # type: ignore[attr-defined]
    if measure.unit != "percent":
        raise Http404("Only a share has a rolling year to project.")
    which = WhichForm(request.GET, measure=measure, areas=places_of(scope, measure))
    asked = which.asked() if which.is_valid() else Which()
    form = TakesForm(request.GET)
    years = figures.series(scope, measure.key, kind="rolling_year", **asked)
    months = figures.series(scope, measure.key, **asked)
    context = frame(measure, "rolling-year", which)
    try:
        step = queries.latest_step(scope, measure.key, **asked)
    except queries.TooFewMonths as few:
        line = queries.rolling_chart(measure, months, years, str(few)) if years else None
        context |= {"few": few, "line": line}
        status = 200 if which.is_valid() else 422
        return render(request, "performance/too_few_months.html", context, status=status)
    context |= {
        "form": form,
        "step": step,
        "chart_": queries.rolling_chart(measure, months, years, step.sentence),
        "takes": None,
        "needs_target": False,
    }
    if form.is_valid() and which.is_valid():
        try:
            context["takes"] = queries.what_it_takes(scope, measure.key, **form.asked(), **asked)
        except queries.NoTarget:
            context["needs_target"] = True
    valid = form.is_valid() and which.is_valid()
    return render(request, "performance/rolling_year.html", context, status=200 if valid else 422)


@policy.requires("figures.read")
@of_measure
def places(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Local policing units side by side, with the doubt in each."""
    scope = request.scope  # type: ignore[attr-defined]
    if "lpu" not in measure.area_levels:
        raise Http404("This measure is not taken by local policing unit.")
    form = OnePeriodForm(request.GET)
    last = queries.signal(scope, measure.key).last.period
    choices = _periods(scope, measure, ("rolling_year", "quarter", "month"))
    asked: Period | None = form.cleaned_data["period"] if form.is_valid() else None
    found = None
    if form.is_valid():
        found = queries.by_area(scope, measure.key, asked or choices[0][0])
    context = frame(measure, "places") | {"form": form, "found": found, "choices": choices, "last": last}
    return render(request, "performance/places.html", context, status=200 if form.is_valid() else 422)


@policy.requires("figures.read")
@of_measure
def dates(request: HttpRequest, measure: Measure) -> HttpResponse:
    """The same answers by date of interview and by date of incident."""
    if "incident" not in measure.tally.bases:
        raise Http404("This measure has one date only.")
    lag = queries.lag_view(request.scope, measure.key)  # type: ignore[attr-defined]
    return render(request, "performance/dates.html", frame(measure, "dates") | {"lag": lag})


@policy.requires("figures.read")
@of_measure
def mix(request: HttpRequest, measure: Measure) -> HttpResponse:
    """A change split into rate and mix; a whole beside one part and the rest."""
    scope = request.scope  # type: ignore[attr-defined]
    if "crime_group" not in measure.tally.breakdowns or measure.unit != "percent":
        raise Http404("This measure is not broken down by crime group.")
    form = PeriodsForm(request.GET)
    choices = _periods(scope, measure, ("month", "rolling_year"))
    context = frame(measure, "mix") | {"form": form, "choices": choices, "split": None, "apart": []}
    if form.is_valid():
        last = queries.signal(scope, measure.key).last.period
        later = form.cleaned_data["later"] or last
        earlier = form.cleaned_data["earlier"] or later.shift(-12)
        context |= {"earlier": earlier, "later": later}
        context["split"] = queries.mix_and_rate(scope, measure.key, "crime_group", earlier, later)
        if measure.key in PARTS_OF:
            kinds = [figures.last_period(scope, measure.key, kind) for kind in ("month", "rolling_year")]
            context["apart"] = [
                queries.exclusion(scope, measure.key, *PARTS_OF[measure.key], p) for p in kinds if p
            ]
    return render(request, "performance/mix.html", context, status=200 if form.is_valid() else 422)


@policy.requires("figures.read")
@of_measure
def series(request: HttpRequest, measure: Measure, form: str) -> HttpResponse:
    """Every monthly figure of a measure as CSV or Parquet, with what each rests on."""
    scope = request.scope  # type: ignore[attr-defined]
    which = WhichForm(request.GET, measure=measure, areas=places_of(scope, measure))
    if form not in downloads.FORMS or not which.is_valid():
        raise Http404
    readings = figures.series(scope, measure.key, **which.asked())
    if not readings:
        raise figures.NoSuchFigure(f"No figures of {measure.title} have been taken.")
    body = downloads.FORMS[form](measure, readings)
    looking.series_taken_away(by=scope, measure=measure.key, form=form, which=which.asked())
    place = which.asked().get("area", "force").lower()
    if which.asked().get("basis") == "incident":
        place += "-by-incident"
    return attachment(body, name=f"{measure.key}-{place}.{form}", content_type=downloads.CONTENT_TYPES[form])


@policy.requires("figures.read")
def figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """The passport of one figure: what it says, what it rests on, and every version of it."""
    scope = request.scope  # type: ignore[attr-defined]
    try:
        reading = figures.by_id(scope, figure_id)
    except figures.NoSuchFigure as missing:
        raise Http404(str(missing)) from missing
    history = figures.history(scope, figure_id)
    context = {
        "reading": reading,
        "measure": catalogue.measure(reading.measure),
        "history": history,
        "superseded": history[0].id != reading.id,
        "partitions": queries.partitions_behind(scope, reading),
        "place": queries.place_name(reading.area_level, reading.area),
        "basis_words": words.BASES.get(reading.basis, ""),
        "counted": words.counted,
        "query": _query(reading),
        "may_open_rows": scope.may("facts.read_rows"),
    }
    return render(request, "performance/figure.html", context)


@policy.requires("facts.read_rows")
def rows(request: HttpRequest, figure_id: int) -> HttpResponse:
    """The depersonalised rows behind a figure. Opening them is recorded in the same transaction."""
    scope = request.scope  # type: ignore[attr-defined]
    page = request.GET.get("page", "1")
    try:
        # A number of eight digits is further than any page of rows; a longer one would not fit the engine's offset.
        found = queries.rows(scope, figure_id, page=int(page[:8]) or 1 if page.isdecimal() else 1)
    except figures.NoSuchFigure as missing:
        raise Http404(str(missing)) from missing
    if found.page > found.pages:
        raise Http404("There is no such page.")
    looking.rows_opened(by=scope, figure_id=figure_id, page=found.page)
    return render(request, "performance/rows.html", {"found": found, "measure": found.measure})


@policy.requires("facts.list")
def facts(request: HttpRequest) -> HttpResponse:
    """What has arrived, and what has not."""
    return render(request, "performance/facts.html", {"sheets": queries.facts(request.scope)})  # type: ignore[attr-defined]


@policy.requires("imports.read")
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, with how its rows were counted."""
    return render(request, "performance/imports.html", {"imports": queries.imports(request.scope)})  # type: ignore[attr-defined]


def _query(reading: Reading) -> str:
    """What takes a reader from a figure to the chart it stands in: the same place and the same date."""
    by_unit = reading.area_level == "lpu"
    by_neighbourhood = reading.area_level == "neighbourhood" and is_charted_by_neighbourhood(
        catalogue.measure(reading.measure)
    )
    kept = {"area": reading.area} if by_unit or by_neighbourhood else {}
    if reading.basis == "incident":
        kept["basis"] = reading.basis
    return "?" + urlencode(kept) if kept else ""


def _periods(scope: Any, measure: Measure, kinds: tuple[str, ...]) -> list[tuple[Period, str]]:
    """Periods that have figures, newest first within each kind, for a list to choose from."""
    found = []
    for kind in kinds:
        taken = [r.period for r in figures.series(scope, measure.key, kind=kind) if r.value is not None]
        found += [(period, period.label[0].upper() + period.label[1:]) for period in reversed(taken)]
    return found
