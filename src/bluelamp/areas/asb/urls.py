"""Addresses under ``/asb/``."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "asb"
urlpatterns: list[URLPattern] = []
