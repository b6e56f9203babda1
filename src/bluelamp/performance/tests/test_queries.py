"""What the pages ask, on a force small enough to work out by hand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import KindsDiffer, Month, RollingYear
from bluelamp.performance import queries
from bluelamp.performance.catalogue import NoSuchMeasure
from bluelamp.performance.tests.factories import NOVEMBER_2013, Asked, interviewed, taken, year_of_the_vector

pytestmark = pytest.mark.django_db

ANALYST = scope_of("analyst")
YEAR = RollingYear(2013, 11)


@pytest.fixture
def vector() -> None:
    """Twelve months of ASB interviews with November 2012 (84.9%) before them."""
    taken([Asked(Month(2012, 11), 351, 298), *year_of_the_vector()])


@pytest.mark.usefixtures("vector")
def test_the_rolling_year_is_pooled_over_every_interview() -> None:
    year = figures.reading(ANALYST, "asb-satisfaction", YEAR)
    assert year.n == 4750
    assert year.value == pytest.approx(sum(a.yes for a in year_of_the_vector()) / 4750)


@pytest.mark.usefixtures("vector")
def test_the_step_names_the_month_that_left_and_the_month_that_came_in() -> None:
    step = queries.latest_step(ANALYST, "asb-satisfaction")
    assert (step.leaving.period, step.arriving.period) == (Month(2012, 11), NOVEMBER_2013)
    assert step.after < step.before
    assert step.sentence.startswith("The rolling year fell by")
    assert "November 2012 (84.9%) left it and November 2013 (76.4%) came in" in step.sentence


@pytest.mark.usefixtures("vector")
def test_what_it_takes_reaches_the_target_exactly_when_followed() -> None:
    takes = queries.what_it_takes(ANALYST, "asb-satisfaction", target=0.80, planned=400, weighting="equal")
    months = [r.value for r in takes.months[-12:]]
    for ahead in takes.ahead[:-1]:
        staying = months[ahead.months :]
        followed = (sum(staying) + ahead.months * ahead.needed) / 12
        assert followed == pytest.approx(0.80)
    assert [a.is_feasible for a in takes.ahead[:2]] == [False, True]
    assert takes.ahead[0].month == Month(2013, 12)


@pytest.mark.usefixtures("vector")
def test_what_it_takes_aims_at_the_milestone_unless_told() -> None:
    assert queries.what_it_takes(ANALYST, "asb-satisfaction").target == pytest.approx(0.80)


def test_what_it_takes_asks_for_a_target_where_no_milestone_is_set() -> None:
    taken([a._replace(survey="crime", crime_group="burglary") for a in year_of_the_vector()])
    with pytest.raises(queries.NoTarget, match="Say which level to aim at"):
        queries.what_it_takes(ANALYST, "crime-satisfaction")


@pytest.mark.usefixtures("vector")
def test_the_rolling_year_is_not_explained_before_thirteen_months_are_known() -> None:
    with pytest.raises(queries.TooFewMonths, match="not all of the last 13 months are known"):
        queries.latest_step(ANALYST, "asb-satisfaction", upto=Month(2013, 6))


@pytest.mark.usefixtures("vector")
def test_sentence_table_icon_and_chart_come_from_one_judgement() -> None:
    judged = queries.signal(ANALYST, "asb-satisfaction")
    assert "76.4%" in judged.sentence
    assert judged.chart.sentence == judged.sentence
    assert judged.chart.rows[-1][1] == "76.4%"
    assert judged.points[-1].value == judged.last.value
    assert (judged.signal.variation == "common") == ("within its usual variation" in judged.sentence)


@pytest.mark.usefixtures("vector")
def test_the_summary_asks_as_few_questions_for_three_measures_as_for_all() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows = queries.summary(ANALYST)
    assert len([r for r in rows if r.judged]) > 3
    assert len(asked) == 3


@pytest.mark.usefixtures("vector")
def test_rows_behind_a_figure_are_as_many_as_its_n() -> None:
    month = figures.reading(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    found = queries.rows(ANALYST, month.id or 0)
    assert (found.total, len(found.rows), found.pages) == (550, 50, 11)
    assert not found.has_changed
    assert "boundaries" not in found.headers


@pytest.mark.usefixtures("vector")
def test_rows_say_when_the_data_have_moved_on() -> None:
    month = figures.reading(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    interviewed([Asked(NOVEMBER_2013, 540, 412)])
    assert queries.rows(ANALYST, month.id or 0).has_changed


@pytest.mark.parametrize(
    "role", ["board_member", "partner", "contact_officer", "programme_lead", "administrator"]
)
def test_rows_stay_closed_to_those_who_may_not_open_them(role: str) -> None:
    with pytest.raises(NotPermitted):
        queries.rows(scope_of(role), 1)


def test_a_reader_bound_to_a_unit_sees_no_rows_of_another() -> None:
    taken([Asked(NOVEMBER_2013, 40, 30, lpu="BE"), Asked(NOVEMBER_2013, 25, 20, lpu="CV")])
    force = figures.reading(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    found = queries.rows(scope_of("analyst", ["CV"]), force.id or 0)
    at = found.headers.index("lpu")
    assert {row[at] for row in found.rows} == {"CV"}
    assert found.total == 25
    assert not found.has_changed


def test_nobody_opens_the_rows_of_a_figure_that_is_withheld_from_them() -> None:
    taken([Asked(NOVEMBER_2013, 3, 2)])
    small = figures.reading(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    assert queries.rows(ANALYST, small.id or 0).total == 3
    with pytest.raises(figures.NoSuchFigure, match="would tell what it withholds"):
        queries.rows(scope_of("acc"), small.id or 0)


def test_places_show_only_those_a_reader_may_see() -> None:
    taken([Asked(NOVEMBER_2013, 40, 30, lpu="BE"), Asked(NOVEMBER_2013, 25, 20, lpu="CV")])
    every = queries.by_area(ANALYST, "asb-satisfaction", NOVEMBER_2013)
    assert {row.code for row in every.rows} >= {"BE", "CV"}
    own = queries.by_area(scope_of("neighbourhood_officer", ["CV"]), "asb-satisfaction", NOVEMBER_2013)
    assert [row.code for row in own.rows] == ["CV"]


def test_mix_and_rate_add_up_to_the_change() -> None:
    before, after = Month(2012, 11), NOVEMBER_2013
    taken(
        [
            Asked(before, 52, 44, "crime", "vehicle"),
            Asked(before, 148, 129, "crime", "burglary"),
            Asked(after, 66, 50, "crime", "vehicle"),
            Asked(after, 134, 114, "crime", "burglary"),
        ]
    )
    split = queries.mix_and_rate(ANALYST, "crime-satisfaction", "crime_group", before, after)
    assert [g.name for g in split.groups] == ["Burglary", "Vehicle crime"]
    assert split.rate + split.mix == pytest.approx((50 + 114) / 200 - (44 + 129) / 200)
    assert "chance alone could explain it" in split.sentence


@pytest.mark.parametrize(
    ("asked", "why"), [(0, "nobody was counted in it"), (3, "a group in it is withheld")]
)
def test_a_change_is_not_split_where_a_side_is_empty_or_withheld(asked: int, why: str) -> None:
    before, after = Month(2012, 11), NOVEMBER_2013
    taken(
        [
            Asked(before, asked, asked, "crime", "vehicle"),
            Asked(before, 40 if asked else 0, 30, "crime", "burglary"),
            Asked(Month(2012, 10), 40, 30, "crime", "burglary"),
            Asked(after, 40, 30, "crime", "burglary"),
        ]
    )
    with pytest.raises(figures.NoSuchFigure, match=why):
        queries.mix_and_rate(scope_of("partner"), "crime-satisfaction", "crime_group", before, after)


@pytest.mark.usefixtures("vector")
def test_mix_and_rate_refuses_two_kinds_of_period() -> None:
    with pytest.raises(KindsDiffer):
        queries.mix_and_rate(ANALYST, "crime-satisfaction", "crime_group", NOVEMBER_2013, YEAR)


def test_an_exclusion_tells_what_mixed_time_bases_would_imply() -> None:
    taken(
        [
            Asked(NOVEMBER_2013, 100, 75, "crime", "vehicle"),
            Asked(NOVEMBER_2013, 200, 165, "crime", "burglary"),
        ]
    )
    apart = queries.exclusion(
        ANALYST,
        "crime-satisfaction",
        "vehicle-crime-satisfaction",
        "crime-satisfaction-excluding-vehicle",
        NOVEMBER_2013,
    )
    assert apart.actual == pytest.approx(1 / 3)
    assert apart.implied_with(apart.rest.value or 0) == pytest.approx(1 / 3)
    assert apart.implied_with(0.87) == pytest.approx((0.87 - 0.80) / (0.87 - 0.75))


def test_a_month_without_data_is_a_gap_and_not_nought() -> None:
    taken([Asked(Month(2013, 9), 100, 71), Asked(Month(2013, 11), 100, 76)])
    judged = queries.signal(ANALYST, "asb-satisfaction")
    assert [r.is_gap for r in judged.readings] == [False, True, False]
    assert judged.points[1].value is None


def test_one_interview_and_all_satisfied_are_told_with_their_doubt() -> None:
    taken([Asked(NOVEMBER_2013, 1, 1)])
    judged = queries.signal(ANALYST, "asb-satisfaction")
    assert judged.last.value == 1.0
    assert judged.last.low is not None
    assert judged.last.low < 0.25
    assert "too few months" in judged.sentence


def test_asking_for_a_measure_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(NoSuchMeasure, match="asb-satisfaction"):
        queries.signal(ANALYST, "asb-satisfacton")


def test_missing_months_are_listed_as_runs() -> None:
    interviewed([Asked(Month(2013, 1), 5, 4), Asked(Month(2013, 4), 5, 4), Asked(Month(2013, 6), 5, 4)])
    sheet = next(s for s in queries.facts(ANALYST) if s.fact.name == "survey_interviews")
    assert sheet.missing_words == "quality-of-service-bureau February 2013 to March 2013, May 2013"
    assert sheet.rows == 15


def test_imports_are_for_those_who_may_see_them() -> None:
    with pytest.raises(NotPermitted):
        queries.imports(scope_of("board_member"))
    interviewed([Asked(NOVEMBER_2013, 3, 2)])
    assert [row.arrival.by for row in queries.imports(Scope.system("a test"))] == ["a test"]
