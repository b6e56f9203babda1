"""When something may be shared, and when the glass may be broken, on plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.access.decision import LONDON, Terms
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.words import BASES, CATEGORIES

DATA = Path(__file__).parent.parent / "data"
LONGEST_GRANT = timedelta(days=366)


@dataclass(frozen=True)
class Gateway:
    """A law that lets organisations share, from its first day to its last. Where not ``verified``: to be checked."""

    key: str
    title: str
    says: str
    since: date
    until: date | None
    verified: bool

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class GlassTerms:
    """How long a broken glass stays open, how soon it is looked at, and what is asked before."""

    open_for: timedelta
    review_within: timedelta
    shortest_reason: int


@cache
def gateways() -> dict[str, Gateway]:
    return {row["key"]: Gateway(**{"until": None} | row) for row in _rows("gateways")}


def glass_terms(day: date) -> GlassTerms:
    """The terms in force on a day."""
    row = [row for row in _rows("glass") if row["since"] <= day][-1]
    return GlassTerms(
        open_for=timedelta(minutes=row["minutes"]),
        review_within=timedelta(hours=row["review_within_hours"]),
        shortest_reason=row["shortest_reason"],
    )


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Proposal:
    """A grant as somebody would give it. ``owner`` and ``recipient`` are bodies, ``terms`` the agreement's."""

    kind: Kind
    items: frozenset[str]
    owner: str
    recipient: str
    basis: str
    necessity: str
    terms: Terms | None = None
    gateway: Gateway | None = None
    until: datetime | None = None


def reasons_not_to_grant(proposal: Proposal, *, mine: frozenset[str], now: datetime) -> list[str]:
    """Why it cannot be given like this. ``mine`` are the items that the giver sees themselves."""
    against = []
    if not proposal.items:
        against.append("Choose at least one item.")
    if proposal.items - mine:
        against.append("You can only open items that you see yourself.")
    if proposal.owner == proposal.recipient:
        against.append("It belongs to them already.")
    if len(proposal.necessity.strip()) < 20:
        against.append("Say in at least 20 characters why it is needed, and no more than is needed.")
    if proposal.until is not None and not now < proposal.until <= now + LONGEST_GRANT:
        against.append("It ends on a day after today, and within a year.")
    return against + _reasons_against_the_ground(proposal, now)


def _reasons_against_the_ground(proposal: Proposal, now: datetime) -> list[str]:
    if proposal.basis not in BASES:
        return ["Choose the ground on which it is shared."]
    if proposal.basis != "agreement":
        return []
    terms, day = proposal.terms, now.astimezone(LONDON).date()
    if terms is None:
        return ["Choose the agreement under which it is shared."]
    against = []
    if not terms.in_force(now):
        against.append("The agreement is not in force today.")
    if not {proposal.owner, proposal.recipient} <= terms.parties:
        against.append("Both organisations have to be parties to the agreement.")
    if proposal.gateway is None or not proposal.gateway.in_force(day):
        against.append("The law that the agreement rests on is not in force today.")
    if outside := outside_the_agreement(proposal.kind, proposal.items, terms):
        against.append(f"The agreement does not cover {' or '.join(outside)}.")
    return against


def outside_the_agreement(kind: Kind, items: Iterable[str], terms: Terms) -> list[str]:
    """The categories among ``items`` that an agreement does not cover, as the trade calls them."""
    asked = {item.category for item in kind.items if item.key in set(items)}
    return [CATEGORIES[category] for category in CATEGORIES if category in asked - terms.categories]


def reasons_not_to_break_glass(*, reason: str, ref: str, terms: GlassTerms) -> list[str]:
    """Why the glass stays whole, whatever the reference is: nothing is said of whether there is such a record."""
    against = []
    if not ref.strip():
        against.append("Enter the reference of the record.")
    if len(reason.strip()) < terms.shortest_reason:
        against.append(f"Say why, in at least {terms.shortest_reason} characters.")
    return against


def typed_ref(typed: str) -> str:
    """A reference as it was typed or read out: spaces, dashes and letters that look alike are put right."""
    letters = typed.upper().replace("-", "").replace(" ", "")
    return letters.translate(str.maketrans("OIL", "011"))
