"""Opening one record in an emergency, reading it, and the second person who looks at why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from bluelamp.kernel.access import kinds, policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON, decide
from bluelamp.kernel.access.models import BreakGlass, GlassReview, Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, facts_of
from bluelamp.kernel.access.sharing import queries, rules
from bluelamp.kernel.access.sharing.actions import notices
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.words import GLASS_OUTCOMES
from bluelamp.kernel.audit import actions as audit

NO_SUCH = "No record that you can open has this reference. Check it, or ring the organisation that holds it."


class StepUpNeeded(RuntimeError):
    """They have to prove again who they are before this."""


def break_glass(*, by: Scope, ref: str, reason: str, now: datetime) -> BreakGlass:
    """Open one record to one person for an hour at most, and tell its owner and governance in the same moment.

    A wrong reference and one that may not be opened get the same answer, which says nothing of what exists; both are
    written down. Raises :class:`StepUpNeeded` unless they confirmed who they are within minutes.
    """
    require(by, "glass.open")
    terms = rules.glass_terms(now.astimezone(LONDON).date())
    if against := rules.reasons_not_to_break_glass(reason=reason, ref=ref, terms=terms):
        raise NotNow(" ".join(against))
    if not policy.is_confirmed(by.stepped_up_at, now=now):
        raise StepUpNeeded
    with transaction.atomic():
        broken = _broken(by, rules.typed_ref(ref), reason, terms, now)
        if broken is None:
            audit.record(
                by=by, operation="glass.break_glass", kind="consultation", reason=reason, result="refused"
            )
    if broken is None:
        raise NotNow(NO_SUCH)
    return broken


def _broken(by: Scope, ref: str, reason: str, terms: rules.GlassTerms, now: datetime) -> BreakGlass | None:
    rows = Holding.objects.filter(ref=ref).select_related("organisation", "lpu", "team")
    held = rows.first()
    if held is None or not _opens(by, held, now + terms.open_for, now):
        return None
    broken = BreakGlass.objects.create(
        holding=held,
        user_id=answerable(by),
        by_name=by.actor_name,
        role=by.role,
        reason=reason.strip(),
        opened_at=now,
        until=now + terms.open_for,
        review_by=now + terms.review_within,
    )
    _tell(broken, by, now)
    audit.record(
        by=by,
        operation="glass.break_glass",
        kind="consultation",
        objects=[name(held), f"glass:{broken.pk}"],
        reason=reason,
        sensitivity=held.sensitivity,
        legal_basis="vital_interests",
    )
    return broken


def _opens(by: Scope, held: Holding, until: datetime, now: datetime) -> bool:
    """Would the decision let them in, once the glass is broken?"""
    kind = kinds.called(held.kind)
    facts = replace(facts_of(by, kind, [held], now=now)[0], glass_until=until)
    return "glass" in decide(by, kind.read, facts, now=now).via


def _tell(broken: BreakGlass, by: Scope, now: datetime) -> None:
    """Governance learns that it happened; of what is restricted or sealed only those named on it learn more."""
    held = broken.holding
    owner = held.organisation
    words = f"{by.actor_name} opened a record in an emergency: it waits for review."
    notices.tell_those_who("glass.review", owner, words, "sharing:reviews", now)
    words = f"{by.actor_name} opened record {held.ref} in an emergency."
    if held.sensitivity == "normal":
        notices.tell_those_who("holdings.compartment", owner, words, "sharing:home", now)
    else:
        people = held.people.filter(Q(until__isnull=True) | Q(until__gt=now), stance="named")
        notices.tell(people.values_list("user_id", flat=True), owner, words, "sharing:home", now)


def consult(*, by: Scope, number: int, now: datetime) -> tuple[BreakGlass, Look]:
    """Read what was opened, while it is open: by whoever opened it, and by nobody else."""
    with transaction.atomic():
        mine = BreakGlass.objects.filter(pk=number, user=by.actor_id, until__gt=now)
        broken = mine.select_related("holding__organisation", "holding__lpu", "holding__team").first()
        if broken is None:
            raise NotPermitted(NOT_THERE)
        held, kind = broken.holding, kinds.called(broken.holding.kind)
        facts = facts_of(by, kind, [held], now=now)[0]
        decision = decide(by, kind.read, facts, now=now)
        if not decision.allowed:
            raise NotPermitted(NOT_THERE)
        audit.record(
            by=by,
            operation="glass.consult",
            kind="consultation",
            objects=[name(held), f"glass:{broken.pk}"],
            detail={"items": sorted(decision.items)},
            reason=broken.reason,
            sensitivity=held.sensitivity,
        )
    return broken, Look(held, kind, facts, decision)


def reviews(*, by: Scope, now: datetime) -> tuple[list[BreakGlass], list[BreakGlass]]:
    """What waits for review and what was found of the rest. Reasons tell of people: that they were read is kept."""
    with transaction.atomic():
        waiting = list(queries.glass.queue(by, now=now))
        done = list(queries.glass.reviewed(by)) if by.may("glass.review") else []
        if named := sorted({name(broken.holding) for broken in (*waiting, *done)}):
            audit.record(by=by, operation="glass.reviews", kind="consultation", objects=named)
    return waiting, done


def open_review(*, by: Scope, number: int) -> BreakGlass:
    """One of them, with its reason; written down like the list."""
    with transaction.atomic():
        broken = queries.glass.reviewable(by, number)
        audit.record(
            by=by,
            operation="glass.open_review",
            kind="consultation",
            objects=[name(broken.holding), f"glass:{broken.pk}"],
            sensitivity=broken.holding.sensitivity,
            reason="To review what was opened in an emergency.",
        )
    return broken


def review(*, by: Scope, number: int, outcome: str, note: str, now: datetime) -> GlassReview:
    """What a second person found. Nobody reviews what they opened themselves."""
    broken = queries.glass.reviewable(by, number)
    if outcome not in GLASS_OUTCOMES:
        raise NotNow("Choose what you found.")
    if len(note.strip()) < 20:
        raise NotNow("Say in at least 20 characters what you looked at and found.")
    with transaction.atomic():
        # Two reviewers at once: the database keeps one review of each, and this asks before it has to refuse.
        made, is_new = GlassReview.objects.get_or_create(
            glass=broken,
            defaults={
                "outcome": outcome,
                "note": note.strip(),
                "reviewed_at": now,
                "reviewed_by_id": answerable(by),
                "reviewed_by_name": by.actor_name,
            },
        )
        if not is_new:
            raise NotNow("Somebody reviewed it already.")
        audit.record(
            by=by,
            operation="glass.review",
            kind="other",
            objects=[f"glass:{broken.pk}"],
            detail={"outcome": outcome},
            reason=note,
        )
    return made
