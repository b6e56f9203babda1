"""Reports as an agency's own system reads them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.areas.asb import queries
from bluelamp.areas.asb.models import Report
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.ui.api import paging
from bluelamp.ui.api.paging import Page


def page(*, by: Scope, cursor: str | None, limit: int, now: datetime) -> Page[Report]:
    """A page of the reports that ``by`` may see; the cases they stand in are written down. Restricted ones stay out."""
    with transaction.atomic():
        found = paging.page(queries.reports.reports(by, now=now), cursor=cursor, limit=limit, by="ref")
        held = {one.case.holding for one in found.items}
        is_own = all(one.organisation.key == by.body for one in held)
        audit.record(
            by=by,
            operation="asb.reports",
            kind="consultation" if is_own else "disclosure",
            objects=sorted(f"holding:{one.ref}" for one in held),
            recipient="" if is_own else by.organisation,
            reason="Reports asked for through the API.",
        )
    return found
