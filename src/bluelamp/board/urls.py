"""Addresses under /board/."""

from __future__ import annotations

from django.urls import path

from bluelamp.board.checking import views as checking
from bluelamp.board.views import comments, minutes, papers, public, releases

app_name = "board"
urlpatterns = [
    path("", papers.papers, name="papers"),
    path("check/", checking.check_paper, name="check"),
    path("public/", public.papers, name="public-papers"),
    path("public/<slug:key>/", public.paper, name="public-paper"),
    path("public/<slug:key>/files/<str:name>", public.file, name="public-file"),
    path("papers/<slug:key>/", papers.paper, name="paper"),
    path("papers/<slug:key>/build", papers.build, name="build"),
    path("papers/<slug:key>/ten-minutes/", minutes.in_ten_minutes, name="ten-minutes"),
    path("papers/<slug:key>/minutes/", minutes.minutes, name="minutes"),
    path("papers/<slug:key>/minutes/<slug:meeting>/<int:number>/", minutes.minute, name="minute"),
    path("papers/<slug:key>/comments/", comments.comments, name="comments"),
    path("papers/<slug:key>/comments/<int:number>/", comments.comment, name="comment"),
    path("papers/<slug:key>/comments/<int:number>/confirm", comments.confirm, name="confirm"),
    path("papers/<slug:key>/editions/<int:number>/", papers.edition, name="edition"),
    path("papers/<slug:key>/editions/<int:number>/findings", papers.findings, name="findings"),
    path("papers/<slug:key>/editions/<int:number>/sign", papers.sign, name="sign"),
    path("papers/<slug:key>/editions/<int:number>/files/<str:name>", papers.file, name="file"),
    path("papers/<slug:key>/editions/<int:number>/public/", releases.releases, name="releases"),
    path("papers/<slug:key>/editions/<int:number>/public/<int:copy>/", releases.release, name="release"),
]
