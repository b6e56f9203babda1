"""What the pages ask, where a year's figures were taken."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import KindsDiffer, Month, RollingYear
from bluelamp.performance import queries
from bluelamp.performance.tests.factories import NOVEMBER_2013, year_of_the_vector

pytestmark = [pytest.mark.django_db, pytest.mark.keeps_var, pytest.mark.usefixtures("vector")]

ANALYST = scope_of("analyst")
YEAR = RollingYear(2013, 11)


def test_the_rolling_year_is_pooled_over_every_interview() -> None:
    year = figures.reading(ANALYST, "asb-satisfaction", YEAR)
    assert year.n == 4750
    assert year.value == pytest.approx(sum(a.yes for a in year_of_the_vector()) / 4750)


def test_the_step_names_the_month_that_left_and_the_month_that_came_in() -> None:
    step = queries.latest_step(ANALYST, "asb-satisfaction")
    assert (step.leaving.period, step.arriving.period) == (Month(2012, 11), NOVEMBER_2013)
    assert step.after < step.before
    assert step.sentence.startswith("The rolling year fell by")
    assert "November 2012 (84.9%) left it and November 2013 (76.4%) came in" in step.sentence


def test_what_it_takes_reaches_the_target_exactly_when_followed() -> None:
    takes = queries.what_it_takes(ANALYST, "asb-satisfaction", target=0.80, planned=400, weighting="equal")
    months = [r.value for r in takes.months[-12:]]
    for ahead in takes.ahead[:-1]:
        staying = months[ahead.months :]
        followed = (sum(staying) + ahead.months * ahead.needed) / 12
        assert followed == pytest.approx(0.80)
    assert [a.is_feasible for a in takes.ahead[:2]] == [False, True]
    assert takes.ahead[0].month == Month(2013, 12)


def test_what_it_takes_aims_at_the_milestone_unless_told() -> None:
    assert queries.what_it_takes(ANALYST, "asb-satisfaction").target == pytest.approx(0.80)


def test_the_rolling_year_is_not_explained_before_thirteen_months_are_known() -> None:
    with pytest.raises(queries.TooFewMonths, match="not all of the last 13 months are known"):
        queries.latest_step(ANALYST, "asb-satisfaction", upto=Month(2013, 6))


def test_sentence_table_icon_and_chart_come_from_one_judgement() -> None:
    judged = queries.signal(ANALYST, "asb-satisfaction")
    assert "76.4%" in judged.sentence
    assert judged.chart.sentence == judged.sentence
    assert judged.chart.rows[-1][1] == "76.4%"
    assert judged.points[-1].value == judged.last.value
    assert (judged.signal.variation == "common") == ("within its usual variation" in judged.sentence)


def test_the_summary_asks_as_few_questions_for_three_measures_as_for_all() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows = queries.summary(ANALYST)
    assert len([r for r in rows if r.judged]) > 3
    assert len(asked) == 3


def test_rows_behind_a_figure_are_as_many_as_its_n() -> None:
    month = figures.reading(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    found = queries.rows(ANALYST, month.id or 0)
    assert (found.total, len(found.rows), found.pages) == (550, 50, 11)
    assert not found.has_changed
    assert "boundaries" not in found.headers


def test_mix_and_rate_refuses_two_kinds_of_period() -> None:
    with pytest.raises(KindsDiffer):
        queries.mix_and_rate(ANALYST, "crime-satisfaction", "crime_group", NOVEMBER_2013, YEAR)
