"""Addresses under /audit/. None of them holds a name: people are references, officers numbers."""

from __future__ import annotations

from django.urls import path

from bluelamp.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.search, name="search"),
    path("officers", views.officers, name="officers"),
    path("records/<int:seq>/", views.record, name="record"),
    path("download", views.download, name="download"),
    path("misuse", views.misuse, name="misuse"),
    path("extract", views.extract, name="extract"),
    path("verification", views.verification, name="verification"),
    path("seals.jsonl", views.seals, name="seals"),
]
