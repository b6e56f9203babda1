import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from bluelamp.analysis import funnel


def test_limits_narrow_with_size_and_hold_what_they_say():
    sizes = np.array([20, 100, 1000, 10_000])
    limits = funnel.shares([15, 80, 790, 8000], sizes, target=0.8).limits
    width = limits.high_95 - limits.low_95
    assert (np.diff(width) < 0).all()
    assert (limits.low_998 < limits.low_95).all()
    assert_allclose(width[-1], 2 * 1.96 * np.sqrt(0.8 * 0.2 / 10_000), rtol=0.01)


@given(st.integers(2, 400), st.floats(0.05, 0.95))
@settings(max_examples=60, deadline=None)
def test_exact_limits_lie_between_the_whole_counts_that_scipy_gives(n, target):
    at = funnel.shares([0, 1], [n, n], target=target).curve([n])
    for limit, chance in ((at.low_95, 0.025), (at.high_95, 0.975), (at.low_998, 0.001), (at.high_998, 0.999)):
        whole = stats.binom(n, target).ppf(chance)
        assert whole - 1 - 1e-6 <= limit[0] * n <= whole + 1e-6


@given(st.floats(0.3, 300))
@settings(max_examples=60, deadline=None)
def test_exact_poisson_limits_lie_between_those_whole_counts_too(expected):
    at = funnel.ratios([0, 1], [expected, expected]).curve([expected])
    for limit, chance in ((at.low_95, 0.025), (at.high_95, 0.975), (at.high_998, 0.999)):
        whole = stats.poisson(expected).ppf(chance)
        assert whole - 1 - 1e-6 <= limit[0] * expected <= whole + 1e-6


def test_chance_alone_leaves_five_of_a_hundred_outside_and_is_not_widened():
    rng = np.random.default_rng(1)
    n = rng.integers(200, 2000, 2000)
    found = funnel.shares(rng.binomial(n, 0.8), n, target=0.8)
    assert (found.outside != 0).mean() == pytest.approx(0.05, abs=0.015)
    assert (np.abs(found.outside) == 2).mean() < 0.006
    assert found.tau2 == pytest.approx(0, abs=2e-5)


def test_a_spread_between_places_is_recovered_and_takes_the_outliers_with_it():
    rng = np.random.default_rng(2)
    n = rng.integers(500, 3000, 400)
    angle = np.arcsin(np.sqrt(0.8)) + rng.normal(0, 0.05, 400)
    x = rng.binomial(n, np.sin(angle) ** 2)
    plain, widened = funnel.shares(x, n), funnel.shares(x, n, widen=True)
    # Winsorising draws the outer fifth in, which leaves 0.79 of the spread of a normal distribution.
    assert np.sqrt(plain.tau2) == pytest.approx(0.79 * 0.05, rel=0.1)
    assert (plain.outside != 0).mean() > 0.5
    assert (widened.outside != 0).mean() < 0.2
    assert (widened.limits.high_95 > plain.limits.high_95).all()


def test_a_ratio_of_counts_is_judged_given_both_together():
    found = funnel.ratios_of_counts([30, 12, 10], [10, 11, 12], target=1.0)
    assert found.mid_p.raw[0] == pytest.approx(
        2 * (stats.binom(40, 0.5).sf(30) + stats.binom(40, 0.5).pmf(30) / 2)
    )
    assert found.outside.tolist() == [2, 0, 0]


def test_a_place_with_nothing_to_count_is_nowhere():
    found = funnel.shares([0, 40, 45, 41], [0, 50, 50, 50])
    assert np.isnan(found.values[0])
    assert np.isnan(found.mid_p.adjusted[0])
    assert found.outside[0] == 0
    assert not np.isnan(found.phi)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: funnel.shares([5], [4]), "larger than its whole"),
        (lambda: funnel.shares([0, 0], [4, 4]), "target above 0"),
        (lambda: funnel.shares([4, 4], [4, 4]), "below 1"),
        (lambda: funnel.ratios([-1], [4]), "below zero"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
