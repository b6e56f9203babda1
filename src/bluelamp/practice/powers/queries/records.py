"""The records that orders hang on: found by reference, whatever their kind, and as far as somebody may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, look, permitted, visible

ITEM = "orders"
"""The item under which an area's kind shows orders and remedies. A kind without it has none."""


@dataclass(frozen=True)
class Somebody:
    """A person on a record, and what they are there. ``name`` is what the reader may call them."""

    person: int
    name: str
    role: str


People = Callable[[Scope, Look], Sequence[Somebody]]
"""Whom a record is about, as far as this reader may know: said by the area that keeps the record."""


def kind_of(ref: str) -> Kind:
    """The kind of a record that can have orders; :class:`NotPermitted` says the same of none and of one that cannot."""
    key = Holding.objects.filter(ref=ref).values_list("kind", flat=True).first()
    try:
        kind = kinds.called(key or "")
    except LookupError:
        raise NotPermitted(NOT_THERE) from None
    if ITEM not in kind.keys:
        raise NotPermitted(NOT_THERE)
    return kind


def seen(scope: Scope, record: str | Look, *, now: datetime) -> Look:
    """A record whose orders may be read. ``record`` is its reference, or the look that the caller has already."""
    looked = record if isinstance(record, Look) else look(scope, record, kind_of(record), now=now)
    if not looked.shows(ITEM):
        raise NotPermitted(NOT_THERE)
    return looked


def writable(scope: Scope, record: str | Look, *, now: datetime) -> Look:
    """The same for writing: the record is one's own organisation's, open, and the role writes its orders."""
    looked = seen(scope, record, now=now)
    require(scope, "powers.use")
    decision = permitted(scope, looked.kind.write, looked, now=now)
    if not decision.allowed:
        raise NotPermitted(" ".join(decision.reasons) if looked.is_own else NOT_THERE)
    if ITEM not in decision.items:
        raise NotPermitted("Your role does not let you change the orders of this record.")
    return looked


def may_write(scope: Scope, looked: Look, *, now: datetime) -> bool:
    """Would :func:`writable` let them?"""
    try:
        writable(scope, looked, now=now)
    except NotPermitted:
        return False
    return True


def within(scope: Scope, *, now: datetime) -> Q:
    """The condition on a row with a ``holding`` that this reader may see the orders of it."""
    ways = Q(pk__in=())
    for kind in kinds.every():
        if ITEM in kind.keys and scope.may(kind.read):
            rows = visible(scope, kind, now=now, items=(ITEM,))
            ways |= Q(holding__in=rows.order_by().values("pk"))
    return ways


def people(scope: Scope, looked: Look) -> Sequence[Somebody]:
    """Those on the record whom this reader may know; asked of whatever ``settings.RECORD_PEOPLE`` names."""
    named = getattr(settings, "RECORD_PEOPLE", "")
    asked: People | None = import_string(named) if named else None
    return asked(scope, looked) if asked else ()
