"""Linking cases, joining two into one, and taking both back. Nothing moves but a pointer, so taking back is exact."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import to_end
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted
from bluelamp.practice.casework import queries, rules
from bluelamp.practice.casework.actions import following, passing
from bluelamp.practice.casework.actions.writing import name, record, to_lead, with_reason
from bluelamp.practice.casework.models import CaseMerge, Link


def link(*, by: Scope, ref: str, other: str, how: str, reason: str, now: datetime) -> Link:
    """Say that two cases belong together. Whoever sees one of them learns nothing of the other by it."""
    with transaction.atomic():
        here = to_lead(by, "casework.merge", ref, now=now)
        there = _other(by, other, now)
        against = rules.reasons_not_to_link(
            are_two=here.ref != there.ref, of_one_kind=here.kind == there.kind, how=how, reason=reason
        )
        if against:
            raise NotNow(" ".join(against))
        left, right = sorted((here.holding.pk, there.holding.pk))
        row, is_new = Link.objects.get_or_create(
            left_id=left,
            right_id=right,
            how=how,
            until=None,
            defaults={
                "reason": reason.strip(),
                "since": now,
                "by_id": by.actor_id,
                "by_name": by.actor_name,
            },
        )
        if not is_new:
            raise NotNow("They are linked like this already.")
        _record(by, "link", here, there, reason, now)
    return row


def unlink(*, by: Scope, ref: str, number: int, reason: str, now: datetime) -> None:
    """They belong together no longer; that they did stays on the timeline."""
    reason = with_reason(reason)
    with transaction.atomic():
        here = to_lead(by, "casework.merge", ref, now=now)
        row = queries.links.link(here, number)
        there = _end(by, here, row.right_id if row.left_id == here.holding.pk else row.left_id, now)
        Link.objects.filter(pk=row.pk).update(until=now, ended_by_name=by.actor_name, ended_why=reason)
        _record(by, "unlink", here, there, reason, now)


def merge(*, by: Scope, ref: str, other: str, reason: str, now: datetime) -> CaseMerge:
    """The case ``other`` is found to be the case ``ref``, which is kept. Both have to be the reader's own to change.

    What hangs on ``other`` stays there and is shown with ``ref``, to whoever may see it; new things go to ``ref``.
    """
    with transaction.atomic():
        here = to_lead(by, "casework.merge", ref, now=now)
        there = _other(by, other, now)
        # In one order, so that two who join the same cases at once wait for each other and do not block for ever.
        list(
            Holding.objects.select_for_update()
            .filter(pk__in=[here.holding.pk, there.holding.pk])
            .order_by("pk")
        )
        gone = CaseMerge.objects.filter(undone_at__isnull=True)
        against = rules.reasons_not_to_merge(
            are_two=here.ref != there.ref,
            of_one_kind=here.kind == there.kind,
            is_gone=gone.filter(gone=there.holding).exists(),
            keeps_others_gone=gone.filter(gone=here.holding).exists(),
            reason=reason,
        )
        if here.holding.organisation_id != there.holding.organisation_id:
            against.append("They belong to two organisations: link them instead.")
        if against:
            raise NotNow(" ".join(against))
        row = CaseMerge.objects.create(
            kept=here.holding,
            gone=there.holding,
            reason=reason.strip(),
            at=now,
            by_id=by.actor_id,
            by_name=by.actor_name,
        )
        Holding.objects.filter(pk=there.holding.pk).update(joined_with=here.holding)
        # Where nobody works on the case that is kept, what is open stays with whoever worked on the other.
        if worker := queries.assignments.worker_of(here.holding):
            passing.passed(by=by, looked=here, worker=worker, why=row.reason, now=now)
        _record(by, "merge", here, there, reason, now)
    return row


def unmerge(*, by: Scope, ref: str, number: int, reason: str, now: datetime) -> None:
    """Part two cases again, exactly as they were: each with all that was ever put on it."""
    reason = with_reason(reason)
    with transaction.atomic():
        here = to_end(queries.looking.case(by, ref, now=now))
        if not by.may("casework.merge") or not permitted(by, here.kind.write, here, now=now).allowed:
            raise NotPermitted(NOT_THERE)
        row = queries.links.merge(here, number)
        there = _end(by, here, row.gone_id if row.kept_id == here.holding.pk else row.kept_id, now)
        standing = CaseMerge.objects.filter(pk=row.pk, undone_at__isnull=True)
        if not standing.update(undone_at=now, undone_by_name=by.actor_name, undone_why=reason):
            raise NotNow("They were parted already.")
        Holding.objects.filter(pk=row.gone_id).update(joined_with=None)
        parted = here if here.holding.pk == row.gone_id else there
        worker = queries.assignments.worker_of(parted.holding)
        passing.passed(by=by, looked=parted, worker=worker, why=reason, now=now)
        _record(by, "unmerge", here, there, reason, now)


def _other(by: Scope, ref: str, now: datetime) -> Look:
    """The case at the other end: the reader's own to change, too. One they may not see is not there."""
    try:
        return to_lead(by, "casework.merge", ref.strip().upper(), now=now)
    except NotPermitted:
        raise NotNow("There is no case with this reference that is yours to change.") from None


def _end(by: Scope, here: Look, number: int, now: datetime) -> Look:
    found = queries.links.seen_of(by, here, [number], now=now).get(number)
    if found is None or not permitted(by, found.kind.write, to_end(found), now=now).allowed:
        raise NotPermitted(NOT_THERE)
    return found


def _record(by: Scope, operation: str, here: Look, there: Look, reason: str, now: datetime) -> None:
    what = "merged" if "merge" in operation else "linked"
    for looked in (here, there):
        following.happened(by=by, looked=looked, what=what, audience="organisation", now=now)
    objects = [name(there.holding)]
    record(by, operation, here, kind="combination", objects=objects, reason=reason.strip())
