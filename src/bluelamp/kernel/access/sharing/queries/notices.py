"""What somebody should know and has not read yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from bluelamp.kernel.access.models import Notice, NoticeSeen
from bluelamp.kernel.access.permissions import MAY
from bluelamp.kernel.access.scope import Scope


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
