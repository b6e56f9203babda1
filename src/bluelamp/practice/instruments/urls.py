"""Addresses under ``/instruments/``. None of them holds an answer."""

from __future__ import annotations

from django.urls import path

from bluelamp.practice.instruments import views

app_name = "instruments"
urlpatterns = [
    path("", views.register.register, name="register"),
    path("bring-in", views.register.bring_in, name="bring-in"),
    path("bias", views.register.bias, name="bias"),
    path("versions/<int:number>/", views.register.version, name="version"),
    path("versions/<int:number>/form", views.register.printable, name="printable"),
    path("versions/<int:number>/form.pdf", views.register.pdf, name="pdf"),
    path("versions/<int:number>/move", views.register.move, name="move"),
    path("versions/<int:number>/back-test", views.register.back_test, name="back-test"),
    path("<slug:ref>/", views.answering.record, name="record"),
    path("<slug:ref>/begin", views.answering.begin, name="begin"),
    path("<slug:ref>/<int:number>/", views.answering.assessment, name="assessment"),
    path("<slug:ref>/<int:number>/questions/<int:step>", views.answering.question, name="question"),
    path("<slug:ref>/<int:number>/finish", views.answering.finish, name="finish"),
    path("<slug:ref>/<int:number>/decline", views.answering.decline, name="decline"),
    path("<slug:ref>/<int:number>/approve", views.judging.approve, name="approve"),
    path("<slug:ref>/<int:number>/override", views.judging.override, name="override"),
    path("<slug:ref>/<int:number>/what-if", views.judging.what_if, name="what-if"),
]
