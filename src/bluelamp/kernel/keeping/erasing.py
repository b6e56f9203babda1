"""Erasing one record: every value gone in one transaction, an opaque reference left, the audit record still whole.

What the record's own app keeps goes by its plan. What people typed about the record elsewhere in the kernel, reasons
above all, goes by the list here: people write names in reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.db.models import Model

from bluelamp.kernel.access.models import (
    BreakGlass,
    Disclosure,
    GlassReview,
    Grant,
    GrantItem,
    Holding,
    HoldingChange,
    NeedToKnow,
    Transfer,
)
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.actions.records import mark_erased
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.audit.models import Touch
from bluelamp.kernel.keeping import plans
from bluelamp.kernel.keeping.models import Disposal, Keeping, LegalHold, Review
from bluelamp.kernel.keeping.words import ERASED

TYPED: Mapping[type[Model], tuple[str, tuple[str, ...]]] = {
    HoldingChange: ("holding", ("reason",)),
    NeedToKnow: ("holding", ("reason",)),
    Transfer: ("holding", ("reason",)),
    Grant: ("holding", ("necessity", "caveats", "withdrawn_why")),
    BreakGlass: ("holding", ("reason",)),
    GlassReview: ("glass__holding", ("note",)),
    Review: ("holding", ("rationale",)),
    LegalHold: ("holding", ("reason", "lifted_why")),
    Disposal: ("holding", ("reason", "decided_why")),
}
"""Where somebody typed freely about a record: how its rows are found, and the fields."""

NOBODY_S: Mapping[type[Model], set[str]] = {
    HoldingChange: {"what", "before", "after", "by_name"},
    NeedToKnow: {"stance", "by_name"},
    Grant: {"basis", "given_by_name", "withdrawn_by_name"},
    BreakGlass: {"by_name", "role"},
    GlassReview: {"outcome", "reviewed_by_name"},
    GrantItem: {"item"},
    Disclosure: {"how", "recipient", "basis"},
    Keeping: {"group"},
    Review: {"decision", "group", "questions_version", "by_name"},
    LegalHold: {"by_name", "lifted_by_name"},
    Disposal: {"ground", "proposed_by_name", "decided_by_name"},
}
"""Text beside it that says nothing of the person: codes, and who acted."""


def erase(*, by: Scope, holding: Holding, ground: str, now: datetime) -> None:
    """Inside the caller's transaction. The rule of two people is the caller's to keep."""
    gone = plans.of(holding.kind).erase(holding.pk)
    for model, (path, fields) in TYPED.items():
        for field in fields:
            # What was left empty stays so: some rows must be empty until they are decided.
            model._default_manager.filter(**{path: holding}).exclude(**{field: ""}).update(**{field: ERASED})
    Review.objects.filter(holding=holding).update(answers={})
    Keeping.objects.filter(holding=holding).delete()
    Holding.objects.filter(pk=holding.pk).update(lpu=None, team=None)
    mark_erased(by=by, holding=holding, reason=f"Erased: {ground}.", now=now)
    _payloads(by, {name(holding), *gone.objects})
    audit.record(
        by=by, operation="keeping.erase", kind="erasure", objects=[name(holding)], detail={"ground": ground},
        reason=f"Disposed of by two people, on the ground: {ground}.", sensitivity=holding.sensitivity,
    )  # fmt: skip
    for file in gone.files:
        transaction.on_commit(partial(file.unlink, missing_ok=True))
    transaction.on_commit(leave_no_trace)


def _payloads(by: Scope, objects: Iterable[str]) -> None:
    """What the audit record kept apart about it: values before and after, searches that found it, reasons."""
    seqs = Touch.objects.filter(object__in=objects).values_list("seq", flat=True)
    audit.erase_payload(by=by, seqs=seqs, reason="The record they speak of is erased.")


def leave_no_trace() -> None:
    """Have the embedded database empty its write-ahead log, which still holds the pages as they were.

    The pages themselves were overwritten as their rows went (``secure_delete``). A server's are left to its keeper.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
