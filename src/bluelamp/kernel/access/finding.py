"""Finding a record by its reference alone: for what hangs on records of several kinds, such as promises and orders."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db.models import Q

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, look, visible
from bluelamp.kernel.access.worded import Worded


def kinds_with(*items: str) -> list[Kind]:
    """The kinds of record that have all these items."""
    return [kind for kind in kinds.every() if kind.keys.issuperset(items)]


def kind_of(ref: str, *items: str) -> Kind:
    """The kind of the record with this reference, among the kinds that have all these items.

    Where there is none, some kind is given that finds nothing under this reference: to look for what is not there
    costs what it costs to look for what is not to be seen. :class:`NotPermitted` when no kind has the items.
    """
    able = kinds_with(*items)
    if not able:
        raise NotPermitted(NOT_THERE)
    key = next(iter(_key_of().put(ref=ref)), None)
    return next((kind for kind in able if kind.key == key), able[0])


@cache
def _key_of() -> Worded:
    return Worded(Holding.objects.filter(ref="?").values_list("kind", flat=True), ref="?")


def seen(scope: Scope, record: str | Look, item: str, *, now: datetime) -> Look:
    """A record on which this item may be read. ``record`` is its reference, or the look that the caller has already.

    :class:`NotPermitted` says the same of no record, of one not to be seen, and of one that does not show the item.
    """
    looked = record if isinstance(record, Look) else look(scope, record, kind_of(record, item), now=now)
    if not looked.shows(item):
        raise NotPermitted(NOT_THERE)
    return looked


def showing(scope: Scope, item: str, *, now: datetime) -> Q:
    """The condition on a row with a ``holding`` that this reader may see the item on it."""
    ways = Q(pk__in=())
    for kind in kinds_with(item):
        if scope.may(kind.read):
            rows = visible(scope, kind, now=now, items=(item,))
            ways |= Q(holding__in=rows.order_by().values("pk"))
    return ways
