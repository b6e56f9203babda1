"""Addresses under ``/instruments/``."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "instruments"
urlpatterns: list[URLPattern] = []
