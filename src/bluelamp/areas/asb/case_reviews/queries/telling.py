"""What happened in case reviews, for the timeline of their case: plain values, to whoever may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from bluelamp.areas.asb.case_reviews.models import Progress
from bluelamp.areas.asb.case_reviews.queries import records
from bluelamp.areas.asb.case_reviews.words import STATES
from bluelamp.kernel.access.happenings import Happening
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.register.spans import LONDON


def tell(scope: Scope, looked: Look, now: datetime) -> Iterable[Happening]:
    """Each step of each application of a record."""
    if not looked.shows(records.ITEM):
        return
    body = str(looked.holding.organisation)
    for step in Progress.objects.filter(application__holding=looked.holding):
        at = datetime.combine(step.on, time(12), LONDON)
        link = f"/asb/case-reviews/{looked.ref}/{step.application_id}/"
        yield Happening(
            at, step.by_name, body, "case review", f"Case review: {STATES[step.state]}", link=link
        )
