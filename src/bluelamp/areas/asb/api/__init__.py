"""Anti-social behaviour for an agency's own system: reports in, and cases as far as they are open to it."""

from __future__ import annotations

from ninja import Router

from bluelamp.areas.asb.api import approvals, cases, lists, moves, reports
from bluelamp.areas.asb.case_reviews import api as case_reviews
from bluelamp.practice.casework import api as casework
from bluelamp.practice.instruments import api as instruments
from bluelamp.practice.powers import api as powers
from bluelamp.practice.promises import api as promises

router = Router()
for own in (reports, lists, cases, moves, approvals):
    router.add_router("", own.router)
for beside in (
    casework.router,
    promises.router,
    instruments.assessments,
    powers.records,
    case_reviews.records,
):
    router.add_router("/cases", beside)
router.add_router("/reviews", promises.waiting)
router.add_router("/instruments", instruments.versions)
router.add_router("/case-reviews", case_reviews.lists)
router.add_router("", powers.register)
