"""Who follows what."""

from __future__ import annotations

from datetime import datetime

from bluelamp.kernel.access.finding import kinds_with
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look, looks, visible
from bluelamp.practice.casework.models import Following
from bluelamp.practice.casework.words import ITEMS


def mine(scope: Scope, looked: Look) -> Following | None:
    """How the reader follows this case; nothing when they do not."""
    rows = Following.objects.filter(holding=looked.holding, user=scope.actor_id, until__isnull=True)
    return rows.first() if scope.actor_id is not None else None


def followed(scope: Scope, *, now: datetime, most: int = 50) -> list[tuple[Following, Look]]:
    """The cases that the reader follows and may still see, the one last followed first."""
    rows = Following.objects.filter(user=scope.actor_id, until__isnull=True).order_by("-since", "-pk")
    by_holding = {row.holding_id: row for row in rows} if scope.actor_id is not None else {}
    found = []
    for kind in kinds_with(*ITEMS) if by_holding else ():
        seen = visible(scope, kind, now=now).filter(pk__in=list(by_holding))
        found += [(by_holding[each.holding.pk], each) for each in looks(scope, kind, seen, now=now)]
    return sorted(found, key=lambda one: one[0].since, reverse=True)[:most]
