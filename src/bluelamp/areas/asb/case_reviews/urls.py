"""Addresses under ``/asb/case-reviews/``."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "case_reviews"
urlpatterns: list[URLPattern] = []
