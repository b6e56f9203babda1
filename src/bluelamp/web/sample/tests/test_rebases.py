"""The two rebases of the sample: one in force, one that waits, both decided by made-up people."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.tests.factories import figure
from bluelamp.performance import queries
from bluelamp.web.sample import plan
from bluelamp.web.sample.actions import people
from bluelamp.web.sample.rebases import decide_rebases

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    """The figures of vehicle crime as planned, and those of contact made up; the people who decide."""
    for cell in plan.as_shipped().cells:
        if cell.series == "vehicle":
            share, n = cell.satisfied / cell.answered, float(cell.answered)
            about = {
                "value": share,
                "n": cell.answered,
                "effective_n": n,
                "low": share - 0.05,
                "high": share + 0.05,
            }
            for measure in ("vehicle-crime-satisfaction", "asb-satisfaction-contact"):
                figure(str(cell.month), measure=measure, **about)
    roles = {person.name: person.role for person in people()}
    users = {name: user_of(roles[name], name=name) for name in ("analyst", "lead")}
    return Scope.of(users["analyst"])


def test_the_step_of_paragraph_30_is_in_force_and_the_go_live_of_paragraph_33_waits(analyst):
    assert decide_rebases() == 2
    assert decide_rebases() == 0
    waits, stands = queries.all_rebases(analyst)
    assert (stands.measure, stands.from_month, stands.state) == (
        "vehicle-crime-satisfaction",
        Month(2013, 5),
        "approved",
    )
    assert (waits.measure, waits.from_month, waits.state) == (
        "asb-satisfaction-contact",
        Month(2013, 11),
        "proposed",
    )
    assert [check.found for check in queries.review(analyst, stands).checks if not check.holds] == [
        "Only 7 months have been seen since; wait for 8."
    ]
    assert "Only 1 month has been seen since; wait for 8." in queries.advice(analyst, waits)


def test_the_step_is_a_step_and_no_signal_after_it(analyst):
    decide_rebases()
    judged = queries.signal(analyst, "vehicle-crime-satisfaction")
    assert (judged.signal.variation, judged.signal.trial, judged.signal.baseline) == ("common", True, 7)
    assert judged.sentence.endswith(
        "Limits begin anew in May 2013: “Vehicle crime is recorded in a new way”."
    )
