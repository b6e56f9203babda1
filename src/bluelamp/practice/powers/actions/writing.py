"""Writing down what was done with an order or a remedy."""

from __future__ import annotations

from collections.abc import Mapping

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.powers.models import Order, Remedy

REASONS = {Order: "Using a power on the record.", Remedy: "Offering a community remedy."}
"""Why, on a record that is restricted."""


def write(
    by: Scope,
    looked: Look,
    what: Order | Remedy,
    verb: str,
    *,
    kind: str = "alteration",
    detail: Mapping[str, object] | None = None,
) -> None:
    """For the audit record, inside the transaction that does it."""
    audit.record(
        by=by,
        operation=f"powers.{verb}",
        kind=kind,
        objects=[name(looked.holding), f"{what._meta.model_name}:{what.pk}"],
        detail=detail,
        sensitivity=looked.holding.sensitivity,
        reason=REASONS[type(what)] if looked.holding.sensitivity != "normal" else "",
    )
