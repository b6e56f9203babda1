"""What every action on an application has in common: finding it, moving it on, and writing down that it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from bluelamp.areas.asb.case_reviews.models import Application, Progress
from bluelamp.areas.asb.case_reviews.queries import applications, records
from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.areas.asb.case_reviews.words import FOLLOWS, STATES
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.powers.register.spans import LONDON

LABELS = {"state": "State", "is_met": "Threshold met", "decided_why": "Why"}
LEAST_REASON = 10


def today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def own(by: Scope, record: str | Look, number: int, now: datetime) -> tuple[Look, Line]:
    """An application on which ``by`` decides."""
    looked = records.open_to(by, record, "case_reviews.decide", now=now)
    return looked, applications.of(by, looked, number, today=today(now), now=now)


def refuse(found: Iterable[str]) -> None:
    if against := list(dict.fromkeys(found)):
        raise NotNow(" ".join(against))


def move(
    by: Scope, looked: Look, row: Application, to: str, version: int, now: datetime, note: str = "",
    changes: Mapping[str, object] | None = None, verb: str = "",
) -> None:  # fmt: skip
    """Bring an application to its next state. Inside the caller's transaction."""
    if to not in FOLLOWS[row.state]:
        raise NotNow(f"The application is {STATES[row.state]}: {STATES[to]} cannot follow.")
    put(by, looked, row, to, version, now, note, changes, verb)


def put(
    by: Scope, looked: Look, row: Application, to: str, version: int, now: datetime, note: str = "",
    changes: Mapping[str, object] | None = None, verb: str = "",
) -> None:  # fmt: skip
    """The same, wherever it stood: an appeal takes it back."""
    change(row, version, LABELS, state=to, **(changes or {}))
    step(by, row, to, now, note)
    write(by, looked, row, verb or to)


def step(by: Scope, row: Application, to: str, now: datetime, note: str = "") -> None:
    Progress.objects.create(
        application=row, state=to, on=today(now), note=note.strip(), written_at=now, by_id=by.actor_id,
        by_name=by.actor_name,
    )  # fmt: skip


def write(by: Scope, looked: Look, row: Application, verb: str, *, kind: str = "alteration") -> None:
    held = looked.holding
    audit.record(
        by=by,
        operation=f"case_reviews.{verb}",
        kind=kind,
        objects=[name(held), f"application:{row.pk}"],
        sensitivity=held.sensitivity,
        reason="Reviewing the response to the case." if held.sensitivity != "normal" else "",
    )
