"""Writing the audit record: inside the caller's own transaction, so that there is never one without the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from bluelamp.kernel.audit.models import Record


class Actor(Protocol):
    """What the record needs to know about whoever acts. A ``Scope`` is one; this floor lies below it."""

    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...


def record(
    *,
    by: Actor,
    operation: str,
    objects: Iterable[str] = (),
    detail: Mapping[str, object] | str | None = None,
    kind: str = "consultation",
    recipient: str = "",
    reason: str = "",
    legal_basis: str = "",
    reference: str = "",
    on_behalf_of: str = "",
    sensitivity: str = "",
    result: str = "done",
    payload: Mapping[str, object] | None = None,
) -> Record:
    """Write down what was done, to what. ``objects`` are names such as ``figure:12``; ``detail`` is kept as JSON.

    Raises ``TransactionManagementError`` outside a transaction: a record that could outlive what it describes, or be
    lost while it stands, is worth nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{operation} was to be recorded outside a transaction: open one around the whole action."
        )
    # The clock is asked here and nowhere else: this is when it was done, not when somebody says it was.
    return Record.objects.create(
        at=timezone.now(),
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        organisation=by.organisation,
        role=by.role,
        operation=operation,
        objects_touched=list(objects),
        detail={} if detail is None else detail,
    )


def shown(*, by: Actor, operation: str, objects: Iterable[str], **more: Any) -> Record:
    """Write down that people's data were shown: one record, with everything a page or an answer held."""
    return record(by=by, operation=operation, objects=objects, kind="consultation", **more)
