"""The register of agreements. What one says is no secret from those who work under it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.models import Agreement
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, terms_of


def register(scope: Scope) -> QuerySet[Agreement]:
    """Every agreement, by title; a partner sees those its organisation is party to."""
    require(scope, "agreements.read")
    rows = Agreement.objects.prefetch_related("parties__organisation", "categories").order_by("title")
    return (
        rows
        if scope.regime == "part_3" or scope.role == "system"
        else rows.filter(parties__organisation__key=scope.body)
    )


def agreement(scope: Scope, key: str) -> Agreement:
    """One of them."""
    found = register(scope).filter(key=key).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def in_force(scope: Scope, *, now: datetime) -> list[Agreement]:
    """The agreements in force now that the reader's organisation is party to."""
    ours = register(scope).filter(parties__organisation__key=scope.body)
    return [row for row in ours if terms_of(row).in_force(now)]


def asking(scope: Scope, *, now: datetime) -> list[Agreement]:
    """Those of them under which nobody reads who has not said what for."""
    return [row for row in in_force(scope, now=now) if row.asks_purpose]


def purposes(body: str, *, now: datetime) -> list[str]:
    """What the agreements in force of an organisation are for, whoever may read their register."""
    ours = Agreement.objects.filter(parties__organisation__key=body).prefetch_related(
        "parties__organisation", "categories"
    )
    return sorted({row.purpose for row in ours if terms_of(row).in_force(now)})


def others(scope: Scope, agreement: Agreement) -> str:
    """Whom an agreement is with, in words."""
    parties = [party.organisation for party in agreement.parties.all()]
    names = [str(body) for body in parties if body.key != scope.body]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def standing(agreement: Agreement, *, now: datetime) -> str:
    """How it stands: in force, not yet, over, ended, or past its review."""
    day = now.astimezone(LONDON).date()
    if agreement.ended_at is not None and agreement.ended_at <= now:
        return "ended"
    if day < agreement.starts_on:
        return "not yet in force"
    if agreement.ends_on is not None and day > agreement.ends_on:
        return "over"
    return "review overdue" if day > agreement.review_on else "in force"


def as_typed(agreement: Agreement) -> dict[str, object]:
    """An agreement as its form shows it."""
    return {
        "title": agreement.title,
        "purpose": agreement.purpose,
        "summary": agreement.summary,
        "gateway": agreement.gateway,
        "asks_purpose": "yes" if agreement.asks_purpose else "no",
        "parties": [party.organisation.key for party in agreement.parties.all()],
        "categories": [row.category for row in agreement.categories.all()],
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "review_on": agreement.review_on,
        "version": agreement.version,
    }


def standing_on(agreement: Agreement) -> int:
    """How many grants close when it ends."""
    return agreement.grants.filter(withdrawn_at__isnull=True).count()
