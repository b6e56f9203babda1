"""Reading about people: what a query finds leaves only together with the record of who was shown it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.people import queries
from bluelamp.kernel.people.queries.finding import Asked, Found
from bluelamp.kernel.people.queries.matching import Pair
from bluelamp.kernel.people.queries.profiles import Profile, Source
from bluelamp.ui.api import paging
from bluelamp.ui.api.paging import Page


def search(*, by: Scope, asked: Asked, now: datetime) -> Found:
    """Look for somebody. The record holds whom it found, and of the words only tags."""
    with transaction.atomic():
        found = queries.finding.search(by, asked, now=now)
        audit.shown(
            by=by,
            operation="people.search",
            objects=_named(found.people),
            detail={"asked": asked.tags(), "found": len(found.people), "is_more": found.is_more},
        )
    return found


def person(*, by: Scope, ref: str, now: datetime, reason: str = "") -> Profile:
    """Open somebody's page. Restricted records want a reason (``audit.ReasonNeeded``)."""
    with transaction.atomic():
        whose = queries.profiles.person(by, ref, now=now)
        _shown(by, "people.person", whose, reason)
    return whose


def record(*, by: Scope, ref: str, now: datetime, reason: str = "") -> tuple[Source, Profile]:
    """Open one organisation's record, and learn whose it is."""
    with transaction.atomic():
        source, whose = queries.profiles.record(by, ref, now=now)
        _shown(by, "people.record", Profile(whose.ref, whose.head, (source,)), reason)
    return source, whose


def page_of_records(*, by: Scope, cursor: str | None, limit: int, now: datetime) -> Page[Source]:
    """A page of the records that ``by`` may see. Restricted ones are left out: each is opened alone, for a reason."""
    with transaction.atomic():
        page = paging.page(
            queries.profiles.open_records(by, now=now), cursor=cursor, limit=limit, by="holding__ref"
        )
        shown = queries.profiles.sources(by, page.items, now=now)
        audit.shown(by=by, operation="people.records", objects=[f"record:{source.ref}" for source in shown])
    return Page(shown, page.next)


def pair(*, by: Scope, number: int, now: datetime) -> Pair:
    """Open a pair of the queue: both records are shown."""
    with transaction.atomic():
        one = queries.matching.pair(by, number, now=now)
        _pairs_shown(by, "people.pair", [one])
    return one


def page_of_pairs(*, by: Scope, outcome: str, page: int, size: int, now: datetime) -> tuple[list[Pair], int]:
    """A page of the queue, and how many pairs it holds in all."""
    with transaction.atomic():
        rows = queries.matching.waiting(by, now=now, outcome=outcome)
        shown = queries.matching.pairs(by, list(rows[(page - 1) * size : page * size]), now=now)
        _pairs_shown(by, "people.pairs", shown)
        return shown, rows.count()


def _shown(by: Scope, operation: str, whose: Profile, reason: str) -> None:
    audit.shown(
        by=by, operation=operation, objects=_named([whose]), sensitivity=whose.sensitivity, reason=reason
    )


def _pairs_shown(by: Scope, operation: str, pairs: Iterable[Pair]) -> None:
    refs = {source.ref for pair in pairs for source in (pair.left, pair.right)}
    audit.shown(by=by, operation=operation, objects=[f"record:{ref}" for ref in sorted(refs)])


def _named(people: Iterable[Profile]) -> list[str]:
    """Each person and each of their records that were shown."""
    return [
        name
        for whose in people
        for name in (f"person:{whose.ref}", *(f"record:{source.ref}" for source in whose.sources))
    ]
