"""How powers are used, without anybody in it: the raw material of measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.practice.powers.models import Order, Remedy
from bluelamp.practice.powers.register.spans import LONDON


@dataclass(frozen=True)
class Use:
    """One power used or thought of: which, by whom, where and since when, how it stands, how often it was broken."""

    number: int
    power: str
    applicant: str
    lpu: str
    considered_on: date
    began_on: date | None
    state: str
    breaches: int


@dataclass(frozen=True)
class RemedyUse:
    """One community remedy: what was offered, whether it is what a victim chose, how it ended."""

    number: int
    lpu: str
    opened_on: date
    offered: str
    departed: bool
    state: str


def uses(scope: Scope, kind: str) -> Iterator[Use]:
    """Every order on a kind of record, for whoever takes figures. ``number`` is for telling rows apart and goes no
    further."""
    require(scope, "figures.take")
    rows = Order.objects.filter(holding__kind=kind).select_related("holding__lpu")
    rows = rows.annotate(broken=Count("breaches")).order_by("pk")
    for order in rows.iterator(chunk_size=1000):
        yield Use(
            number=order.pk,
            power=order.power,
            applicant=order.applicant,
            lpu=order.holding.lpu.code if order.holding.lpu else "",
            considered_on=order.considered_at.astimezone(LONDON).date(),
            began_on=order.starts_at.astimezone(LONDON).date() if order.starts_at else None,
            state=order.state,
            breaches=order.broken,
        )


def remedies(scope: Scope) -> Iterator[RemedyUse]:
    """Every community remedy there is."""
    require(scope, "figures.take")
    for remedy in Remedy.objects.select_related("holding__lpu").order_by("pk").iterator(chunk_size=1000):
        yield RemedyUse(
            number=remedy.pk,
            lpu=remedy.holding.lpu.code if remedy.holding.lpu else "",
            opened_on=remedy.opened_at.astimezone(LONDON).date(),
            offered=remedy.offered,
            departed=bool(remedy.departs_because),
            state=remedy.state,
        )
