"""Erasing what was promised on one record: the part of its erasure plan that promises answer for."""

from __future__ import annotations

from bluelamp.kernel.keeping.plans import Gone
from bluelamp.practice.promises.models import (
    Attempt,
    Banding,
    Card,
    ContactPlan,
    Promise,
    SampledRecord,
    SupervisorReview,
    SupervisorTask,
    VictimPlan,
)

ALL = (
    Attempt,
    Card,
    ContactPlan,
    Promise,
    SampledRecord,
    SupervisorReview,
    SupervisorTask,
    VictimPlan,
    Banding,
)
"""Every table with a holding. What hangs on their rows goes with them."""


def erase(holding_id: int) -> Gone:
    """Remove every row of one record, inside the transaction of its erasure; names what the audit record spoke of."""
    objects = {
        f"promise:{pk}" for pk in Promise.objects.filter(holding=holding_id).values_list("pk", flat=True)
    }
    objects |= {f"card:{pk}" for pk in Card.objects.filter(holding=holding_id).values_list("pk", flat=True)}
    for model in ALL:
        model._default_manager.filter(holding=holding_id).delete()
    return Gone(objects=frozenset(objects))
