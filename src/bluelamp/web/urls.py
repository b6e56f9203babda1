"""Every address, floor by floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bluelamp.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("access/", include("bluelamp.kernel.access.urls")),
]
