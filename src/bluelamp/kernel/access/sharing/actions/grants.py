"""Opening items of a record to others, and closing them again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Disclosure, Grant, GrantItem
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.actions.records import own
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.access.sharing.queries.grants import Offer, Preview, preview
from bluelamp.kernel.audit import actions as audit

LABELS = {"withdrawn_why": "Withdrawn because"}


class NotAsShown(NotNow):
    """The record or the ground changed since the preview: look again before anything goes."""


def show(*, by: Scope, ref: str, kind: Kind, offer: Offer, now: datetime) -> Preview:
    """See it as they will. What is read on the way is written down like any other reading."""
    with transaction.atomic():
        looked = own(by, ref, kind, "holdings.share", now=now)
        shown = preview(by, looked, offer, now=now)
        audit.record(
            by=by,
            operation="sharing.preview",
            kind="consultation",
            objects=[name(looked.holding)],
            detail={"items": sorted(shown.decision.items), "for": offer.organisation.key},
            sensitivity=looked.holding.sensitivity,
            reason="To see what another organisation would see.",
        )
    return shown


def give(*, by: Scope, ref: str, kind: Kind, offer: Offer, seal: str, now: datetime) -> Grant:
    """Open what the preview with this ``seal`` showed, and write that down. Raises ``NotNow`` with why not."""
    with transaction.atomic():
        looked = own(by, ref, kind, "holdings.share", now=now)
        shown = preview(by, looked, offer, now=now)
        if shown.against:
            raise NotNow(" ".join(shown.against))
        if shown.seal != seal:
            raise NotAsShown("It changed since you looked: see again what they will see.")
        made = Grant.objects.create(
            holding=looked.holding,
            organisation=offer.organisation,
            team=offer.team,
            person=offer.person,
            basis=offer.basis,
            agreement=offer.agreement if offer.basis == "agreement" else None,
            necessity=offer.necessity.strip(),
            caveats=offer.caveats.strip(),
            since=now,
            until=offer.until,
            given_by_id=by.actor_id,
            given_by_name=by.actor_name,
        )
        GrantItem.objects.bulk_create(GrantItem(grant=made, item=item) for item in sorted(offer.items))
        Disclosure.objects.create(
            holding=looked.holding,
            grant=made,
            how="opened",
            items=sorted(offer.items & shown.decision.items),
            recipient=offer.recipient,
            basis=offer.basis,
            at=now,
        )
        audit.record(
            by=by,
            operation="sharing.give",
            kind="disclosure",
            objects=[name(looked.holding), f"grant:{made.pk}"],
            detail={"items": sorted(offer.items)},
            recipient=offer.organisation.key,
            legal_basis=offer.agreement.key if made.agreement and offer.agreement else offer.basis,
            reason=offer.necessity,
            sensitivity=looked.holding.sensitivity,
        )
    return made


def withdraw(*, by: Scope, ref: str, kind: Kind, grant: int, why: str, version: int, now: datetime) -> Grant:
    """Close it again: with the very next request nothing of it can be read. What went before stays written down."""
    with transaction.atomic():
        looked = own(by, ref, kind, "holdings.share", now=now)
        given = looked.holding.grants.filter(pk=grant).first()
        if given is None or given.withdrawn_at is not None:
            raise NotNow("It is not open to them any more.")
        if len(why.strip()) < 10:
            raise NotNow("Say why, in at least 10 characters.")
        change(
            given,
            version,
            LABELS,
            withdrawn_at=now,
            withdrawn_by_name=by.actor_name,
            withdrawn_why=why.strip(),
        )
        audit.record(
            by=by,
            operation="sharing.withdraw",
            kind="alteration",
            objects=[name(looked.holding), f"grant:{given.pk}"],
            recipient=given.organisation.key,
            reason=why,
            sensitivity=looked.holding.sensitivity,
        )
    return given
