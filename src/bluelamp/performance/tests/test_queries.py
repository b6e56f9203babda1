"""What the pages ask, on a force small enough to work out by hand."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import Month, RollingYear
from bluelamp.performance import queries
from bluelamp.performance.catalogue import NoSuchMeasure
from bluelamp.performance.tests.factories import NOVEMBER_2013, Asked, interviewed, taken, year_of_the_vector

pytestmark = pytest.mark.django_db

ANALYST = scope_of("analyst")
YEAR = RollingYear(2013, 11)


def test_what_it_takes_asks_for_a_target_where_no_milestone_is_set() -> None:
    taken([a._replace(survey="crime", crime_group="burglary") for a in year_of_the_vector()])
    with pytest.raises(queries.NoTarget, match="Say which level to aim at"):
        queries.what_it_takes(ANALYST, "crime-satisfaction")


def test_rows_say_when_the_data_have_moved_on() -> None:
    taken(year_of_the_vector())
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
