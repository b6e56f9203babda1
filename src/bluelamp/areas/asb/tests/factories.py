"""Reports and cases for tests, and those who take them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from bluelamp.areas.asb import actions, codes
from bluelamp.areas.asb.actions.reports import Caller, Taken, Told
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import at
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called
from bluelamp.kernel.people.tests.factories import kept, scope

NOW = datetime(2014, 1, 7, 21, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = (407_000, 287_000)
"""In Ladywood, which lies in Birmingham West and Central (BW)."""
FAR = (394_000, 290_000)
"""In Dudley."""


def answers(answer: str = "no") -> dict[str, tuple[str, str]]:
    return {question.key: (answer, "") for question in codes.questions()}


def told(**said: object) -> Told:
    """A report of youths outside the shops, by somebody who gave no name."""
    return Told(
        **{
            "channel": "phone",
            "received_at": NOW,
            "happened_from": NOW - HOUR,
            "what": "Youths shout and kick a ball against the shutters.",
            "qualifier": "nuisance",
            "crime": "no_crime",
            "spot": at(*HERE, "12 Shingle Road"),
            "answers": answers(),
        }
        | said
    )


def taker(role: str = "coordinator", **more: object) -> Scope:
    lpu_called("BW"), lpu_called("DY")
    return scope(role, **more)


def take(
    by: Scope, now: datetime = NOW, into: str = "", to: str = "", submission: str = "", **said: object
) -> Taken:
    what = told(**{"received_at": now, "happened_from": now - HOUR} | said)
    return actions.reports.take(
        by=by, told=what, now=now, into=into, to=to, submission=submission or str(uuid4())
    )


def somebody_new(**said: object) -> Caller:
    return Caller(kept=kept(**said))


def case_of(taken: Taken) -> Case:
    return Case.objects.select_related("holding").get(holding__ref=taken.case)
