"""Promises, cards, contact, the plan for a victim and reviews, for an agency's own system.

``router`` has the addresses that begin with a record's; ``waiting`` what waits for a supervisor over all of them.
"""

from __future__ import annotations

from ninja import Router

from bluelamp.practice.promises.api import cards, contact, measures, plans, promises, reviews
from bluelamp.practice.promises.api.reviews import waiting

router = Router()
for part in (promises, cards, contact, plans, measures, reviews):
    router.add_router("", part.router)
__all__ = ["router", "waiting"]
