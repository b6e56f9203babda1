"""Who is named on a record because they need to know, and who is barred from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Membership, NeedToKnow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.actions.records import own
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.words import STANCES
from bluelamp.kernel.audit import actions as audit


def put(
    *, by: Scope, ref: str, kind: Kind, username: str, stance: str = "named", reason: str, now: datetime
) -> NeedToKnow:
    """Name somebody of the owner's organisation on a record, or bar them from it, instead of what stood before."""
    looked = own(by, ref, kind, "holdings.compartment", now=now)
    standing = Membership.objects.filter(until__isnull=True, user__username=username)
    membership = standing.select_related("organisation__parent").first()
    if membership is None or membership.organisation.body.key != looked.facts.owner:
        raise NotNow("There is nobody called so in the organisation that holds it.")
    if stance not in STANCES or len(reason.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    if stance == "barred" and membership.user_id == by.actor_id:
        raise NotNow("Somebody else has to bar you from it.")
    with transaction.atomic():
        looked.holding.people.filter(user=membership.user_id, until__isnull=True).update(until=now)
        made = NeedToKnow.objects.create(
            holding=looked.holding,
            user_id=membership.user_id,
            stance=stance,
            reason=reason.strip(),
            since=now,
            by_name=by.actor_name,
        )
        audit.record(
            by=by,
            operation="holdings.put_person",
            kind="alteration",
            objects=[name(looked.holding), f"user:{membership.user_id}"],
            detail={"stance": stance},
            reason=reason,
            sensitivity=looked.holding.sensitivity,
        )
    return made


def take_off(*, by: Scope, ref: str, kind: Kind, number: int, reason: str = "", now: datetime) -> None:
    """From now on they are neither named on it nor barred. Somebody stays named on what only the named can see."""
    looked = own(by, ref, kind, "holdings.compartment", now=now)
    with transaction.atomic():
        standing = looked.holding.people.filter(until__isnull=True)
        row = standing.filter(pk=number).first()
        if row is None:
            raise NotNow("They are not on it any more.")
        others = standing.filter(stance="named").exclude(pk=number)
        if row.stance == "named" and looked.holding.sensitivity != "normal" and not others.exists():
            raise NotNow("Nobody could see it any more: name somebody else first.")
        standing.filter(pk=number).update(until=now)
        audit.record(
            by=by,
            operation="holdings.take_person_off",
            kind="alteration",
            objects=[name(looked.holding), f"user:{row.user_id}"],
            detail={"stance": row.stance},
            reason=reason or "No longer needed.",
            sensitivity=looked.holding.sensitivity,
        )
