"""Every address, floor by floor."""

from __future__ import annotations

urlpatterns: list = []
