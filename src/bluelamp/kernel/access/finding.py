"""Finding a record by its reference alone: for what hangs on records of several kinds, such as promises and orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, is_found, looked_for_among, visible


def kinds_with(*items: str) -> list[Kind]:
    """The kinds of record that have all these items."""
    return [kind for kind in kinds.every() if kind.keys.issuperset(items)]


def kind_of(scope: Scope, ref: str, among: Sequence[Kind], *, now: datetime) -> Kind:
    """As which of these kinds this reader finds the record with this reference; the last of them where as none.

    The reader is asked about in one kind after the other, and nothing else is: to look for what is not there takes the
    questions that it takes to look for what is not to be seen. :class:`NotPermitted` when there is no such kind.
    """
    if not among:
        raise NotPermitted(NOT_THERE)
    return next((kind for kind in among[:-1] if is_found(scope, ref, kind, now=now)), among[-1])


def seen(scope: Scope, record: str | Look, item: str, *, now: datetime) -> Look:
    """A record on which this item may be read. ``record`` is its reference, or the look that the caller has already.

    :class:`NotPermitted` says the same of no record, of one not to be seen, and of one that does not show the item.
    """
    looked = record if isinstance(record, Look) else one_of(scope, record, kinds_with(item), now=now)
    if not looked.shows(item):
        raise NotPermitted(NOT_THERE)
    return looked


def one_of(scope: Scope, ref: str, among: Sequence[Kind], *, now: datetime) -> Look:
    """The record with this reference, whichever of these kinds it is of, as this reader sees it.

    What is not there takes the question of what is not to be seen: one is asked, of all of them.
    """
    looked = looked_for_among(scope, ref, tuple(among), now=now) if among else None
    if looked is None:
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
