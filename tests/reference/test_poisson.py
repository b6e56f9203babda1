"""Exact intervals for counts and their ratio: the hate-crime counts of ¶52-55, with SciPy agreeing."""

import pytest
from numpy.testing import assert_allclose
from scipy import stats

from bluelamp.analysis import poisson

# Exact 95% ends, χ²(.025, 2k)/2 and χ²(.975, 2k + 2)/2 (Garwood 1936), for counts such as ¶52-55 print.
GARWOOD = {
    0: (0, 3.689),
    1: (0.025, 5.572),
    3: (0.619, 8.767),
    5: (1.623, 11.668),
    9: (4.115, 17.085),
    18: (10.668, 28.448),
    27: (17.793, 39.284),
    57: (43.171, 73.850),
    63: (48.411, 80.604),
}


@pytest.mark.parametrize(("count", "ends"), GARWOOD.items())
def test_the_exact_interval_of_a_count(count, ends) -> None:
    assert_allclose(poisson.interval(count), ends, atol=5e-4)


def test_counts_agree_with_scipy_at_other_confidences() -> None:
    for k in (1, 4, 30):
        low, high = poisson.interval(k, confidence=0.998)
        assert stats.poisson.sf(k - 1, low) == pytest.approx(0.001)
        assert stats.poisson.cdf(k, high) == pytest.approx(0.001)


def test_27_islamophobic_crimes_after_18_are_a_ratio_of_1_5_that_may_be_no_rise() -> None:
    found = poisson.ratio(27, 18)
    assert found.ratio == 1.5
    assert_allclose((found.low, found.high, found.p_value), (0.80, 2.89, 0.23), atol=0.005)


def test_hate_crime_as_a_whole_rose_if_the_two_periods_were_equally_long() -> None:
    """The customary log-normal interval is 1.127 to 1.276; the exact one is a hair wider."""
    found = poisson.ratio(2172, 1811)
    assert found.ratio == pytest.approx(1.199, abs=5e-4)
    assert_allclose((found.low, found.high), (1.127, 1.276), atol=1.5e-3)
    assert found.low < 1.127


@pytest.mark.parametrize(
    ("count_1", "count_2", "fair"), [(27, 18, 0.5), (3, 11, 0.4), (0, 6, 0.5), (9, 0, 0.7)]
)
def test_the_ratio_of_two_counts_agrees_with_the_binomial_test_of_scipy(count_1, count_2, fair) -> None:
    found = poisson.ratio(count_1, count_2, exposure_1=fair, exposure_2=1 - fair)
    expected = stats.binomtest(count_1, count_1 + count_2, fair)
    ends = expected.proportion_ci(0.95, method="exact")
    odds = (1 - fair) / fair
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.low == pytest.approx(odds * ends.low / (1 - ends.low))
    if ends.high < 1:
        assert found.high == pytest.approx(odds * ends.high / (1 - ends.high))
