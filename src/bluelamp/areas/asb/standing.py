"""What decides whether cases may be moved on, gathered from the cases and from every practice, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bluelamp.areas.asb.models import Case, StateChange
from bluelamp.areas.asb.rules import Standing
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.promises.queries import closing


def standing_of(scope: Scope, looked: Look, case: Case, *, now: datetime) -> Standing:
    """How a case stands now. Wants a look at a case of the reader's own organisation."""
    return standings_of(scope, [looked], {looked.holding.pk: case}, now=now)[looked.holding.pk]


def standings_of(
    scope: Scope, looked: Sequence[Look], cases: Mapping[int, Case], *, now: datetime
) -> dict[int, Standing]:
    """The same for many, by holding, in as many questions as for one. ``cases`` are theirs, by holding too."""
    held = [one.holding.pk for one in looked]
    bands = assessments.standings(held)
    before = closing.before(scope, looked, now=now)
    proposals = proposed([cases[pk] for pk in held])
    return {pk: _standing(cases[pk], bands[pk].band, before.get(pk), proposals.get(pk)) for pk in held}


def proposed(cases: Sequence[Case]) -> dict[int, StateChange]:
    """Holding → the last time that somebody proposed to close it, with who approved that."""
    rows = StateChange.objects.filter(case__in=cases, state="closure_proposed").order_by("pk")
    return {row.case.holding_id: row for row in rows.select_related("case").prefetch_related("approvals")}


def _standing(case: Case, band: str, before: closing.Before | None, proposal: StateChange | None) -> Standing:
    told = before or closing.Before()
    return Standing(
        state=case.state,
        band=band,
        has_contact_plan=told.has_contact_plan,
        last_contact_at=told.last_contact_at,
        is_victim_consulted=case.victim_consulted_on is not None,
        overdue=told.overdue,
        waits_for=told.waits_for,
        proposed_by=proposal.by_id if proposal else None,
        approved_by=frozenset(row.by_id for row in proposal.approvals.all()) if proposal else frozenset(),
    )
