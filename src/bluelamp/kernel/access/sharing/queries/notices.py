"""What somebody should know and has not read yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from bluelamp.kernel.access.models import Notice, NoticeSeen
from bluelamp.kernel.access.permissions import MAY
from bluelamp.kernel.access.scope import Scope

LATELY = timedelta(days=90)
"""What is older is on the page of notices still, and no longer counted on every other page."""
MOST = 100


def addressed(scope: Scope) -> QuerySet[Notice]:
    """Everything addressed to this reader: by name, or as one of those in their organisation who may do something."""
    if scope.actor_id is None:
        return Notice.objects.none()
    theirs = Q(user=scope.actor_id) | Q(
        user__isnull=True, organisation__key=scope.body, act__in=MAY.get(scope.role, frozenset())
    )
    return Notice.objects.filter(theirs)


def waiting(scope: Scope) -> QuerySet[Notice]:
    """What they have not read."""
    seen = NoticeSeen.objects.filter(notice=OuterRef("pk"), user=scope.actor_id)
    return addressed(scope).filter(~Exists(seen))


def unread(scope: Scope, *, now: datetime) -> int:
    """How many of the last ninety days they have not read, up to a hundred: every page asks, by an index of its own."""
    if scope.actor_id is None:
        return 0
    return waiting(scope).filter(at__gt=now - LATELY).order_by()[:MOST].count()
