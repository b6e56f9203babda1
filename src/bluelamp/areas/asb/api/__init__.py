"""Anti-social behaviour for an agency's own system: reports in, and cases as far as they are open to it."""

from __future__ import annotations

from ninja import Router

from bluelamp.areas.asb.api import cases, reports

router = Router()
router.add_router("", reports.router)
router.add_router("", cases.router)
