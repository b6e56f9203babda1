"""Addresses under ``/powers/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from bluelamp.practice.powers.views import orders, register, remedies

app_name = "powers"
ORDER, REMEDY = "<slug:ref>/orders/<int:number>/", "<slug:ref>/remedies/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("", register.index, name="register"),
    path("coming/", register.coming, name="coming"),
    path("register/<slug:key>/", register.power, name="power"),
    path("<slug:ref>/", orders.record, name="record"),
    path("<slug:ref>/orders/add/", orders.consider, name="consider"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}writing/", orders.writing, name="writing"),
    path(f"{ORDER}step/", orders.step, name="step"),
    path(f"{ORDER}begin/", orders.begin, name="begin"),
    path(f"{ORDER}extend/", orders.extend, name="extend"),
    path(f"{ORDER}alter/", orders.alter, name="alter"),
    path(f"{ORDER}term/", orders.term, name="term"),
    path(f"{ORDER}breach/", orders.breach, name="breach"),
    path(f"{ORDER}breach/<int:breach>/", orders.outcome, name="outcome"),
    path("<slug:ref>/remedies/add/", remedies.add, name="remedy-add"),
    path(REMEDY, remedies.remedy, name="remedy"),
    path(f"{REMEDY}admit/", remedies.admit, name="admit"),
    path(f"{REMEDY}victim/", remedies.victim, name="victim"),
    path(f"{REMEDY}offer/", remedies.offer, name="offer"),
    path(f"{REMEDY}answer/", remedies.answer, name="answer"),
]
