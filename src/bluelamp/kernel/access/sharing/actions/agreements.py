"""Writing agreements down, changing them and ending them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Agreement, AgreementCategory, AgreementParty
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.sharing import rules
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.access.words import CATEGORIES, PURPOSES
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation

LABELS = {
    "title": "Title",
    "purpose": "Purpose",
    "summary": "What is shared and why",
    "gateway": "Law",
    "asks_purpose": "Asks what each reading is for",
    "starts_on": "From",
    "ends_on": "To",
    "review_on": "Review",
}


@dataclass(frozen=True)
class Draft:
    """An agreement as somebody writes it down. Parties are keys of organisations, not of departments."""

    title: str
    purpose: str
    summary: str
    gateway: str
    parties: frozenset[str]
    categories: frozenset[str]
    starts_on: date
    ends_on: date | None
    review_on: date
    asks_purpose: bool = False

    @property
    def fields(self) -> Mapping[str, Any]:
        return {name: getattr(self, name) for name in LABELS}


def write_down(*, by: Scope, key: str, draft: Draft, now: datetime) -> Agreement:
    """A new agreement in the register."""
    require(by, "agreements.edit")
    _refuse(draft)
    if Agreement.objects.filter(key=key).exists():
        raise NotNow(f"There is already an agreement called {key}.")
    with transaction.atomic():
        made = Agreement.objects.create(
            key=key, created_at=now, created_by_name=by.actor_name, **draft.fields
        )
        _join(made, draft)
        _record(by, "agreements.write_down", made, draft)
    return made


def amend(*, by: Scope, agreement: Agreement, draft: Draft, version: int) -> Agreement:
    """Put other words, parties, data or dates in place of what stood. Every grant under it follows at once."""
    require(by, "agreements.edit")
    _refuse(draft)
    with transaction.atomic():
        change(agreement, version, LABELS, **draft.fields)
        agreement.parties.all().delete()
        agreement.categories.all().delete()
        _join(agreement, draft)
        _record(by, "agreements.amend", agreement, draft)
    return agreement


def end(*, by: Scope, agreement: Agreement, why: str, version: int, now: datetime) -> Agreement:
    """End it now: with the next request nothing can be read under it any more."""
    require(by, "agreements.edit")
    if agreement.ended_at is not None:
        raise NotNow("It was ended already.")
    if len(why.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    with transaction.atomic():
        change(agreement, version, {}, ended_at=now, ended_why=why.strip())
        audit.record(
            by=by,
            operation="agreements.end",
            kind="other",
            objects=[f"agreement:{agreement.key}"],
            reason=why,
        )
    return agreement


def _refuse(draft: Draft) -> None:
    gateway = rules.gateways().get(draft.gateway)
    if draft.purpose not in PURPOSES or gateway is None:
        raise NotNow("Choose a purpose and the law it rests on.")
    if not gateway.in_force(draft.starts_on):
        raise NotNow(f"{gateway.title} is not in force on the day the agreement starts.")
    if not draft.categories or draft.categories - set(CATEGORIES):
        raise NotNow("Choose the categories of data it covers.")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise NotNow("It ends before it starts.")
    bodies = Organisation.objects.filter(key__in=draft.parties).exclude(kind="department").count()
    if bodies != len(draft.parties) or bodies < 2:
        raise NotNow("Choose at least two organisations.")


def _join(agreement: Agreement, draft: Draft) -> None:
    bodies = Organisation.objects.filter(key__in=draft.parties).order_by("name")
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation=body) for body in bodies
    )
    AgreementCategory.objects.bulk_create(
        AgreementCategory(agreement=agreement, category=each)
        for each in CATEGORIES
        if each in draft.categories
    )


def _record(by: Scope, operation: str, agreement: Agreement, draft: Draft) -> None:
    audit.record(
        by=by,
        operation=operation,
        kind="other",
        objects=[f"agreement:{agreement.key}"],
        detail={"parties": sorted(draft.parties), "categories": sorted(draft.categories)},
        legal_basis=draft.gateway,
    )
