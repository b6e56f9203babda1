"""The records that applications hang on, as far as somebody may see and change them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, look, permitted, visible

ITEM = "case_reviews"
"""The item under which a kind shows its applications. A kind without it has none."""


def kind_of(ref: str) -> Kind:
    """The kind of a record whose response can be reviewed; ``NotPermitted`` says the same of none and of another."""
    key = Holding.objects.filter(ref=ref).values_list("kind", flat=True).first()
    try:
        kind = kinds.called(key or "")
    except LookupError:
        raise NotPermitted(NOT_THERE) from None
    if ITEM not in kind.keys:
        raise NotPermitted(NOT_THERE)
    return kind


def seen(scope: Scope, record: str | Look, *, now: datetime) -> Look:
    """A record whose applications may be read."""
    looked = record if isinstance(record, Look) else look(scope, record, kind_of(record), now=now)
    if not looked.shows(ITEM):
        raise NotPermitted(NOT_THERE)
    return looked


def open_to(scope: Scope, record: str | Look, act: str, *, now: datetime) -> Look:
    """The same for writing. Whoever sees it through a grant may pass an application on, and decides nothing."""
    looked = seen(scope, record, now=now)
    require(scope, act)
    if act == "case_reviews.apply" and any(way.startswith("grant:") for way in looked.decision.via):
        return looked
    decision = permitted(scope, looked.kind.write, looked, now=now)
    # A closed case is reviewed like an open one: what is complained of is often that it was closed.
    if not decision.allowed and not (
        looked.is_own and looked.holding.state == "closed" and scope.may(looked.kind.write)
    ):
        raise NotPermitted(" ".join(decision.reasons) if looked.is_own else NOT_THERE)
    return looked


def may(scope: Scope, looked: Look, act: str, *, now: datetime) -> bool:
    """Would :func:`open_to` let them?"""
    try:
        open_to(scope, looked, act, now=now)
    except NotPermitted:
        return False
    return True


def within(scope: Scope, *, now: datetime) -> Q:
    """The condition on an application that this reader may see it."""
    require(scope, "case_reviews.read")
    ways = Q(pk__in=())
    for kind in kinds.every():
        if ITEM in kind.keys and scope.may(kind.read):
            ways |= Q(holding__in=visible(scope, kind, now=now, items=(ITEM,)).order_by().values("pk"))
    return ways
