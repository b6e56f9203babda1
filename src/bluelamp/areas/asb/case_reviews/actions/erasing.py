"""Erasing what case reviews keep of one record, for the plan of its kind."""

from __future__ import annotations

from bluelamp.areas.asb.case_reviews.models import Application
from bluelamp.kernel.keeping.plans import Gone


def erase(holding_id: int) -> Gone:
    """Every application of a holding with all that was written about it. Inside the erasure's transaction."""
    rows = Application.objects.filter(holding=holding_id)
    objects = frozenset(f"application:{pk}" for pk in rows.values_list("pk", flat=True))
    rows.delete()
    return Gone(objects=objects)
