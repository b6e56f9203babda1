"""What is the asker's own on records, whoever holds them: where they are named or barred, the glass they broke, and
what was opened to them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from bluelamp.kernel.access.models import BreakGlass, Grant, NeedToKnow
from bluelamp.kernel.access.scope import Scope


def stances(scope: Scope, now: datetime) -> QuerySet[NeedToKnow]:
    """Where the asker is named or barred today."""
    rows = NeedToKnow.objects.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now).order_by()
    return rows.filter(user=scope.actor_id) if scope.actor_id is not None else rows.none()


def glass(scope: Scope, now: datetime) -> QuerySet[BreakGlass]:
    """Where the asker broke the glass, and it has not closed."""
    rows = BreakGlass.objects.filter(until__gt=now, opened_at__lte=now)
    return rows.filter(user=scope.actor_id).order_by("until") if scope.actor_id is not None else rows.none()


def grants_to(scope: Scope) -> QuerySet[Grant]:
    """The grants that name the asker, standing or not, with all that decides about them."""
    rows = Grant.objects.filter(recipient(scope))
    return rows.select_related("organisation", "team", "agreement").prefetch_related(
        "items", "agreement__categories", "agreement__parties__organisation"
    )


def recipient(scope: Scope, of: str = "") -> Q:
    """The grants that name the asker: their organisation or body, and their team and person where one is named."""
    theirs = Q(**{f"{of}organisation__key__in": {scope.organisation, scope.body}})
    team = Q(**{f"{of}team__isnull": True}) | Q(**{f"{of}team__code__in": scope.teams})
    person = Q(**{f"{of}person__isnull": True})
    if scope.actor_id is not None:
        person |= Q(**{f"{of}person": scope.actor_id})
    return theirs & team & person
