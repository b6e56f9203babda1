"""Powers, orders and community remedies for an agency's own system: the register by its day, and those of a record."""

from __future__ import annotations

from ninja import Router

from bluelamp.practice.powers.api.orders import router as orders
from bluelamp.practice.powers.api.register import router as register
from bluelamp.practice.powers.api.remedies import router as remedies
from bluelamp.practice.powers.api.steps import router as steps

records = Router()
for router in (orders, steps, remedies):
    records.add_router("", router)
__all__ = ["records", "register"]
