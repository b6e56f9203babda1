"""Many charts at once: what holds against so many looks, for whom, and how seldom pure noise does."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.analysis import discovery
from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.tables import Sheet
from bluelamp.kernel.figures.tests.factories import monthly
from bluelamp.kernel.places import queries as places
from bluelamp.performance import queries
from bluelamp.performance.queries.cohort import BY_CHANCE, judge_sheet

CALM = [30, 33, 28, 31, 35, 27, 32, 29, 34, 30, 31, 33, 29, 32, 30, 28, 33, 31]
RISEN = [*CALM[:-2], 71, 78]
IN_COVENTRY, IN_DUDLEY = (places.neighbourhoods_of({unit})[0] for unit in ("CV", "DY"))
EVERYWHERE = {
    "force": ["E23000014"],
    "lpu": ["CV", "DY"],
    "neighbourhood": [*places.neighbourhoods_of({"CV", "DY"})],
}


def counted(area: str, values: list[int], **about: object) -> None:
    monthly(
        values,
        **{"measure": "recorded-asb", "basis": "month", "area_level": "neighbourhood", "area": area, "smallest_base": 0}
        | about,
    )  # fmt: skip


def noise(rng: np.random.Generator, charts: int, months: int = 24) -> Sheet:
    """A page on which nothing happened anywhere: counts of a few and of many, and shares of a few interviews."""
    level = rng.uniform(1, 60, (charts, 1))
    asked = rng.integers(20, 60, (charts, months)).astype(float)
    is_share = np.arange(charts)[:, np.newaxis] % 4 == 0
    values = np.where(is_share, rng.binomial(asked.astype(int), 0.8) / asked, rng.poisson(level, asked.shape))
    keys = [
        ("asb-satisfaction", "lpu", str(k)) if k % 4 == 0 else ("recorded-asb", "neighbourhood", str(k))
        for k in range(charts)
    ]
    return Sheet(tuple(keys), 2012 * 12, values, asked)


def test_a_page_of_pure_noise_seldom_says_that_anything_holds():
    """Fewer than one page in ten, as promised; and the rules alone flag about the part that the page says they do."""
    rng = np.random.default_rng(20)
    wrong, flagged, charts = 0, 0, 120
    for _ in range(60):
        signals, p_values = judge_sheet(noise(rng, charts))
        found = discovery.benjamini_hochberg(p_values).found
        wrong += any(found[k] for k in signals)
        flagged += len(signals)
    assert wrong <= 60 * 0.1
    assert 0.4 < flagged / (60 * charts) / BY_CHANCE < 1.3


def test_a_step_in_one_of_many_charts_is_found_among_the_noise():
    sheet = noise(np.random.default_rng(3), 400)
    sheet.values[1] = [30.0] * 18 + [66.0] * 6
    signals, p_values = judge_sheet(sheet)
    found = discovery.benjamini_hochberg(p_values).found
    assert [k for k in signals if found[k]] == [1]


@pytest.mark.django_db
def test_what_holds_is_judged_as_on_its_own_page():
    counted(IN_COVENTRY, RISEN)
    counted(IN_DUDLEY, CALM)
    found = queries.cohort(scope_of("analyst"), EVERYWHERE)
    assert (found.month, found.looked_at, len(found.flagged)) == (Month(2013, 11), 2, 1)
    (one,) = found.holding
    own = queries.signal(scope_of("analyst"), "recorded-asb", area_level="neighbourhood", area=IN_COVENTRY)
    assert one.judged is not None
    assert (one.judged.sentence, one.signal.reasons) == (own.sentence, own.signal.reasons)
    assert one.p_value < one.adjusted < 0.01
    assert round(one.people) == 47


@pytest.mark.django_db
def test_a_reader_of_one_unit_is_shown_its_places_and_counts_no_others():
    counted(IN_COVENTRY, RISEN)
    counted(IN_DUDLEY, RISEN)
    monthly(RISEN, measure="recorded-asb", basis="month", area_level="lpu", area="DY", smallest_base=0)
    found = queries.cohort(scope_of("neighbourhood_officer", ["CV"]), EVERYWHERE)
    assert (found.looked_at, [one.area for one in found.flagged]) == (1, [IN_COVENTRY])


@pytest.mark.django_db
def test_a_chart_that_ends_before_the_others_is_no_news():
    counted(IN_COVENTRY, CALM)
    counted(IN_DUDLEY, RISEN, last="month:2013-10")
    found = queries.cohort(scope_of("analyst"), EVERYWHERE)
    assert (found.looked_at, found.flagged) == (1, ())


@pytest.mark.django_db
def test_nothing_is_said_of_no_figures():
    found = queries.cohort(scope_of("analyst"), EVERYWHERE)
    assert (found.month, found.looked_at, found.flagged, found.by_chance) == (None, 0, (), 0)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_many_places(django_assert_num_queries, many):
    scope = scope_of("analyst")
    for area in places.neighbourhoods_of({"CV"})[:many]:
        counted(area, RISEN)
    with django_assert_num_queries(3):
        assert len(queries.cohort(scope, EVERYWHERE).holding) == many


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "looked_at"), [("board_member", 0), ("analyst", 1)])
def test_what_is_withheld_from_a_reader_is_no_chart_of_theirs(role, looked_at):
    monthly([0.8] * 18, n=4, area_level="lpu", area="CV")
    assert queries.cohort(scope_of(role), EVERYWHERE).looked_at == looked_at
