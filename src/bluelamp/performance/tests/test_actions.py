"""Taking figures, on a force small enough to work out by hand."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from django.conf import settings
from django.utils import timezone

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures import queries
from bluelamp.kernel.figures.models import Figure, Taking
from bluelamp.kernel.figures.periods import Month, PerformanceYear, Quarter, RollingYear, YearToDate
from bluelamp.kernel.figures.tests.factories import figure
from bluelamp.performance import actions
from bluelamp.performance.tests.factories import (
    NOVEMBER_2013,
    TODAY,
    Asked,
    interviewed,
    taken,
    year_of_the_vector,
)
from bluelamp.warehouse.store import Store

pytestmark = pytest.mark.django_db

ANALYST = Scope(None, "ann", "analyst")
OCTOBER_2013 = NOVEMBER_2013.shift(-1)


def read(measure="asb-satisfaction", period=NOVEMBER_2013, **which):
    return queries.reading(ANALYST, measure, period, **which)


def again(today=TODAY):
    return actions.take_figures(by=ANALYST, today=today)


def test_month_rolling_year_quarter_and_years_are_taken_from_the_vector_of_a5():
    taken(year_of_the_vector())
    month, year = read(), read(period=RollingYear(2013, 11))
    assert (month.n, month.numerator, month.value) == (550, 420, pytest.approx(0.7636, abs=5e-5))
    assert (month.low, month.high) == pytest.approx((0.72638, 0.79724), abs=5e-6)  # statsmodels, 420 of 550
    assert (year.n, year.interval_method) == (4750, "Wilson")
    assert year.value == pytest.approx(0.772926, abs=5e-4)  # whole interviews, so not to the last digit
    assert read(period=Quarter(2013, 9)).n == 370 + 350 + 330
    assert read(period=YearToDate(2013, 11)).n == 4750 - 400 - 420 - 410 - 430
    for unknown in (
        RollingYear(2013, 10),
        Quarter(2012, 12),
        PerformanceYear(2013, 3),
        PerformanceYear(2014, 3),
    ):
        with pytest.raises(queries.NoSuchFigure):
            read(period=unknown)


def test_a_month_is_taken_only_once_its_lag_has_passed():
    interviewed(year_of_the_vector())
    again(today=date(2013, 12, 31))
    with pytest.raises(queries.NoSuchFigure):
        read()
    assert read(period=OCTOBER_2013).n == 320
    assert again(today=date(2014, 1, 1)).taken > 0
    assert read().n == 550


def test_an_earlier_today_withdraws_nothing():
    taken(year_of_the_vector())
    found = again(today=date(2013, 6, 1))
    assert (found.taken, found.corrected, found.withdrawn) == (0, 0, 0)


def test_a_missing_month_is_a_gap_and_leaves_the_rolling_year_unknown():
    year = year_of_the_vector()
    taken([each for each in year if each.month != Month(2013, 6)])
    series = queries.series(ANALYST, "asb-satisfaction")
    assert [r.period for r in series if r.is_gap] == [Month(2013, 6)]
    with pytest.raises(queries.NoSuchFigure):
        read(period=RollingYear(2013, 11))


def test_by_incident_the_same_interviews_stand_in_the_month_it_happened():
    """Everybody is interviewed 60 days after the incident, from the 1st of the month on."""
    taken([Asked(Month(2013, m), n, n) for m, n in ((8, 10), (9, 20), (10, 28), (11, 28))])
    by_incident = [
        (str(r.period)[6:], r.n) for r in queries.series(ANALYST, "asb-satisfaction", basis="incident")
    ]
    # September's interviews of the 1st to 20th are about 3 to 22 July, and August's of the 10th on would be too.
    assert by_incident == [("2013-07", 20), ("2013-08", 28)]
    assert [r.n for r in queries.series(ANALYST, "asb-satisfaction")] == [10, 20, 28, 28]


def test_a_unit_nobody_was_asked_in_has_no_share_and_a_true_zero_of_interviews():
    taken([Asked(NOVEMBER_2013, 40, 20)])
    nobody = read(area_level="lpu", area="SH")
    assert (nobody.value, nobody.n, nobody.low, nobody.interval_method) == (None, 0, None, "")
    none = read("survey-interviews", area_level="lpu", area="SH")
    assert (none.value, none.n, none.low, none.high) == (0, 0, 0, pytest.approx(3.689, abs=5e-4))


def test_one_person_and_everyone_satisfied_have_honest_intervals():
    taken([Asked(NOVEMBER_2013, 1, 1, lpu="SH"), Asked(NOVEMBER_2013, 30, 30, lpu="DY")])
    one, all_of_them = read(area_level="lpu", area="SH"), read(area_level="lpu", area="DY")
    assert (one.value, one.high) == (1, 1)
    assert one.low == pytest.approx(1 / (1 + 1.959964**2), abs=1e-6)
    assert (all_of_them.value, all_of_them.high) == (1, 1)
    assert all_of_them.low == pytest.approx(0.8865, abs=5e-5)
    board = Scope(None, "bo", "board_member")
    assert (
        queries.reading(board, "asb-satisfaction", NOVEMBER_2013, area_level="lpu", area="SH").value is None
    )


def test_weights_move_the_share_cut_the_effective_n_and_ask_for_the_wider_interval():
    taken([Asked(NOVEMBER_2013, 60, 60, weight=1.0), Asked(NOVEMBER_2013, 40, 0, lpu="DY", weight=3.0)])
    found = read()
    assert (found.n, found.numerator, found.denominator) == (100, 60, 180)
    assert found.value == pytest.approx(1 / 3)
    assert found.effective_n == pytest.approx(180**2 / (60 + 40 * 9))
    assert found.interval_method == "Korn-Graubard"
    assert read(area_level="lpu", area="DY").interval_method == "Wilson"  # weights, but all alike


def test_taking_again_with_nothing_new_writes_nothing_and_reads_no_row():
    first = taken(year_of_the_vector())
    assert first.taken == Figure.objects.count() > 1000
    kept = Taking.objects.count(), Record.objects.count()
    found = again()
    assert (found.taken, found.corrected, found.withdrawn, found.recounted) == (0, 0, 0, 0)
    assert found.passed_over == kept[0]
    assert (Taking.objects.count(), Record.objects.count()) == kept


def test_data_supplied_again_correct_what_they_change_say_why_and_leave_the_rest():
    year = year_of_the_vector()
    taken([*year, Asked(OCTOBER_2013, 50, 40, lpu="DY")])
    before = read(period=OCTOBER_2013)
    untouched = read(period=OCTOBER_2013, area_level="lpu", area="DY"), read()
    october = next(each for each in year if each.month == OCTOBER_2013)
    interviewed([october._replace(yes=200), Asked(OCTOBER_2013, 50, 40, lpu="DY")], at=timezone.now())
    found = again()
    after = read(period=OCTOBER_2013)
    assert found.recounted == 1
    assert found.corrected > 0
    assert found.withdrawn == 0
    assert (before.numerator, after.numerator) == (230 + 40, 200 + 40)
    assert (after.supersedes, after.version) == (before.id, 2)
    assert after.reason == "October 2013 data re-supplied: vintage 2."
    assert read(period=RollingYear(2013, 11)).version == 2
    assert (read(period=OCTOBER_2013, area_level="lpu", area="DY"), read()) == untouched
    assert queries.history(ANALYST, after.id)[1] == before


def test_a_figure_whose_data_are_gone_is_withdrawn_and_not_left_standing():
    month = Month(2013, 10)
    taken([Asked(month, 40, 30, "crime", "hate"), Asked(month, 40, 30, "crime", "burglary")])
    hate = {"period": month, "breakdown": "crime_group", "category": "hate"}
    assert read("crime-satisfaction", **hate).n == 40
    interviewed([Asked(month, 40, 30, "crime", "burglary")], at=timezone.now())
    assert again().withdrawn > 0
    gone = read("crime-satisfaction", **hate)
    assert (gone.value, gone.n, gone.version) == (None, 0, 2)
    assert gone.reason == "Withdrawn: the data no longer give October 2013."
    assert again().withdrawn == 0


def test_the_taking_is_on_record_with_who_and_how_many():
    found = taken([Asked(NOVEMBER_2013, 40, 20)])
    kept = Record.objects.get(operation="figures.take")
    assert (kept.actor_name, kept.detail["today"], kept.detail["taken"]) == (
        "a test",
        "2014-01-07",
        found.taken,
    )


def test_whoever_comes_second_writes_nothing_and_is_told_to_try_again():
    interviewed([Asked(NOVEMBER_2013, 40, 20)])
    another = figure(n=40)  # the force's November, written by another taking since this one looked
    with pytest.raises(actions.TakingUnderWay, match="Take them again"):
        again()
    assert [kept.pk for kept in Figure.objects.all()] == [another.pk]
    assert not Record.objects.exists()


@pytest.mark.parametrize("role", ["board_member", "neighbourhood_officer", "partner", "acc", "administrator"])
def test_who_may_not_take_figures_takes_none(role):
    interviewed([Asked(NOVEMBER_2013, 40, 20)])
    with pytest.raises(NotPermitted, match="take figures"):
        actions.take_figures(by=Scope(None, "x", role), today=TODAY)
    assert not Figure.objects.exists()


def recorded(**months):
    """Street crime by kind: ``recorded(m2013_10={"burglary": 3})``; all of it in Coventry."""
    columns = ("month", "reported_by", "crime_type", "lpu", "district")
    tables = {}
    for name, kinds in months.items():
        at = date(int(name[1:5]), int(name[6:]), 1)
        row = (at, "West Midlands Police")
        rows = [(*row, kind, "CV", "E08000026") for kind, n in kinds.items() for _ in range(n)]
        table = pa.table(dict(zip(columns, zip(*rows, strict=True), strict=True)))
        tables["west-midlands", f"{at:%Y-%m}"] = table
    Store(settings.WAREHOUSE).replace(
        RECORDED_CRIME, tables, by="a test", at=datetime(2014, 1, 1, tzinfo=UTC)
    )


def test_recorded_crime_is_counted_rated_and_set_against_asb():
    recorded(m2013_11={"burglary": 3, "robbery": 1, "anti-social-behaviour": 9})
    again()
    assert (read("recorded-crime").value, read("recorded-asb").value) == (4, 9)
    assert (read("recorded-asb").low, read("recorded-asb").high) == pytest.approx((4.115, 17.085), abs=5e-4)
    assert read("recorded-crime", breakdown="crime_type", category="burglary").value == 3
    rate = read("recorded-asb-rate", area_level="district", area="E08000026")
    assert (rate.value, rate.denominator) == (pytest.approx(9 / 316.960), 316_960)
    assert read("recorded-asb-rate").denominator == 2_736_460
    ratio = read("asb-per-crime")
    assert (ratio.value, ratio.numerator, ratio.denominator) == (2.25, 9, 4)
    assert ratio.low < 1 < ratio.high


def test_no_ratio_is_given_over_nothing():
    recorded(m2013_11={"anti-social-behaviour": 9})
    again()
    assert (read("asb-per-crime").value, read("asb-per-crime").high) == (None, None)
    assert read("recorded-crime").value == 0


def test_a_kind_of_crime_nobody_recorded_anywhere_was_not_in_use_and_is_no_zero():
    recorded(m2013_10={"burglary": 2, "violent-crime": 5}, m2013_11={"burglary": 1, "public-order": 1})
    again()
    with pytest.raises(queries.NoSuchFigure):
        read("recorded-crime", OCTOBER_2013, breakdown="crime_type", category="public-order")
    elsewhere = {"area_level": "lpu", "area": "DY", "breakdown": "crime_type", "category": "burglary"}
    assert read("recorded-crime", OCTOBER_2013, **elsewhere).value == 0


def test_the_lag_of_interviews_is_a_mean_and_a_quantile_in_days():
    taken([Asked(NOVEMBER_2013, 40, 20)])
    mean, nine_in_ten = read("interview-lag"), read("interview-lag-nine-in-ten")
    assert (mean.value, mean.low, mean.high, mean.interval_method) == (60, 60, 60, "Student t")
    assert 56 <= nine_in_ten.value <= 63
    assert nine_in_ten.interval_method == "Woodruff"
