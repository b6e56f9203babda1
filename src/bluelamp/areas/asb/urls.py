"""Addresses under ``/asb/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from bluelamp.areas.asb import views

app_name = "asb"
urlpatterns: list[URLPattern] = [
    path("", views.lists.cases, name="cases"),
    path("reviews/", views.lists.reviews, name="reviews"),
    path("report/", views.reports.report, name="report"),
    path("report/<slug:ref>/", views.reports.taken, name="taken"),
    path("cases/<slug:ref>/", views.cases.case, name="case"),
    path("cases/<slug:ref>/work", views.cases.work, name="work"),
    path("cases/<slug:ref>/print", views.cases.printed, name="print"),
    path("cases/<slug:ref>/edit", views.cases.edit, name="edit"),
    path("cases/<slug:ref>/people/add", views.people.add, name="add-person"),
    path("cases/<slug:ref>/people/<int:number>/let-go", views.people.let_go, name="let-go"),
    path("cases/<slug:ref>/move", views.moves.move, name="move"),
    path("cases/<slug:ref>/approve", views.moves.approve, name="approve"),
    path("cases/<slug:ref>/reopen", views.moves.reopen, name="reopen"),
    path("cases/<slug:ref>/aside", views.moves.aside, name="aside"),
]
