"""Who there is in the small world: organisations, the people who act for them, and what organisations agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bluelamp.kernel.access.models import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    Clearance,
    Membership,
    User,
)
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area
from bluelamp.web.sample.canaries.canary import spelt

BODIES = {
    "force": ("west-midlands-police", "force", "part_3"),
    "landlord": ("wickwell-homes", "housing_association", "uk_gdpr"),
    "stranger": ("tallowgate-housing", "housing_association", "uk_gdpr"),
    "council": ("sandwell-council", "council", "uk_gdpr"),
}


def unit(code: str) -> Area:
    """The local policing unit with this code."""
    return Area.objects.get(level="lpu", code=code)


def body(key: str, kind: str, regime: str) -> Organisation:
    return Organisation.objects.get_or_create(
        key=key, defaults={"name": key.title(), "kind": kind, "regime": regime}
    )[0]


def user(name: str, about: Mapping[str, Any], bodies: Mapping[str, Organisation]) -> User:
    made = User.objects.create(username=name, is_active=not about.get("disabled"))
    now = timezone.now()
    membership = Membership.objects.create(
        user=made,
        organisation=bodies[about["of"]],
        role=about["role"],
        since=now - timedelta(days=30),
        until=now - timedelta(days=1) if about.get("ended") else None,
    )
    membership.lpus.set(unit(code) for code in about.get("lpus", ()))
    if what := about.get("lapsed"):
        until = now.date() - timedelta(days=2)
        Clearance.objects.create(
            user=made, what=what, until=until, why=spelt("", name, "clearance"), since=now, by_name="Ada"
        )
    return made


def agreement(key: str, bodies: Mapping[str, Organisation], ended: bool = False, **more: Any) -> Agreement:
    now = timezone.now()
    made = Agreement.objects.create(
        key=key,
        title=f"Agreement {key}",
        purpose="asb",
        summary="What is shared, and why.",
        gateway="crime-and-disorder-1998-115",
        starts_on=date(2013, 4, 1),
        review_on=date(2030, 4, 1),
        ended_at=now - timedelta(days=1) if ended else None,
        ended_why=spelt("", "ended_why", "agreement") if ended else "",
        created_at=now,
        created_by_name="Gita",
        **more,
    )
    for party in ("force", "landlord"):
        AgreementParty.objects.create(agreement=made, organisation=bodies[party])
    for category in ("identity", "contact"):
        AgreementCategory.objects.create(agreement=made, category=category)
    return made
