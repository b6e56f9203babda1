"""Reading about people: what a query finds leaves only together with the record of who was shown it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.actions import showing
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
        detail = {"asked": asked.tags(), "found": len(found.people), "is_more": found.is_more}
        _people_shown(by, "people.search", found.people, now, detail=detail)
    return found


def person(*, by: Scope, ref: str, now: datetime, reason: str = "") -> Profile:
    """Open somebody's page. Restricted records want a reason (``audit.ReasonNeeded``)."""
    with transaction.atomic():
        whose = queries.profiles.person(by, ref, now=now)
        _people_shown(by, "people.person", [whose], now, sensitivity=whose.sensitivity, reason=reason)
    return whose


def record(*, by: Scope, ref: str, now: datetime, reason: str = "") -> tuple[Source, Profile]:
    """Open one organisation's record, and learn whose it is."""
    with transaction.atomic():
        source, whose = queries.profiles.record(by, ref, now=now)
        only = Profile(whose.ref, whose.head, (source,))
        _people_shown(by, "people.record", [only], now, sensitivity=only.sensitivity, reason=reason)
    return source, whose


def page_of_records(*, by: Scope, cursor: str | None, limit: int, now: datetime) -> Page[Source]:
    """A page of the records that ``by`` may see. Restricted ones are left out: each is opened alone, for a reason."""
    with transaction.atomic():
        page = paging.page(
            queries.profiles.open_records(by, now=now), cursor=cursor, limit=limit, by="holding__ref"
        )
        shown = queries.profiles.sources(by, page.items, now=now)
        _shown(by, "people.records", shown, now)
    return Page(shown, page.next)


def pair(*, by: Scope, number: int, now: datetime) -> Pair:
    """Open a pair of the queue: both records are shown."""
    with transaction.atomic():
        one = queries.matching.pair(by, number, now=now)
        _shown(by, "people.pair", [one.left, one.right], now)
    return one


def page_of_pairs(*, by: Scope, outcome: str, page: int, size: int, now: datetime) -> tuple[list[Pair], int]:
    """A page of the queue, and how many pairs it holds in all."""
    with transaction.atomic():
        rows = queries.matching.waiting(by, now=now, outcome=outcome)
        shown = queries.matching.pairs(by, list(rows[(page - 1) * size : page * size]), now=now)
        _shown(by, "people.pairs", [side for one in shown for side in (one.left, one.right)], now)
        return shown, rows.count()


def _people_shown(by: Scope, operation: str, people: Sequence[Profile], now: datetime, **more: Any) -> None:
    named = [f"person:{whose.ref}" for whose in people]
    _shown(by, operation, [source for whose in people for source in whose.sources], now, named=named, **more)


def _shown(
    by: Scope,
    operation: str,
    shown: Iterable[Source],
    now: datetime,
    *,
    named: Sequence[str] = (),
    **more: Any,
) -> None:
    """Write down what was shown. To whom it does not belong it is a disclosure, on the ground of grants."""
    showing.shown(
        by=by, operation=operation, looks=[source.look for source in shown], named=named, now=now, **more
    )
