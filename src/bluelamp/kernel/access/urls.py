"""The door."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.access import views

app_name = "access"
urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path("sign-out", views.SignOut.as_view(), name="sign-out"),
]
