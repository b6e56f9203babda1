"""The matrix against no matrix: which months and units are laid beside each other, and what is said of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from bluelamp.analysis.intervals import newcombe
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, scope_of, user_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.performance.queries import trials
from bluelamp.performance.tests.factories import Asked, taken
from bluelamp.practice.instruments.models import Pilot, Version

pytestmark = pytest.mark.django_db

SINCE = Month(2013, 10)
YES = {("BE", 0): 90, ("BE", 1): 94, ("BE", -1): 70, ("BE", -2): 74, ("CV", 0): 80, ("CV", -1): 79}
"""(unit, months since the trial began) → of 100 asked, how many were satisfied."""


@pytest.fixture
def satisfied() -> None:
    """Two months since the trial and two before; the other unit 80 of 100 throughout but for one month."""
    taken(
        [Asked(SINCE.shift(at), 100, YES.get((unit, at), 80), lpu=unit) for unit in ("BE", "CV") for at in range(-3, 2)]
    )  # fmt: skip


def tried(*units: str, since: datetime = datetime(2013, 10, 1, tzinfo=UTC), until: datetime | None = None):
    version = Version.objects.create(key="asb-ram", number="0.1.0", title="Matrix", loaded_at=since)
    for unit in units:
        Pilot.objects.create(version=version, key=version.key, lpu=lpu_called(unit), since=since, until=until)


def satisfaction(scope: Scope | None = None) -> trials.Row:
    found = trials.matrix_or_none(scope or scope_of("analyst"))
    assert found is not None
    return next(row for row in found.rows if row.measure.key == "asb-satisfaction")


@pytest.mark.usefixtures("satisfied")
def test_pilot_units_since_then_stand_beside_the_others_and_beside_themselves_before():
    tried("BE")
    row = satisfaction()
    assert (row.first, row.last) == (SINCE, Month(2013, 11))
    sides = (row.tried, row.others, row.tried_before, row.others_before)
    assert [(round(side.value or 0, 4), side.n) for side in sides] == [
        (0.92, 200),
        (0.80, 200),
        (0.72, 200),
        (0.795, 200),
    ]
    assert row.beside is not None
    assert (row.beside.low, row.beside.high) == pytest.approx(
        tuple(map(float, newcombe(0.92, 200, 0.8, 200)))
    )
    assert row.since is not None
    assert row.since.value == pytest.approx(0.20)
    assert row.further is not None
    assert row.further.value == pytest.approx(0.195)
    assert row.sentence == (
        "ASB satisfaction: higher with the matrix by 12.0 points (95% interval +5.2 to +18.8 points)."
    )


@pytest.mark.usefixtures("satisfied")
def test_a_month_that_had_begun_is_left_out_and_so_is_all_after_the_end():
    tried("BE", since=datetime(2013, 9, 5, tzinfo=UTC), until=datetime(2013, 11, 2, tzinfo=UTC))
    row = satisfaction()
    assert (row.first, row.last, row.tried.n) == (SINCE, SINCE, 100)


@pytest.mark.usefixtures("satisfied")
def test_a_trial_of_which_no_whole_month_is_known_compares_nothing():
    tried("BE", since=datetime(2013, 12, 1, tzinfo=UTC))
    found = trials.matrix_or_none(scope_of("analyst"))
    assert found is not None
    assert found.rows == ()


@pytest.mark.usefixtures("satisfied")
def test_who_is_bound_to_units_learns_nothing_of_the_others():
    tried("BE")
    assert trials.matrix_or_none(scope_of("sergeant", lpus=["BE"])) is None


def test_few_people_are_withheld_from_all_but_analysts():
    taken([Asked(SINCE.shift(at), 5, 4, lpu=unit) for unit in ("BE", "CV") for at in (-1, 0)])
    tried("BE")
    assert satisfaction().tried.n == 5
    withheld = satisfaction(scope_of("acc"))
    assert withheld.tried.n is None
    assert withheld.beside is None


@pytest.mark.usefixtures("satisfied")
def test_the_page_says_that_nobody_drew_lots(client: Client):
    tried("BE")
    client.force_login(user_of("board_member"))
    said = client.get("/performance/pilot/").content.decode()
    assert trials.CAVEAT in said
    assert "+12.0 points" in said


def test_the_page_says_when_there_is_no_trial(client: Client):
    client.force_login(user_of("board_member"))
    assert "No unit tries the matrix yet." in client.get("/performance/pilot/").content.decode()
