"""Applications as a reader sees them: how each stands, what is due, what was counted, what was recommended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bluelamp.areas.asb.case_reviews import clock, policies
from bluelamp.areas.asb.case_reviews.models import Appeal, Application
from bluelamp.areas.asb.case_reviews.policies import Policy
from bluelamp.areas.asb.case_reviews.queries import records
from bluelamp.areas.asb.case_reviews.words import APPEALABLE, FOLLOWS, OPEN, STATES
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.powers.queries.records import people


@dataclass(frozen=True)
class Line:
    """One application, with what is worked out from it. ``due`` is by when the next step is; all dates of London."""

    application: Application
    policy: Policy
    who: str
    since: date
    due: date | None
    appeal_until: date | None
    is_late: bool
    can_appeal: bool

    @property
    def says(self) -> str:
        return STATES[self.application.state]

    @property
    def ref(self) -> str:
        return self.application.holding.ref

    @property
    def follows(self) -> tuple[str, ...]:
        return FOLLOWS[self.application.state]

    @property
    def open_appeal(self) -> Appeal | None:
        return next((each for each in self.application.appeals.all() if not each.outcome), None)


def of_record(scope: Scope, record: str | Look, *, today: date, now: datetime) -> tuple[Line, ...]:
    """All applications of a record, the newest first."""
    looked = records.seen(scope, record, now=now)
    names = {each.person: each.name for each in people(scope, looked) if each.person}
    return tuple(
        told(row, names, today) for row in _whole(Application.objects.filter(holding=looked.holding))
    )


def of(scope: Scope, record: str | Look, number: int, *, today: date, now: datetime) -> Line:
    """One application of a record. ``NotPermitted`` says the same of what is not there and of another record's."""
    for line in of_record(scope, record, today=today, now=now):
        if line.application.pk == number:
            return line
    raise NotPermitted(NOT_THERE)


def waiting(scope: Scope, *, today: date, now: datetime) -> tuple[Line, ...]:
    """Every application this reader sees that is not closed, the one due first at the top."""
    rows = _whole(Application.objects.filter(records.within(scope, now=now), state__in=OPEN))
    lines = (told(row, {}, today) for row in rows)
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, line.application.pk)))


def told(row: Application, names: Mapping[int, str], today: date) -> Line:
    """A row with what follows from it."""
    policy = policies.called(row.policy)
    steps = list(row.steps.all())
    since = steps[-1].on if steps else row.applied_on
    due = clock.due_on(policy, row.state, applied_on=row.applied_on, since=since)
    decided = next((step.on for step in reversed(steps) if step.state in ("not_met", "outcome_sent")), None)
    until = clock.appeal_until(policy, decided)
    is_open = any(not each.outcome for each in row.appeals.all())
    return Line(
        application=row,
        policy=policy,
        who=names.get(row.victim_id or 0) or row.victim_described or "A victim on the record",
        since=since,
        due=due,
        appeal_until=until,
        is_late=due is not None and due < today,
        can_appeal=row.state in APPEALABLE and until is not None and today <= until and not is_open,
    )


def _whole(rows: QuerySet[Application]) -> QuerySet[Application]:
    rows = rows.select_related("holding__lpu", "holding__organisation", "holding__team")
    return rows.prefetch_related("steps", "returns", "panels", "recommendations", "appeals")
