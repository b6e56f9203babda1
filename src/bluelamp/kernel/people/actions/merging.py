"""Joining two people into one, and parting them again. One pointer moves for each person; nothing else is touched."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.people import queries, rules
from bluelamp.kernel.people.models import MatchDecision, Merge, Person
from bluelamp.kernel.people.queries.merges import are_kept_apart, part_of
from bluelamp.kernel.people.words import APART


def merge(*, by: Scope, ref: str, other: str, reason: str, now: datetime) -> Merge:
    """The person ``other`` is found to be the person ``ref``, both as the reader knows them."""
    require(by, "people.merge")
    with transaction.atomic():
        kept = queries.profiles.person(by, ref, now=now)
        gone = queries.profiles.person(by, other, now=now)
        return join(by=by, kept=kept.head, gone=gone.head, reason=reason, now=now)


def join(
    *, by: Scope, kept: int, gone: int, reason: str, now: datetime, decision: MatchDecision | None = None
) -> Merge:
    """Two heads become one. Called inside a transaction, by a merge or by a decision on a pair."""
    # In one order, so that two who join the same people at once wait for each other and do not block for ever.
    heads = dict(
        Person.objects.select_for_update()
        .filter(pk__in={kept, gone})
        .order_by("pk")
        .values_list("pk", "head")
    )
    against = rules.reasons_not_to_merge(
        are_two=kept != gone,
        are_heads=heads == {kept: kept, gone: gone},
        is_kept_apart=kept != gone and are_kept_apart(kept, gone),
        reason=reason,
    )
    if against:
        raise NotNow(" ".join(against))
    made = as_merge(by, kept, gone, reason, now, decision)
    made.save()
    moved = sorted(Person.objects.filter(head=gone).values_list("ref", flat=True))
    Person.objects.filter(head=gone).update(head=kept)
    _record(by, "people.merge", made, moved, reason)
    return made


def as_merge(
    by: Scope, kept: int, gone: int, reason: str, now: datetime, decision: MatchDecision | None
) -> Merge:
    """A merge of two heads. Not saved, and no pointer moved yet."""
    return Merge(
        kept_id=kept,
        gone_id=gone,
        decision=decision,
        reason=reason,
        at=now,
        by_id=by.actor_id,
        by_name=by.actor_name,
    )


def unmerge(*, by: Scope, ref: str, number: int, reason: str, now: datetime) -> None:
    """Take a merge back: all who came with it are parted again, as they were, from all who did not."""
    require(by, "people.merge")
    with transaction.atomic():
        whose = queries.profiles.person(by, ref, now=now)
        parting = queries.merges.parting(by, whose, number)
        _unmerge(by, parting.merge, reason, now)
        # Else the next comparison would put forward what was just taken back.
        left, right = sorted((parting.staying[0].record.pk, parting.going[0].record.pk))
        if parting.merge.decision:
            left, right = parting.merge.decision.left_id, parting.merge.decision.right_id
        MatchDecision.objects.create(
            left_id=left,
            right_id=right,
            decision=APART,
            reason=reason,
            at=now,
            by_id=by.actor_id,
            by_name=by.actor_name,
        )


def _unmerge(by: Scope, merge: Merge, reason: str, now: datetime) -> None:
    list(Person.objects.select_for_update().filter(pk__in={merge.kept_id, merge.gone_id}).order_by("pk"))
    going = part_of(merge)
    undone = Merge.objects.filter(pk=merge.pk, undone_at__isnull=True)
    against = rules.reasons_not_to_unmerge(is_undone=not undone.exists(), reason=reason)
    if against:
        raise NotNow(" ".join(against))
    undone.update(undone_at=now, undone_by_id=by.actor_id, undone_by_name=by.actor_name, undone_why=reason)
    Person.objects.filter(pk__in=going).update(head=merge.gone_id)
    moved = sorted(Person.objects.filter(pk__in=going).values_list("ref", flat=True))
    _record(by, "people.unmerge", merge, moved, reason)


def _record(by: Scope, operation: str, merge: Merge, moved: list[str], reason: str) -> None:
    audit.record(
        by=by,
        operation=operation,
        kind="combination",
        objects=[f"merge:{merge.pk}", f"person:{merge.kept.ref}", *(f"person:{ref}" for ref in moved)],
        reason=reason,
    )
