"""What decides whether a case may be moved on, gathered from the case and from every practice, as plain values."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.rules import Standing
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look


def of(scope: Scope, looked: Look, case: Case, *, now: datetime) -> Standing:
    """How a case stands now."""
    proposal = case.moves.filter(state="closure_proposed").order_by("-pk").first()
    return Standing(
        state=case.state,
        is_victim_consulted=case.victim_consulted_on is not None,
        proposed_by=proposal.by_id if proposal else None,
        approved_by=frozenset(proposal.approvals.values_list("by", flat=True)) if proposal else frozenset(),
    )
