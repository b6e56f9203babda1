"""Addresses under ``/asb/case-reviews/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from bluelamp.areas.asb.case_reviews.views import changing, reading

app_name = "case_reviews"
ONE = "<slug:ref>/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("", reading.waiting, name="waiting"),
    path("published/", reading.published, name="published"),
    path("<slug:ref>/", reading.record, name="record"),
    path("<slug:ref>/apply/", changing.apply, name="apply"),
    path(ONE, reading.application, name="application"),
    path(f"{ONE}letter/", reading.letter, name="letter"),
    path(f"{ONE}acknowledge/", changing.acknowledge, name="acknowledge"),
    path(f"{ONE}ask/", changing.ask, name="ask"),
    path(f"{ONE}return/", changing.take_return, name="return"),
    path(f"{ONE}decide/", changing.decide, name="decide"),
    path(f"{ONE}panel/", changing.panel, name="panel"),
    path(f"{ONE}conclude/", changing.conclude, name="conclude"),
    path(f"{ONE}recommend/", changing.recommend, name="recommend"),
    path(f"{ONE}recommend/<int:recommendation>/", changing.answer, name="answer"),
    path(f"{ONE}outcome/", changing.outcome, name="outcome"),
    path(f"{ONE}close/", changing.close, name="close"),
    path(f"{ONE}appeal/", changing.appeal, name="appeal"),
    path(f"{ONE}appeal/decide/", changing.decide_appeal, name="decide-appeal"),
]
