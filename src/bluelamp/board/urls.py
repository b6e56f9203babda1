"""Addresses under /board/."""

from __future__ import annotations

from django.urls import path

from bluelamp.board import views
from bluelamp.board.checking import views as checking

app_name = "board"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("check/", checking.check_paper, name="check"),
    path("papers/<slug:key>/", views.paper, name="paper"),
    path("papers/<slug:key>/build", views.build, name="build"),
    path("papers/<slug:key>/editions/<int:number>/", views.edition, name="edition"),
    path("papers/<slug:key>/editions/<int:number>/findings", views.findings, name="findings"),
    path("papers/<slug:key>/editions/<int:number>/sign", views.sign, name="sign"),
    path("papers/<slug:key>/editions/<int:number>/files/<str:name>", views.file, name="file"),
]
