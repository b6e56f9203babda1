"""Erasing what powers keep of one record, for the plan of its kind."""

from __future__ import annotations

from bluelamp.kernel.keeping.plans import Gone
from bluelamp.practice.powers.models import Order, Remedy


def erase(holding_id: int) -> Gone:
    """Every order and remedy of a holding, with all that was written about them. Inside the erasure's transaction."""
    orders = Order.objects.filter(holding=holding_id)
    remedies = Remedy.objects.filter(holding=holding_id)
    objects = {f"order:{pk}" for pk in orders.values_list("pk", flat=True)}
    objects |= {f"remedy:{pk}" for pk in remedies.values_list("pk", flat=True)}
    orders.delete()
    remedies.delete()
    return Gone(objects=frozenset(objects))
