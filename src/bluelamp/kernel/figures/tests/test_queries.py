"""What may be asked of figures, with rows the reader may see and rows that could leak."""

import pytest

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.figures import queries, tables
from bluelamp.kernel.figures.periods import Month, PerformanceYear, Quarter, RollingYear
from bluelamp.kernel.figures.queries import NoSuchFigure
from bluelamp.kernel.figures.tests.factories import figure
from bluelamp.kernel.places import queries as places

pytestmark = pytest.mark.django_db

NOVEMBER = Month(2013, 11)
ANALYST = Scope(1, "ann", "analyst")
BOARD = Scope(2, "bo", "board_member")
DUDLEY = Scope(3, "di", "neighbourhood_officer", lpus=frozenset({"DY"}))
IN_DUDLEY, IN_COVENTRY = (places.neighbourhoods_of({unit})[0] for unit in ("DY", "CV"))
ADMINISTRATOR = Scope(4, "ad", "administrator")


def test_a_reading_is_the_figure_with_its_period_as_a_type():
    kept = figure()
    read = queries.reading(BOARD, "asb-satisfaction", NOVEMBER)
    assert (read.id, read.period, read.value, read.n, read.withheld) == (kept.pk, NOVEMBER, 0.5, 40, "")


def test_without_a_basis_the_measures_own_is_meant():
    figure(basis="incident", by_default=False, value=0.9)
    with pytest.raises(NoSuchFigure):
        queries.reading(BOARD, "asb-satisfaction", NOVEMBER)
    figure()
    assert queries.reading(BOARD, "asb-satisfaction", NOVEMBER).basis == "interview"
    assert queries.reading(BOARD, "asb-satisfaction", NOVEMBER, basis="incident").value == 0.9


def test_a_month_and_a_rolling_year_with_the_same_end_are_two_figures():
    figure("rolling_year:2013-11", value=0.771)
    with pytest.raises(NoSuchFigure, match=r"November 2013 \(month:2013-11\)"):
        queries.reading(BOARD, "asb-satisfaction", NOVEMBER)
    assert queries.reading(BOARD, "asb-satisfaction", RollingYear(2013, 11)).value == 0.771


def test_a_series_shows_its_gaps_and_goes_on_to_where_it_was_asked_to():
    for month in ("2013-07", "2013-09"):
        figure(f"month:{month}")
    series = queries.series(BOARD, "asb-satisfaction", upto=NOVEMBER)
    assert [str(r.period)[6:] for r in series] == ["2013-07", "2013-08", "2013-09", "2013-10", "2013-11"]
    assert [(r.value, r.n, r.is_gap) for r in series[:2]] == [(0.5, 40, False), (None, 0, True)]
    assert len(queries.series(BOARD, "asb-satisfaction", length=2)) == 2
    assert queries.series(BOARD, "asb-satisfaction", upto=Month(2013, 6)) == ()


def test_a_series_of_quarters_or_years_steps_by_its_own_length():
    figure("quarter:2013-03")
    figure("quarter:2013-09")
    quarters = queries.series(BOARD, "asb-satisfaction", kind="quarter", upto=NOVEMBER)
    assert [r.period for r in quarters] == [Quarter(2013, 3), Quarter(2013, 6), Quarter(2013, 9)]
    figure("performance_year:2012-03")
    years = queries.series(BOARD, "asb-satisfaction", kind="performance_year", upto=NOVEMBER)
    assert [r.period for r in years] == [PerformanceYear(2012, 3), PerformanceYear(2013, 3)]


def test_a_correction_is_what_stands_and_the_history_keeps_both():
    first = figure(value=0.72)
    second = figure(value=0.71, corrects=first, reason="October 2013 data re-supplied: vintage 2.")
    assert queries.reading(BOARD, "asb-satisfaction", NOVEMBER).id == second.pk
    assert len(queries.series(BOARD, "asb-satisfaction")) == 1
    versions = queries.history(BOARD, first.pk)
    assert [(v.version, v.value) for v in versions] == [(2, 0.71), (1, 0.72)]
    assert versions[0].reason == "October 2013 data re-supplied: vintage 2."
    assert queries.by_id(BOARD, first.pk).value == 0.72


