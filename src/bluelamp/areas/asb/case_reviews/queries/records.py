"""The records that applications hang on, as far as somebody may see and change them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access import finding
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined, to_end
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted

ITEM = "case_reviews"
"""The item under which a kind shows its applications. A kind without it has none."""


def seen(scope: Scope, record: str | Look, *, now: datetime) -> Look:
    """A record whose applications may be read."""
    return finding.seen(scope, record, ITEM, now=now)


def open_to(scope: Scope, record: str | Look, act: str, *, now: datetime) -> Look:
    """The same for writing. Whoever sees it through a grant may pass an application on, and decides nothing.

    An application that was made before the record was joined with another is decided where it was made.
    """
    looked = seen(scope, record, now=now)
    require(scope, act)
    if act == "case_reviews.apply":
        refuse_joined(scope, looked, now=now)
    if act == "case_reviews.apply" and any(way.startswith("grant:") for way in looked.decision.via):
        return looked
    decision = permitted(scope, looked.kind.write, to_end(looked), now=now)
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
    except (NotNow, NotPermitted):
        return False
    return True


def within(scope: Scope, *, now: datetime) -> Q:
    """The condition on an application that this reader may see it."""
    require(scope, "case_reviews.read")
    return finding.showing(scope, ITEM, now=now)
