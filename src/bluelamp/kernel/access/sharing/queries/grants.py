"""What they would see: the very decision and the very page that they will get, before anything goes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access.decision import Decision, Opened, decide, opens
from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.models import Agreement, Membership, User
from bluelamp.kernel.access.permissions import READS
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import Look, Shown, facts_of, permitted, terms_of
from bluelamp.kernel.access.sharing import rules
from bluelamp.kernel.organisations.models import Organisation, Team

WIDEST = {"force": "coordinator"}
"""The role that reads most in each kind of organisation; in any other than these it is a partner's."""


@dataclass(frozen=True)
class Offer:
    """What somebody would open, to whom, on what ground."""

    organisation: Organisation
    items: frozenset[str]
    basis: str
    necessity: str
    agreement: Agreement | None = None
    team: Team | None = None
    person: User | None = None
    caveats: str = ""
    until: datetime | None = None

    @property
    def recipient(self) -> str:
        """Whom it goes to, in words."""
        if self.person is not None:
            return f"{self.person.get_full_name() or self.person.username}, {self.organisation}"
        return f"{self.team}, {self.organisation}" if self.team is not None else str(self.organisation)

    @property
    def gateway(self) -> rules.Gateway | None:
        return rules.gateways().get(self.agreement.gateway) if self.agreement else None


@dataclass(frozen=True)
class Withheld:
    """An item that stays, and why."""

    item: Item
    why: str


@dataclass(frozen=True)
class Preview:
    """The page as they will see it, what stays behind and why, and why it cannot be given, if it cannot.

    ``seal`` marks exactly this: an offer is only given with the seal of what was looked at.
    """

    offer: Offer
    decision: Decision
    shown: tuple[Shown, ...]
    withheld: tuple[Withheld, ...]
    against: tuple[str, ...]
    crosses_regimes: bool
    seal: str


def preview(scope: Scope, looked: Look, offer: Offer, *, now: datetime) -> Preview:
    """See it as they will: decided by :func:`decide` for the reader who reads most there, and shown by ``Look.of``."""
    kind, held = looked.kind, looked.holding
    asker = reader(offer)
    if offer.agreement is not None and offer.agreement.asks_purpose:
        asker = replace(asker, purpose=offer.agreement.purpose)
    proposed = Opened(
        key=0,
        organisation=offer.organisation.key,
        items=offer.items,
        since=now,
        until=offer.until,
        team=offer.team.code if offer.team else "",
        person=offer.person.pk if offer.person else None,
        terms=terms_of(offer.agreement) if offer.basis == "agreement" and offer.agreement else None,
    )
    facts = facts_of(asker, kind, [held], now=now)[0]
    facts = replace(facts, grants=(*facts.grants, proposed))
    decision = decide(asker, kind.read, facts, now=now)
    theirs = Look(held, kind, facts, decision)
    shown = theirs.of(kind.contents(held.pk))
    against = rules.reasons_not_to_grant(
        proposal(looked, offer), mine=permitted(scope, "holdings.share", looked, now=now).items, now=now
    )
    if not against and not decision.items:
        against = ["Nobody there could read any of it: see below why."]
    return Preview(
        offer=offer,
        decision=decision,
        shown=shown,
        withheld=tuple(
            Withheld(item, _why(item, kind, offer, proposed, asker, facts.sensitivity, now))
            for item in theirs.withheld
        ),
        against=tuple(against),
        crosses_regimes=held.organisation.regime != offer.organisation.body.regime,
        seal=_seal(held.ref, offer, decision, shown),
    )


def proposal(looked: Look, offer: Offer) -> rules.Proposal:
    return rules.Proposal(
        kind=looked.kind,
        items=offer.items,
        owner=looked.facts.owner,
        recipient=offer.organisation.body.key,
        basis=offer.basis,
        necessity=offer.necessity,
        terms=terms_of(offer.agreement) if offer.agreement else None,
        gateway=offer.gateway,
        until=offer.until,
    )


def reader(offer: Offer) -> Scope:
    """Whoever will read: the person named, or somebody there in the role that reads most."""
    if offer.person is not None:
        try:
            return Scope.of(offer.person)
        except NotPermitted:
            return Scope.nobody()
    organisation = offer.organisation
    usual = WIDEST.get(organisation.body.kind, "partner_lead")
    here = Q(organisation=organisation) | Q(organisation__parent=organisation)
    roles = {usual, *Membership.objects.filter(here, until__isnull=True).values_list("role", flat=True)}
    return Scope(
        actor_id=None,
        actor_name=f"somebody of {organisation}",
        role=max(sorted(roles), key=lambda role: (len(READS.get(role, ())), role == usual)),
        organisation=organisation.key,
        teams=frozenset({offer.team.code}) if offer.team else frozenset(),
        body=organisation.body.key,
    )


def _why(
    item: Item, kind: Kind, offer: Offer, proposed: Opened, asker: Scope, sensitivity: str, now: datetime
) -> str:
    if item.key not in offer.items:
        return "You did not choose it."
    if item.category not in READS.get(asker.role, frozenset()):
        return "Nobody in their role reads this kind of data."
    if item.key not in opens(asker, READS, kind, now=now):
        return "Their vetting or training for this kind of data has run out."
    if sensitivity != "normal" and offer.person is None:
        return "The record is restricted: it is opened to people by name only."
    if proposed.terms is not None and item.category not in proposed.terms.categories:
        return "The agreement does not cover it."
    return "The ground on which you would share it does not hold today."


def _seal(ref: str, offer: Offer, decision: Decision, shown: tuple[Shown, ...]) -> str:
    """Everything the preview showed, in 32 characters that stand for it."""
    said = [
        ref,
        offer.recipient,
        offer.basis,
        offer.agreement.key if offer.agreement else "",
        sorted(decision.items),
        [[one.item.key, str(one.value)] for one in shown],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
