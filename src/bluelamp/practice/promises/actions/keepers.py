"""Promises go along with the record: whoever works on it now keeps what is still open, unless somebody was named."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises.models import PassedOn, Promise
from bluelamp.practice.promises.queries.promises import OPEN


def follow(
    *, by: Scope, looked: Look, holdings: Collection[int], worker: int | None, why: str, now: datetime
) -> None:
    """Inside the transaction that says who works on a record: its open promises go to them.

    ``holdings`` are the record and those joined with it. Without a ``worker`` each goes back to whoever made it. The
    version of a promise stays: what was promised is what it was, and nobody who is keeping it just now is turned back.
    """
    # Whoever promises something at this moment does so before this or after it: see promises.make.
    list(Holding.objects.select_for_update(no_key=True).filter(pk__in=holdings).order_by("pk"))
    rows = Promise.objects.filter(OPEN, holding__in=holdings, is_named=False).select_related("owner")
    passed = [row for row in rows.order_by("pk") if _next(row, worker) != row.owner_id]
    if not passed:
        return
    known = User.objects.in_bulk({_next(row, worker) for row in passed})
    PassedOn.objects.bulk_create(_row(by, row, known[_next(row, worker)], why, now) for row in passed)
    Promise.objects.filter(pk__in=[row.pk for row in passed]).update(owner=worker or F("made_by"))
    to = [f"user:{number}" for number in sorted(known)]
    audit.record(
        by=by,
        operation="promises.pass_on",
        kind="alteration",
        objects=[f"holding:{looked.ref}", *(f"promise:{row.pk}" for row in passed), *to],
        detail={"promises": len(passed), "to": worker},
        reason=why,
    )


def _next(promise: Promise, worker: int | None) -> int | None:
    """Whoever keeps it from now on. What a program made stays where it is when nobody works on the record."""
    return worker or promise.made_by_id or promise.owner_id


def _row(by: Scope, promise: Promise, to: User, why: str, now: datetime) -> PassedOn:
    return PassedOn(
        promise=promise,
        before_name=promise.keeper,
        to=to,
        to_name=to.get_full_name() or to.get_username(),
        at=now,
        by_name=by.actor_name,
        why=why[:500],
    )
