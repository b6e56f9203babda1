"""Promises, contact and the plan for a victim, for an agency's own system. Addresses begin with a record's."""

from __future__ import annotations

from ninja import Router

from bluelamp.practice.promises.api import contact, plans, promises

router = Router()
router.add_router("", promises.router)
router.add_router("", contact.router)
router.add_router("", plans.router)
