"""A case in Birmingham with three reports of one victim, and those who review it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bluelamp.areas.asb.actions.reports import Caller
from bluelamp.areas.asb.case_reviews import actions
from bluelamp.areas.asb.case_reviews.models import Application
from bluelamp.areas.asb.models import Case, Involved
from bluelamp.areas.asb.tests.factories import somebody_new, take, taker
from bluelamp.kernel.access.scope import Scope

NOW = datetime(2023, 6, 30, 10, tzinfo=UTC)
REPORTED = (170, 60, 10)
"""Days before the application: by Birmingham's procedure of 2023, the threshold is met."""


def case(by: Scope, reported: tuple[int, ...] = REPORTED) -> Case:
    """The case, with as many reports by the same person."""
    ref, caller = "", somebody_new()
    for days in reported:
        ref = take(by, now=NOW - timedelta(days=days), into=ref, callers=(caller,)).case
        made = Case.objects.get(holding__ref=ref)
        caller = Caller(ref=Involved.objects.get(case=made, role="complainant").person.ref)
    return made


def victim(made: Case) -> int:
    """The person who complains in it."""
    return int(Involved.objects.get(case=made, role="complainant").person_id)


def applied(by: Scope, made: Case, now: datetime = NOW, **said: object) -> Application:
    given = {"came": "phone", "says": "Nobody does anything.", "victim": victim(made)}
    return actions.applications.apply(by=by, record=made.holding.ref, now=now, **given | said)  # type: ignore[arg-type]


def officer(role: str = "coordinator", **more: object) -> Scope:
    return taker(role, **more)
