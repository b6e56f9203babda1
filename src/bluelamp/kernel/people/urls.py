"""Addresses under /people/. None of them holds anything about anybody: what is looked for travels in the form."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.people import views

app_name = "people"
urlpatterns = [
    path("", views.finding.search, name="search"),
    path("records/new", views.records.add, name="add"),
    path("records/<slug:ref>/", views.records.record, name="record"),
    path("records/<slug:ref>/edit", views.records.edit, name="edit"),
    path("matches/", views.matching.waiting, name="matches"),
    path("matches/put-forward", views.matching.put_forward, name="put-forward"),
    path("matches/<int:number>/", views.matching.pair, name="pair"),
    path("<slug:ref>/", views.finding.person, name="person"),
    path("<slug:ref>/merge", views.merging.merge, name="merge"),
    path("<slug:ref>/merges/<int:number>/undo", views.merging.unmerge, name="unmerge"),
]
