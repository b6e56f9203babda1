"""Records at the end of their time, and the people who decide about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.keeping import actions
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests import factories as people

NOW = datetime(2020, 1, 7, 9, 30, tzinfo=UTC)
"""Six years to the day after the records of ``people.factories`` were made."""
TODAY = NOW.date()
SENTENCE = "Nobody has asked for it in all those years."
SYSTEM = Scope.system("a test")


def record(organisation: str = people.POLICE, **said: object) -> SourceRecord:
    """A record of somebody, with its place in the schedule."""
    made = people.record(organisation, **said)
    actions.refresh(by=SYSTEM, today=TODAY)
    return made


def scope(role: str = "coordinator", organisation: str = people.POLICE, **more: object) -> Scope:
    return people.scope(role, organisation, **more)


def confirmed(role: str = "governance", organisation: str = people.POLICE) -> Scope:
    """Somebody who proved a minute ago who they are."""
    return replace(scope(role, organisation), stepped_up_at=NOW - timedelta(minutes=1))


def ref(record: SourceRecord) -> str:
    return record.holding.ref


def held(record: SourceRecord) -> Holding:
    return Holding.objects.get(pk=record.holding_id)