def test_a_small_base_is_withheld_whole_and_says_why():
    figure(n=9, value=0.111, numerator=1.0)
    read = queries.reading(BOARD, "asb-satisfaction", NOVEMBER)
    assert (read.value, read.n, read.numerator, read.denominator, read.effective_n, read.low, read.high) == (
        None,
    ) * 7
    assert read.withheld == "Withheld: it rests on fewer than 10."
    (in_series,) = queries.series(BOARD, "asb-satisfaction")
    (of_place,) = tables.of_places(BOARD, "asb-satisfaction", NOVEMBER, area_level="force")
    (in_table,) = tables.all_series(BOARD)["asb-satisfaction"]
    assert in_series == of_place == in_table == read


@pytest.mark.parametrize(
    ("role", "n", "shown"),
    [
        ("board_member", 10, True),
        ("board_member", 9, False),
        ("board_member", 1, False),
        ("board_member", 0, True),  # nobody at all discloses nobody
        ("system", 9, False),
        ("acc", 9, False),
        ("analyst", 9, True),
    ],
)
def test_who_may_read_how_small_a_base(role, n, shown):
    figure(n=n, value=None if n == 0 else 1.0)
    read = queries.reading(Scope(None, "x", role), "asb-satisfaction", NOVEMBER)
    assert (read.withheld == "") is shown


def test_a_reader_of_one_unit_reads_the_force_that_unit_and_its_neighbourhoods_and_nothing_else():
    force = figure()
    own = figure(area_level="lpu", area="DY", value=0.6)
    around = figure(area_level="neighbourhood", area=IN_DUDLEY, value=0.6)
    other = figure(area_level="lpu", area="CV", value=0.7)
    elsewhere = figure(area_level="neighbourhood", area=IN_COVENTRY, value=0.7)
    district = figure(area_level="district", area="E08000026", value=0.7)
    place = {"area_level": "lpu"}
    assert queries.reading(DUDLEY, "asb-satisfaction", NOVEMBER, **place, area="DY").value == 0.6
    assert set(queries.standing(DUDLEY).values_list("pk", flat=True)) == {force.pk, own.pk, around.pk}
    assert [r.area for r in tables.of_places(DUDLEY, "asb-satisfaction", NOVEMBER, **place)] == ["DY"]
    near = {"area_level": "neighbourhood"}
    assert queries.reading(DUDLEY, "asb-satisfaction", NOVEMBER, **near, area=IN_DUDLEY).value == 0.6
    assert [r.area for r in tables.of_places(DUDLEY, "asb-satisfaction", NOVEMBER, **near)] == [IN_DUDLEY]
    for leak in (other, elsewhere, district):
        with pytest.raises(NotPermitted):
            queries.reading(DUDLEY, "asb-satisfaction", NOVEMBER, area_level=leak.area_level, area=leak.area)
        with pytest.raises(NotPermitted):
            queries.series(DUDLEY, "asb-satisfaction", area_level=leak.area_level, area=leak.area)
        with pytest.raises(NoSuchFigure):
            queries.by_id(DUDLEY, leak.pk)
        with pytest.raises(NoSuchFigure):
            queries.history(DUDLEY, leak.pk)


def test_who_may_not_read_figures_reads_none():
    kept = figure()
    for ask in (
        lambda: queries.reading(ADMINISTRATOR, "asb-satisfaction", NOVEMBER),
        lambda: queries.series(ADMINISTRATOR, "asb-satisfaction"),
        lambda: queries.history(ADMINISTRATOR, kept.pk),
        lambda: tables.all_series(ADMINISTRATOR),
    ):
        with pytest.raises(NotPermitted):
            ask()


@pytest.mark.parametrize("months", [1, 3])
def test_a_series_is_one_query_however_long(django_assert_num_queries, months):
    for month in range(1, months + 1):
        figure(f"month:2013-{month:02d}")
    with django_assert_num_queries(1):
        assert len(queries.series(ANALYST, "asb-satisfaction")) == months
