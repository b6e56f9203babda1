"""When two figures may be compared, and what comes of it."""

import pytest

from bluelamp.kernel.figures.changes import NotComparable, change
from bluelamp.kernel.figures.periods import KindsDiffer, Month, RollingYear
from bluelamp.kernel.figures.readings import Reading


def share(period, value, n=550, **about):
    told = {
        "measure": "asb-satisfaction",
        "effective_n": float(n),
        "n": n,
        "interval_method": "Wilson",
    } | about
    return Reading(period=period, value=value, **told)


def count(period, k, people=None, **about):
    told = {"measure": "recorded-asb", "n": k, "interval_method": "exact Poisson"} | about
    return Reading(period=period, value=float(k), numerator=float(k), denominator=people, **told)


def test_the_rise_the_board_was_told_of_is_within_chance():
    """72% of 320 in October against 76.4% of 550 in November: p about 0.15 (analytics A3)."""
    found = change(share(Month(2013, 10), 0.72, 320), share(Month(2013, 11), 0.764))
    assert found.difference == pytest.approx(0.044)
    assert found.low < 0 < found.high
    assert found.p_value == pytest.approx(0.15, abs=0.005)


def test_the_fall_on_the_year_is_more_than_chance():
    found = change(share(Month(2012, 11), 0.849), share(Month(2013, 11), 0.764))
    assert found.high < 0
    assert found.p_value < 0.001


def test_a_rolling_year_is_never_compared_with_a_month():
    with pytest.raises(KindsDiffer, match="cannot be compared"):
        change(share(Month(2013, 9), 0.71), share(RollingYear(2013, 11), 0.771))


def test_two_rolling_years_that_share_months_differ_but_are_not_tested():
    found = change(share(RollingYear(2013, 10), 0.778), share(RollingYear(2013, 11), 0.771))
    assert found.difference == pytest.approx(-0.007)
    assert found.untested == "The two share 11 months, so they are not two samples."
    assert found.p_value is None


def test_two_places_in_one_period_are_two_samples():
    assert (
        change(share(Month(2013, 11), 0.7, area="DY"), share(Month(2013, 11), 0.9, area="SH")).p_value < 0.001
    )


def test_counts_are_compared_by_their_exact_ratio():
    """27 against 18 gives 0.80 to 2.89, p = 0.23 (analytics G2)."""
    found = change(count(Month(2012, 11), 18), count(Month(2013, 11), 27))
    assert (found.ratio, found.low, found.high) == pytest.approx((1.5, 0.80, 2.89), abs=0.005)
    assert found.p_value == pytest.approx(0.23, abs=0.005)


def test_rates_of_places_of_different_size_are_compared_for_each_resident():
    found = change(
        count(Month(2013, 11), 100, 50_000, area="a"), count(Month(2013, 11), 100, 100_000, area="b")
    )
    assert found.ratio == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (Reading("asb-satisfaction", Month(2013, 11)), "There is no number for November 2013."),
        (Reading("asb-satisfaction", Month(2013, 11), n=None, withheld="Withheld: few."), "Withheld: few."),
        (share(Month(2013, 11), 0.8, measure="crime-satisfaction"), "two measures"),
    ],
)
def test_without_two_numbers_of_one_measure_there_is_nothing_to_compare(later, why):
    with pytest.raises(NotComparable, match=why):
        change(share(Month(2013, 10), 0.72), later)
