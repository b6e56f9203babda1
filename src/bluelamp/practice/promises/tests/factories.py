"""A record to promise on, and people who work on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, organisation_called, scope_of, user_of
from bluelamp.kernel.access.tests.worlds import FORCE

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
"""A Tuesday."""
DAY = timedelta(days=1)
KINDS = "bluelamp.practice.promises.tests.kinds.KINDS"


def somebody(role: str = "neighbourhood_officer", organisation: str = FORCE, lpus=()) -> Scope:
    """A scope of somebody who is in the database."""
    user = user_of(role, lpus, organisation)
    scope = scope_of(role, lpus, organisation)
    return replace(scope, actor_id=user.pk, actor_name=user.username)


def record(kind: str = "quarrel", owner: str = FORCE, lpu: str = "", **more: object) -> Holding:
    """A record that has the items of promises; a letter has none of them."""
    return Holding.objects.create(
        kind=kind,
        organisation=organisation_called(owner),
        lpu=lpu_called(lpu) if lpu else None,
        created_at=NOW - DAY,
        **more,
    )
