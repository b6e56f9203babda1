"""Writing down what was shown: to a record's own people a consultation, to others a disclosure by grants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from bluelamp.kernel.access.models import Disclosure, Grant, Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.queries.records import grants_used
from bluelamp.kernel.audit import actions as audit


def name(held: Holding) -> str:
    """What the audit record calls it."""
    return f"holding:{held.ref}"


def shown(
    *,
    by: Scope,
    operation: str,
    looks: Iterable[Look],
    items: Iterable[str] | None = None,
    named: Sequence[str] = (),
    now: datetime,
    **more: Any,
) -> None:
    """Write down that records were shown, in the transaction that shows them and after its questions.

    ``items`` are those that were shown, where a page holds fewer than the reader may see; ``named`` is what was shown
    besides, such as ``person:…``; ``more`` is what :func:`~bluelamp.kernel.audit.actions.record` takes.
    """
    each = list({looked.ref: looked for looked in looks}.values())
    grants = disclose(by=by, looks=each, items=items, now=now)
    audit.record(
        by=by,
        operation=operation,
        kind="disclosure" if grants else "consultation",
        objects=[*named, *sorted(name(looked.holding) for looked in each)],
        recipient=by.organisation if grants else "",
        legal_basis=", ".join(sorted({grant.basis for grant in grants})),
        **more,
    )


def one(*, by: Scope, operation: str, looked: Look, items: Iterable[str], reason: str, now: datetime) -> None:
    """The same for one record, with how it is handled."""
    shown(
        by=by,
        operation=operation,
        looks=[looked],
        items=items,
        sensitivity=looked.holding.sensitivity,
        reason=reason,
        now=now,
    )


def asked(*, by: Scope, operation: str, looked: Look, now: datetime) -> None:
    """A page that asks something about a case shows what it is called, and is written down by itself."""
    with transaction.atomic():
        why = "To do something about the case."
        one(by=by, operation=operation, looked=looked, items=["title"], reason=why, now=now)


def disclose(
    *, by: Scope, looks: Sequence[Look], items: Iterable[str] | None = None, now: datetime
) -> list[Grant]:
    """Add to the disclosure record what each grant let this reader see, and return the grants that did.

    Where nothing was shown but that there is such a record, those that let the reader know it are returned. Raises
    ``NotPermitted`` when one was withdrawn since the record was looked at: nothing of it is given any more.
    """
    open_to = {looked.holding.pk: looked.decision.items for looked in looks}
    asked = frozenset().union(*open_to.values()) if items is None else frozenset(items)
    seen = [
        (grant, frozenset(row.item for row in grant.items.all()) & open_to[grant.holding_id] & asked)
        for grant in held(grants_used(*looks))
    ]
    Disclosure.objects.bulk_create(
        Disclosure(
            holding_id=grant.holding_id,
            grant=grant,
            how="read",
            items=sorted(items),
            recipient=f"{by.actor_name}, {grant.organisation}",
            basis=grant.basis,
            at=now,
        )
        for grant, items in seen
        if items
    )
    return [grant for grant, items in seen if items] or [grant for grant, _ in seen]


def held(grants: Sequence[Grant]) -> Sequence[Grant]:
    """The grants as they stand, which nobody withdraws before this transaction ends.

    SQLite lets one transaction at a time write, and this is one: there nobody could have withdrawn them.
    """
    if grants and connection.features.has_select_for_update:
        asked = Grant.objects.filter(pk__in=[grant.pk for grant in grants], withdrawn_at=None).order_by("pk")
        standing = set(asked.select_for_update(no_key=True).values_list("pk", flat=True))
        if standing != {grant.pk for grant in grants}:
            raise NotPermitted(NOT_THERE)
    return grants
