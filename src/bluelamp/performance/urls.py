"""Addresses under /performance/: one a page."""

from __future__ import annotations

from django.urls import path

from bluelamp.performance.views import hotspots, measures, rebases, signals, trials

app_name = "performance"
urlpatterns = [
    path("", measures.summary, name="summary"),
    path("measures/<slug:key>/", measures.measure, name="measure"),
    path("measures/<slug:key>/rolling-year/", measures.rolling_year, name="rolling-year"),
    path("measures/<slug:key>/places/", measures.places, name="places"),
    path("measures/<slug:key>/dates/", measures.dates, name="dates"),
    path("measures/<slug:key>/mix/", measures.mix, name="mix"),
    path("measures/<slug:key>/series.<str:form>", measures.series, name="series"),
    path("measures/<slug:key>/rebases/propose/", rebases.propose, name="propose-rebase"),
    path("rebases/", rebases.rebases, name="rebases"),
    path("rebases/<int:rebase_id>/", rebases.rebase, name="rebase"),
    path("rebases/<int:rebase_id>/decide/", rebases.decide, name="decide-rebase"),
    path("rebases/<int:rebase_id>/withdraw/", rebases.withdraw, name="withdraw-rebase"),
    path("figures/<int:figure_id>/", measures.figure, name="figure"),
    path("figures/<int:figure_id>/rows/", measures.rows, name="rows"),
    path("signals/", signals.force, name="signals"),
    path("signals/<slug:level>/<slug:code>/", signals.place, name="signals-of"),
    path("week/", signals.week, name="week"),
    path("hot-spots/", hotspots.hot_spots, name="hot-spots"),
    path("hot-spots/places.csv", hotspots.hot_spots_file, name="hot-spots-file"),
    path("pilot/", trials.pilot, name="pilot"),
    path("facts/", measures.facts, name="facts"),
    path("imports/", measures.imports, name="imports"),
]
