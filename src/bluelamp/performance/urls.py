"""Addresses under /performance/: one a page."""

from __future__ import annotations

from django.urls import path

from bluelamp.performance import views

app_name = "performance"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("measures/<slug:key>/", views.measure, name="measure"),
    path("measures/<slug:key>/rolling-year/", views.rolling_year, name="rolling-year"),
    path("measures/<slug:key>/places/", views.places, name="places"),
    path("measures/<slug:key>/dates/", views.dates, name="dates"),
    path("measures/<slug:key>/mix/", views.mix, name="mix"),
    path("measures/<slug:key>/series.<str:form>", views.series, name="series"),
    path("figures/<int:figure_id>/", views.figure, name="figure"),
    path("figures/<int:figure_id>/rows/", views.rows, name="rows"),
    path("facts/", views.facts, name="facts"),
    path("imports/", views.imports, name="imports"),
]
