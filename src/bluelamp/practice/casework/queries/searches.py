"""Searches that are kept, and what each finds for whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.practice.casework.listing import Worklist, every
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import SavedSearch
from bluelamp.practice.casework.queries import worklists
from bluelamp.practice.casework.queries.worklists import Count


@dataclass(frozen=True)
class Made:
    """A choice that the worklist makes for everybody: its address, and how many it finds today, for this reader."""

    title: str
    query: str
    count: Count


@dataclass(frozen=True)
class Kept:
    """A search with its worklist and how many it finds today, for this reader."""

    search: SavedSearch
    worklist: Worklist
    count: Count
    is_own: bool


def kept(scope: Scope, *, worklist: str = "", now: datetime) -> list[Kept]:
    """The reader's own searches and those shared with them, each with its count of today."""
    lists = {each.key: each for each in every() if scope.may(each.act) and worklist in ("", each.key)}
    rows = SavedSearch.objects.filter(worklist__in=lists, organisation__key=scope.body).select_related(
        "organisation"
    )
    return [_kept(scope, row, lists[row.worklist], now) for row in _open_to(scope, rows)]


def ready(scope: Scope, worklist: Worklist, *, now: datetime) -> list[Made]:
    """The choices made already, each with its count of today."""
    return [
        Made(
            each.title,
            worklists.query_of(worklist, Chosen(each.values)),
            worklists.count(scope, worklist, Chosen(each.values), now=now),
        )
        for each in worklist.ready
    ]


def search(scope: Scope, number: int) -> SavedSearch:
    """One of them, to change or remove: by whoever keeps it."""
    found = SavedSearch.objects.filter(pk=number, owner=scope.actor_id).first() if scope.actor_id else None
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def _kept(scope: Scope, row: SavedSearch, worklist: Worklist, now: datetime) -> Kept:
    form = worklists.form_of(scope, worklist, QueryDict(row.chosen))
    found = worklists.count(scope, worklist, worklists.chosen_in(form), now=now)
    return Kept(row, worklist, found, row.owner_id == scope.actor_id)


def _open_to(scope: Scope, rows: Iterable[SavedSearch]) -> list[SavedSearch]:
    """The reader's own; those for the organisation; those for their team, by the units of whoever saved them."""
    theirs = scope.lpus | scope.teams
    return [
        row
        for row in rows
        if row.owner_id == scope.actor_id
        or row.audience == "organisation"
        or (
            row.audience == "team"
            and (
                bool(theirs & set(row.units))
                if row.units
                else not theirs and row.department == scope.organisation
            )
        )
    ]
