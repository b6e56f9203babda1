"""The keeping of records."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.keeping import views

app_name = "keeping"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("schedule", views.schedule, name="schedule"),
    path("<slug:ref>/", views.record, name="record"),
    path("<slug:ref>/group", views.regroup, name="regroup"),
    path("<slug:ref>/keep", views.retain, name="retain"),
    path("<slug:ref>/dispose", views.propose, name="propose"),
    path("<slug:ref>/erase", views.approve, name="approve"),
    path("<slug:ref>/decline", views.decline, name="decline"),
    path("<slug:ref>/hold", views.hold, name="hold"),
    path("<slug:ref>/lift", views.lift, name="lift"),
]
