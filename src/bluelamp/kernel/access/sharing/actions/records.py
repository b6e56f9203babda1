"""Holding a record, reading it, and deciding how it is handled and whose it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding, HoldingChange, NeedToKnow, Transfer
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import NOT_THERE, Look, look, permitted
from bluelamp.kernel.access.sharing.actions import notices
from bluelamp.kernel.access.sharing.actions.showing import name, shown
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.access.sharing.queries import records
from bluelamp.kernel.access.sharing.queries.records import Audience, Given
from bluelamp.kernel.access.words import SENSITIVITIES, STATES
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area

LABELS = {"sensitivity": "Handling", "state": "State"}


def hold(
    *,
    by: Scope,
    kind: Kind,
    organisation: Organisation,
    lpu: Area | None = None,
    team: Team | None = None,
    now: datetime,
) -> Holding:
    """A new record is held, by the body that answers for it. Whoever writes the record itself does so beside it."""
    body = organisation.body
    if by.role != "system" and (not by.may(kind.write) or body.key != by.body):
        raise NotPermitted("Records are added by those whose organisation holds them.")
    with transaction.atomic():
        held = Holding.objects.create(
            kind=kind.key, organisation=body, lpu=lpu, team=team, created_at=now, created_by_id=by.actor_id
        )
        audit.record(by=by, operation="holdings.hold", kind="collection", objects=[name(held)])
    return held


def consult(*, by: Scope, ref: str, kind: Kind, reason: str = "", now: datetime) -> Look:
    """Read one record, and have it written down: by its own people a consultation, by others a disclosure to them."""
    with transaction.atomic():
        looked = look(by, ref, kind, now=now)
        shown(
            by=by,
            operation="holdings.consult",
            looks=[looked],
            detail={"items": sorted(looked.decision.items), "via": list(looked.decision.via)},
            sensitivity=looked.holding.sensitivity,
            reason=reason or _why(looked),
            now=now,
        )
    return looked


def _why(looked: Look) -> str:
    ways = {way.partition(":")[0] for way in looked.decision.via}
    if looked.facts.is_named:
        return "Named on the record as somebody who needs to know."
    return f"Open to the reader through: {', '.join(sorted(ways))}."


def own(scope: Scope, ref: str, kind: Kind, act: str, *, now: datetime) -> Look:
    """A record to which ``act`` may be done: not found when it may not be seen, refused in words when it may."""
    looked = look(scope, ref, kind, now=now)
    decision = permitted(scope, act, looked, now=now)
    if not decision.allowed:
        # Whoever sees it through a grant is told no more than that it is not theirs.
        raise NotPermitted(" ".join(decision.reasons) or NOT_THERE)
    return looked


def set_sensitivity(
    *, by: Scope, ref: str, kind: Kind, sensitivity: str, reason: str, version: int, now: datetime
) -> Holding:
    """Restrict a record, seal it, or open it up. Whoever restricts it is named on it, or they would lose it."""
    looked = own(by, ref, kind, "holdings.compartment", now=now)
    if sensitivity not in SENSITIVITIES:
        raise NotNow("Choose how it is to be handled.")
    with transaction.atomic():
        held = _set(by, looked, "sensitivity", sensitivity, reason, version, now)
        if sensitivity != "normal" and not looked.facts.is_named and by.actor_id is not None:
            _name(by, held, reason, now)
    return held


def _name(by: Scope, held: Holding, reason: str, now: datetime) -> None:
    """Whoever decided it needs to know it."""
    NeedToKnow.objects.create(
        holding=held, user_id=answerable(by), reason=reason, since=now, by_name=by.actor_name
    )


def set_state(
    *, by: Scope, ref: str, kind: Kind, state: str, reason: str, version: int, now: datetime
) -> Holding:
    """Close a record, or open it again. Erasing is done by ``keeping``, with a second person."""
    looked = own(by, ref, kind, "holdings.compartment", now=now)
    if state not in {"open", "closed"}:
        raise NotNow("A record is open or closed.")
    with transaction.atomic():
        return _set(by, looked, "state", state, reason, version, now)


def mark_erased(*, by: Scope, holding: Holding, reason: str, now: datetime) -> None:
    """Say of a record whose content is gone that it was erased. Inside the transaction that erased it."""
    before = holding.state
    change(holding, holding.version, LABELS, state="erased")
    _keep(by, holding, "state", before, "erased", reason, now)


def _set(by: Scope, looked: Look, what: str, value: str, reason: str, version: int, now: datetime) -> Holding:
    held, before = looked.holding, getattr(looked.holding, what)
    if len(reason.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    if before == value and held.version == version:
        raise NotNow(f"It is so already: {({**SENSITIVITIES, **STATES})[value]}.")
    change(held, version, LABELS, **{what: value})
    _keep(by, held, what, before, value, reason, now)
    audit.record(
        by=by,
        operation=f"holdings.set_{what}",
        kind="alteration",
        objects=[name(held)],
        detail={"before": before, "after": value},
        reason=reason,
        sensitivity=held.sensitivity,
    )
    return held


def _keep(by: Scope, held: Holding, what: str, before: str, after: str, reason: str, now: datetime) -> None:
    HoldingChange.objects.create(
        holding=held,
        what=what,
        before=before,
        after=after,
        reason=reason.strip(),
        at=now,
        by_id=by.actor_id,
        by_name=by.actor_name,
    )


def offer(*, by: Scope, ref: str, kind: Kind, to: str, reason: str, now: datetime) -> Transfer:
    """Offer a record to another organisation. It stays where it is until somebody there accepts it."""
    looked = own(by, ref, kind, "holdings.compartment", now=now)
    body = Organisation.objects.filter(key=to).exclude(kind="department").first()
    if body is None or body.pk == looked.holding.organisation_id:
        raise NotNow("Choose another organisation.")
    if len(reason.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    with transaction.atomic():
        # The database keeps one open offer of each record, also against two who offer it at once.
        made, is_new = Transfer.objects.get_or_create(
            holding=looked.holding,
            answered_at=None,
            defaults={
                "to": body,
                "reason": reason.strip(),
                "offered_at": now,
                "offered_by_id": answerable(by),
            },
        )
        if not is_new:
            raise NotNow("It is on offer already.")
        notices.tell_those_who(
            "holdings.compartment",
            body,
            f"{kind.title} offered to you by {by.actor_name}.",
            "sharing:offers",
            now,
        )
        audit.record(
            by=by,
            operation="holdings.offer",
            kind="alteration",
            objects=[name(looked.holding)],
            recipient=body.key,
            reason=reason,
            sensitivity=looked.holding.sensitivity,
        )
    return made


def answer(*, by: Scope, transfer: Transfer, accepted: bool, now: datetime) -> Holding:
    """Take the record, or leave it where it is. Whoever answers acts for the organisation it was offered to."""
    if not by.may("holdings.compartment") or transfer.to.key != by.body:
        raise NotPermitted(NOT_THERE)
    with transaction.atomic():
        waiting = Transfer.objects.filter(pk=transfer.pk, answered_at__isnull=True)
        if not waiting.update(answered_at=now, answered_by=by.actor_id, accepted=accepted):
            raise NotNow("It was answered already.")
        held = transfer.holding
        if accepted:
            before = held.organisation.key
            # Units, names and grants were those of the owner before: the new one decides anew.
            change(held, held.version, LABELS, organisation=transfer.to, lpu=None, team=None)
            held.people.filter(until__isnull=True).update(until=now)
            held.grants.filter(withdrawn_at__isnull=True).update(
                withdrawn_at=now, withdrawn_by_name=by.actor_name, withdrawn_why="It changed hands."
            )
            if held.sensitivity != "normal":
                # What only the named can see would be lost to everybody there.
                _name(by, held, transfer.reason, now)
            _keep(by, held, "owner", before, transfer.to.key, transfer.reason, now)
        audit.record(
            by=by,
            operation="holdings.answer_offer",
            kind="alteration",
            objects=[name(held)],
            detail={"accepted": accepted},
            reason=transfer.reason,
            sensitivity=held.sensitivity,
        )
    return held


def audience(*, by: Scope, ref: str, kind: Kind, now: datetime) -> Audience:
    """Who can see a record, for those it belongs to; that they asked is written down."""
    with transaction.atomic():
        looked = own(by, ref, kind, "holdings.share", now=now)
        found = records.audience(by, looked, now=now)
        audit.record(
            by=by,
            operation="sharing.audience",
            kind="consultation",
            objects=[name(looked.holding)],
            sensitivity=looked.holding.sensitivity,
            reason=_why(looked),
        )
    return found


def shared(*, by: Scope, now: datetime) -> tuple[list[Look], list[Given]]:
    """What others opened to this reader, and what theirs opened to others; the references shown are written down."""
    with transaction.atomic():
        with_us, by_us = records.shared_with_us(by, now=now), records.shared_by_us(by, now=now)
        listed = {name(looked.holding) for looked in with_us} | {name(given.grant.holding) for given in by_us}
        if listed:
            audit.record(by=by, operation="sharing.list", kind="consultation", objects=sorted(listed))
    return with_us, by_us


def offers(*, by: Scope) -> list[Transfer]:
    """What others offer to this reader's organisation; the references shown are written down."""
    with transaction.atomic():
        found = list(records.offers(by))
        if found:
            audit.shown(
                by=by, operation="sharing.offers", objects=sorted(name(each.holding) for each in found)
            )
    return found
