"""Keeping a search, for oneself or for others, changing it and letting it go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework import queries
from bluelamp.practice.casework.listing import Worklist
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import SavedSearch
from bluelamp.practice.casework.words import SEARCH_AUDIENCES

LABELS = {"title": "Name", "audience": "For"}
TAKEN = "You have a search of this name already."


def save(
    *, by: Scope, worklist: Worklist, title: str, chosen: Chosen, audience: str = "own", now: datetime
) -> SavedSearch:
    """Keep what was chosen in a worklist under a name. What it finds is decided anew for each who opens it."""
    if not by.may(worklist.act):
        raise NotPermitted(NOT_THERE)
    title = _refuse(title, audience)
    with transaction.atomic():
        row, is_new = SavedSearch.objects.get_or_create(
            owner_id=answerable(by),
            worklist=worklist.key,
            title=title,
            defaults={
                "chosen": queries.worklists.query_of(worklist, chosen),
                "owner_name": by.actor_name,
                "organisation": Organisation.objects.get(key=by.body),
                "department": by.organisation,
                "units": sorted(by.lpus | by.teams),
                "audience": audience,
                "saved_at": now,
            },
        )
        if not is_new:
            raise NotNow(TAKEN)
        _record(by, "save_search", row)
    return row


def rename(*, by: Scope, number: int, title: str, audience: str, version: int) -> SavedSearch:
    """Another name for it, or other readers."""
    row = queries.searches.search(by, number)
    title = _refuse(title, audience)
    with transaction.atomic():
        same = SavedSearch.objects.filter(owner=row.owner, worklist=row.worklist, title=title)
        if same.exclude(pk=row.pk).exists():
            raise NotNow(TAKEN)
        change(row, version, LABELS, title=title, audience=audience)
        _record(by, "rename_search", row)
    return row


def remove(*, by: Scope, number: int) -> None:
    """Let it go. It was a way to look and no record of anything."""
    row = queries.searches.search(by, number)
    with transaction.atomic():
        _record(by, "remove_search", row)
        row.delete()


def _refuse(title: str, audience: str) -> str:
    if not title.strip() or len(title.strip()) > 80:
        raise NotNow("Give it a name of at most 80 characters.")
    if audience not in SEARCH_AUDIENCES:
        raise NotNow("Choose who sees it.")
    return title.strip()


def _record(by: Scope, operation: str, row: SavedSearch) -> None:
    detail = {"worklist": row.worklist, "audience": row.audience}
    audit.record(
        by=by, operation=f"casework.{operation}", kind="other", objects=[f"search:{row.pk}"], detail=detail
    )
