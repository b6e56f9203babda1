"""Deciding whether two records are of one person: appended, with what was before whoever decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.people import queries, rules
from bluelamp.kernel.people.actions.merging import join
from bluelamp.kernel.people.models import Candidate, MatchDecision
from bluelamp.kernel.people.queries.matching import Pair
from bluelamp.kernel.people.words import APART, LINK


def decide(*, by: Scope, number: int, decision: str, reason: str, now: datetime) -> MatchDecision:
    """One pair of the queue is decided. Linking joins their people; both others leave them apart."""
    require(by, "people.match")
    with transaction.atomic():
        return _decide(by, queries.matching.pair(by, number, now=now), decision, reason, now)


def confirm(*, by: Scope, numbers: Iterable[int], reason: str, now: datetime) -> tuple[int, list[str]]:
    """Link many pairs that were put forward and looked at together. Returns how many, and why others were not.

    Each pair is its own transaction: one that cannot be joined does not hold up the others.
    """
    require(by, "people.match")
    linked, refused = 0, []
    for number in numbers:
        try:
            with transaction.atomic():
                pair = queries.matching.pair(by, number, now=now)
                if pair.candidate.outcome != LINK:
                    raise NotNow("This pair was not put forward: look at it by itself.")
                _decide(by, pair, LINK, reason, now)
            linked += 1
        except NotNow as why:
            refused.append(f"{pair.left.name} and {pair.right.name}: {why}")
    return linked, refused


def _decide(by: Scope, pair: Pair, decision: str, reason: str, now: datetime) -> MatchDecision:
    one = pair.candidate
    heads = [source.record.person.head_id or 0 for source in (pair.left, pair.right)]
    against = rules.reasons_not_to_decide(
        decision=decision,
        reason=reason,
        is_pair=one.left_id != one.right_id,
        is_one_person=heads[0] == heads[1],
    )
    if against:
        raise NotNow(" ".join(against))
    made = as_decision(by, one, decision, reason, now)
    made.save()
    audit.record(
        by=by,
        operation="people.match",
        kind="combination" if decision == LINK else "alteration",
        objects=[f"decision:{made.pk}", f"holding:{pair.left.ref}", f"holding:{pair.right.ref}"],
        detail={"decision": decision},
        reason=reason,
    )
    if decision == LINK and heads[0] != heads[1]:
        join(by=by, kept=min(heads), gone=max(heads), reason=reason, now=now, decision=made)
    if decision in (LINK, APART):
        Candidate.objects.filter(pk=one.pk).delete()
    return made


def as_decision(by: Scope, one: Candidate, decision: str, reason: str, now: datetime) -> MatchDecision:
    """A decision, with the evidence as it stands. Not saved."""
    return MatchDecision(
        left_id=one.left_id,
        right_id=one.right_id,
        decision=decision,
        reason=reason,
        probability=one.probability,
        settings_version=one.matching.settings_version,
        evidence=one.evidence,
        at=now,
        by_id=by.actor_id,
        by_name=by.actor_name,
    )
