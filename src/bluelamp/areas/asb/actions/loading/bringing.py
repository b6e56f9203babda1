"""All cases or none, so many at once, and one audit record of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from django.db import transaction

from bluelamp.areas.asb.actions.loading import cases, reports, risk, work
from bluelamp.areas.asb.actions.loading.stories import Story
from bluelamp.areas.asb.models import StateChange
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.models.holdings import new_ref
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation

AT_ONCE = 500
Ref = Callable[[], str]


def bring_in(
    *,
    by: Scope,
    body: Organisation,
    stories: Iterable[Story],
    reviewer: User | None = None,
    ref: Ref = new_ref,
) -> int:
    """Keep so many cases of one organisation; all or none. Returns how many reports they hold.

    ``reviewer`` is who did the reviews that the stories tell of; ``ref`` gives each record its reference.
    """
    require(by, "asb.report")
    count, reported, rest = 0, 0, iter(stories)
    with transaction.atomic():
        while several := list(islice(rest, AT_ONCE)):
            count, reported = count + len(several), reported + _several(by, body, several, reviewer, ref)
        told = {"cases": count, "reports": reported}
        audit.record(by=by, operation="asb.load", kind="collection", objects=["asb:loaded"], detail=told)
    return reported


def _several(by: Scope, body: Organisation, stories: Sequence[Story], reviewer: User | None, ref: Ref) -> int:
    kept = cases.keep(by, body, stories, ref)
    made = reports.keep(by, body, kept, ref)
    StateChange.objects.bulk_create(move for one in kept for move in cases.moves(one))
    risk.keep(kept, work.name(reviewer))
    work.keep(kept, reviewer)
    return made
