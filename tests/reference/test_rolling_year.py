"""The rolling year of ¶24-29: what the paper's own numbers imply."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bluelamp.analysis import rolling

# A worked year, December 2012 to November 2013: interviews and share satisfied.
N = [400, 420, 410, 430, 400, 390, 380, 370, 350, 330, 320, 550]
P = [0.82, 0.79, 0.80, 0.78, 0.77, 0.78, 0.79, 0.77, 0.76, 0.71, 0.72, 0.764]

# The year of ¶24: nine months at their mean, then September 71, October 72, November 76.4, rolling 77.1.
REST = (12 * 77.1 - 71 - 72 - 76.4) / 9
ASB = [REST / 100] * 9 + [0.71, 0.72, 0.764]


def test_the_worked_year_pooled_and_equal_weight() -> None:
    assert sum(N) == 4750
    assert rolling.level(P, N, "equal") == pytest.approx(0.771167, abs=5e-7)
    assert rolling.level(P, N, "pooled") == pytest.approx(0.772926, abs=5e-7)


def test_the_worked_year_needs_80_7_in_december_from_550_interviews_not_to_fall() -> None:
    assert rolling.break_even(P, N, 550) == pytest.approx(0.80716, abs=5e-6)


def test_the_nine_unquoted_months_of_paragraph_24_average_78_4() -> None:
    assert round(REST, 1) == 78.4


def test_paragraph_24_is_a_fall_of_0_71_from_77_8() -> None:
    before = [0.849, *ASB[:-1]]  # the year to October, which November 2012 still opens
    step = rolling.step(before, 1, 0.764, weighting="equal")
    assert 100 * step.after == pytest.approx(77.1)
    assert 100 * step.change == pytest.approx(-0.71, abs=0.005)
    assert 100 * step.before == pytest.approx(77.8, abs=0.05)
    assert step.leaving == pytest.approx(0.849)


def test_september_and_october_cost_paragraph_24_more_than_the_month_that_left() -> None:
    cost = (71 + 72 - 2 * REST) / 12
    assert cost == pytest.approx(-1.15, abs=0.005)
    assert cost < -0.71


def test_the_level_needed_for_eighty_in_k_months() -> None:
    needed = rolling.needed_over(ASB, 1, 0.80, weighting="equal")
    told = {1: 113.2, 2: 95.8, 3: 90.0, 4: 87.1, 6: 84.2, 9: 82.3}
    for k, percent in told.items():
        assert 100 * needed.share[k - 1] == pytest.approx(percent, abs=0.06)
    assert needed.feasible.tolist() == [False] + [True] * 11


@pytest.mark.parametrize(
    ("window", "rolled"),
    [
        ("after November", [82.7, 83.2, 83.5, 83.7, 84.0]),
        ("before November", [82.1, 82.6, 82.9, 83.1, 83.4]),
    ],
)
def test_crime_satisfaction_after_december_under_both_readings_of_paragraph_28(window, rolled) -> None:
    """December 2012 (90.1) leaves; 84 is either the year to November 2013 or the year to October."""
    november = 84.0 if window == "after November" else 84.0 + (80.3 - 87.8) / 12
    year = np.array([90.1] + [(12 * november - 90.1 - 80.3) / 10] * 10 + [80.3]) / 100
    december = [75, 80.3, 84, 87, 90.1]
    after = [rolling.step(year, 1, p / 100, weighting="equal").after for p in december]
    assert_allclose(100 * np.array(after), rolled, atol=0.05)
    assert 100 * rolling.break_even(year, 1, weighting="equal") == pytest.approx(90.1)
