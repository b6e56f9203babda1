"""The plan for a vulnerable victim as somebody may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import PlanAction, SafetyMeasure, VictimPlan
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import victims as rules
from bluelamp.practice.promises.words import PLAN


@dataclass(frozen=True)
class Plan:
    """A plan, with how each of its parts stands on the day it is read."""

    row: VictimPlan
    actions: tuple[tuple[PlanAction, str], ...]
    measures: tuple[tuple[SafetyMeasure, str], ...]
    is_late: bool

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The headings under which something stands."""
        return [(title, getattr(self.row, name)) for name, title in PLAN.items() if getattr(self.row, name)]

    @property
    def is_signed(self) -> bool:
        return self.row.signed_at is not None


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> Plan | None:
    """The plan of a record; none where nobody wrote one."""
    looked = records.seen(scope, record, records.PLAN, now=now)
    rows = VictimPlan.objects.filter(holding=looked.holding)
    row = rows.prefetch_related("actions__agency", "measures").first()
    return told(row, clocks.on(now)) if row else None


def _stands(one: SafetyMeasure, today: date) -> str:
    return rules.measure_standing(
        since=one.since, ended_on=one.ended_on, expires_on=one.expires_on, today=today
    )


def told(row: VictimPlan, today: date) -> Plan:
    return Plan(
        row=row,
        actions=tuple(
            (one, rules.action_standing(state=one.state, due_on=one.due_on, today=today))
            for one in row.actions.all()
        ),
        measures=tuple((one, _stands(one, today)) for one in row.measures.all()),
        is_late=row.ended_at is None and row.review_on < today,
    )
