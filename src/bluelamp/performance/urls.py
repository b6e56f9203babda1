"""Addresses under /performance/: one a page."""

from __future__ import annotations

from django.urls import path

from bluelamp.performance.views import measures

app_name = "performance"
urlpatterns = [
    path("", measures.summary, name="summary"),
    path("measures/<slug:key>/", measures.measure, name="measure"),
    path("measures/<slug:key>/rolling-year/", measures.rolling_year, name="rolling-year"),
    path("measures/<slug:key>/places/", measures.places, name="places"),
    path("measures/<slug:key>/dates/", measures.dates, name="dates"),
    path("measures/<slug:key>/mix/", measures.mix, name="mix"),
    path("measures/<slug:key>/series.<str:form>", measures.series, name="series"),
    path("figures/<int:figure_id>/", measures.figure, name="figure"),
    path("figures/<int:figure_id>/rows/", measures.rows, name="rows"),
    path("facts/", measures.facts, name="facts"),
    path("imports/", measures.imports, name="imports"),
]
