"""What was opened in an emergency, and what of it nobody has reviewed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from bluelamp.kernel.access.models import BreakGlass
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE


def _of_body(scope: Scope) -> QuerySet[BreakGlass]:
    rows = BreakGlass.objects.filter(holding__organisation__key=scope.body)
    return rows.select_related("holding", "review")


def queue(scope: Scope, *, now: datetime) -> QuerySet[BreakGlass]:
    """What waits for review, the most urgent first. Whoever oversees sees only what is past its deadline."""
    waiting = _of_body(scope).filter(review__isnull=True).order_by("review_by", "pk")
    if scope.may("glass.review"):
        return waiting
    require(scope, "glass.oversee")
    return waiting.filter(review_by__lt=now)


def reviewed(scope: Scope, limit: int = 50) -> QuerySet[BreakGlass]:
    """What was reviewed, the latest first."""
    require(scope, "glass.review")
    return _of_body(scope).filter(review__isnull=False).order_by("-review__reviewed_at", "-pk")[:limit]


def reviewable(scope: Scope, number: int) -> BreakGlass:
    """One that this reader may review: of their organisation, and not opened by themselves."""
    require(scope, "glass.review")
    found = _of_body(scope).filter(~Q(user=scope.actor_id), pk=number).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def open_to(scope: Scope, *, now: datetime) -> QuerySet[BreakGlass]:
    """What this reader has open now."""
    mine = BreakGlass.objects.filter(user=scope.actor_id, until__gt=now, opened_at__lte=now)
    return mine.order_by("until") if scope.actor_id is not None else mine.none()
