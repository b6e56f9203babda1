"""The records that promises hang on: found by reference, whatever their kind, and as far as somebody may see them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.finding import one_of
from bluelamp.kernel.access.joining import to_write
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, visible

PROMISES, CONTACT, PLAN, REVIEWS = "promises", "contact_plan", "victim_plan", "reviews"
"""Items that an area declares in its kind, so that each can be opened to a partner or kept. Where a kind declares none
of that name, what belongs to it stays with the record's own organisation."""


def seen(scope: Scope, record: str | Look, item: str, *, now: datetime) -> Look:
    """A record on which this item may be read. ``record`` is its reference, or the look that the caller has already."""
    require(scope, "promises.read")
    looked = record if isinstance(record, Look) else one_of(scope, record, kinds.every(), now=now)
    if not shows(looked, item):
        raise NotPermitted(NOT_THERE)
    return looked


def writable(
    scope: Scope,
    record: str | Look,
    item: str,
    *,
    now: datetime,
    act: str = "promises.keep",
    ends: bool = False,
) -> Look:
    """The same for writing: it is one's own organisation's record, open, and the role writes the item.

    ``ends``: it carries to its end what began before, which a record that was joined with another still lets one do.
    """
    looked = seen(scope, record, item, now=now)
    require(scope, act)
    decision = to_write(scope, looked, now=now, ends=ends)
    if item in looked.kind.keys and item not in decision.items:
        raise NotPermitted(f"Your role does not let you change this part of the record: {item}.")
    return looked


def may_write(
    scope: Scope,
    looked: Look,
    item: str,
    *,
    now: datetime,
    act: str = "promises.keep",
    ends: bool = False,
) -> bool:
    """Would :func:`writable` let them?"""
    try:
        writable(scope, looked, item, now=now, act=act, ends=ends)
    except (NotNow, NotPermitted):
        return False
    return True


def shows(looked: Look, item: str) -> bool:
    return looked.shows(item) if item in looked.kind.keys else looked.is_own


def within(scope: Scope, item: str, *, now: datetime, kind: str = "") -> Q:
    """The condition on a row with a ``holding`` that this reader may see that item of it."""
    require(scope, "promises.read")
    ways = Q(pk__in=())
    for each in kinds.every():
        if kind in ("", each.key) and scope.may(each.read):
            declared = (item,) if item in each.keys else ()
            rows = visible(scope, each, now=now, items=declared)
            if not declared and scope.role != "system":
                rows = rows.filter(organisation__key=scope.body)
            ways |= Q(holding__in=rows.order_by().values("pk"))
    return ways
