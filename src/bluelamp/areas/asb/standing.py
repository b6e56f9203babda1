"""What decides whether a case may be moved on, gathered from the case and from every practice, as plain values."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.rules import Standing
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.promises.queries.panel import Panel, panel
from bluelamp.practice.promises.words import REACHED


def standing_of(scope: Scope, looked: Look, case: Case, *, now: datetime) -> Standing:
    """How a case stands now. Wants a look at a case of the reader's own organisation."""
    proposal = case.moves.filter(state="closure_proposed").order_by("-pk").first()
    told = panel(scope, looked, now=now)
    spoken = [one.at for one in told.touch.attempts if one.outcome in REACHED] if told else []
    return Standing(
        state=case.state,
        band=assessments.standings([looked.holding.pk])[looked.holding.pk].band,
        has_contact_plan=told is not None and told.touch.plan is not None,
        last_contact_at=max(spoken, default=None),
        is_victim_consulted=case.victim_consulted_on is not None,
        overdue=tuple(overdue(told)) if told else (),
        proposed_by=proposal.by_id if proposal else None,
        approved_by=frozenset(proposal.approvals.values_list("by", flat=True)) if proposal else frozenset(),
    )


def overdue(told: Panel) -> list[str]:
    """What was to be done by now, and was not: promises, and actions of the plan for the victim."""
    late = [line.promise.says for line in told.lines if line.state == "missed" and line.is_open]
    if told.plan:
        late += [action.does for action, stands in told.plan.actions if stands == "late"]
    return late
