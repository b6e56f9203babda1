"""Case reviews for an agency's own system: those of a case, those that wait, and what is published."""

from __future__ import annotations

from ninja import Router

from bluelamp.areas.asb.case_reviews.api.applications import router as applications
from bluelamp.areas.asb.case_reviews.api.lists import router as lists
from bluelamp.areas.asb.case_reviews.api.reviews import router as reviews

records = Router()
for router in (applications, reviews):
    records.add_router("", router)
__all__ = ["lists", "records"]
