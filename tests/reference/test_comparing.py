"""Which of the paper's changes are more than chance (¶12-31, 55), with SciPy and statsmodels agreeing."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest

from bluelamp.analysis import comparing


@pytest.mark.parametrize(
    ("before", "n_before", "z", "p_value"),
    [
        (0.72, 320, 1.44, 0.150),  # October 2013: "improved in month" (¶25) is not supported
        (0.71, 320, 1.76, 0.078),
        (0.849, 320, -3.0, 0.0027),  # November 2012: the fall over the year is
        (0.849, 550, -3.57, 0.00036),
    ],
)
def test_november_2013_against_earlier_months_of_asb_satisfaction(before, n_before, z, p_value) -> None:
    found = comparing.two_shares(0.764, 550, before, n_before)
    assert found.z == pytest.approx(z, abs=0.006)
    assert found.p_value == pytest.approx(p_value, rel=0.02)


def test_crime_satisfaction_in_november_against_its_average_of_84() -> None:
    found = comparing.against_level(0.803, 550, 0.84)
    assert (found.z, found.p_value) == (pytest.approx(-2.37, abs=0.005), pytest.approx(0.018, abs=5e-4))


def test_the_rise_in_paragraph_55_is_not_supported() -> None:
    assert comparing.two_shares(27 / 63, 63, 18 / 57, 57).z == pytest.approx(1.27, abs=0.005)
    assert comparing.two_shares(27 / 63, 63, 18 / 57, 57).p_value == pytest.approx(0.20, abs=0.005)
    assert comparing.fisher(27, 63, 18, 57) == pytest.approx(0.26, abs=0.005)
    assert comparing.two_shares(27 / 43, 43, 18 / 34, 34).p_value == pytest.approx(0.38, abs=0.005)


def test_two_shares_agrees_with_statsmodels() -> None:
    for x, n in [((420, 230), (550, 320)), ((3, 9), (11, 12)), ((0, 4), (9, 9))]:
        z, p_value = proportions_ztest(x, n)
        found = comparing.two_shares(x[0] / n[0], n[0], x[1] / n[1], n[1])
        assert_allclose([found.z, found.p_value], [z, p_value], atol=1e-12)


def test_fisher_agrees_with_scipy_on_every_table_of_up_to_nine_and_seven() -> None:
    for x_1 in range(10):
        for x_2 in range(8):
            expected = stats.fisher_exact([[x_1, 9 - x_1], [x_2, 7 - x_2]]).pvalue
            assert comparing.fisher(x_1, 9, x_2, 7) == pytest.approx(expected, abs=1e-10)


def test_chi_square_agrees_with_scipy() -> None:
    table = np.array([[27, 36, 12], [18, 39, 20]])
    expected = stats.chi2_contingency(table, correction=False)
    found = comparing.chi_square(table)
    assert (found.statistic, found.p_value) == pytest.approx((expected.statistic, expected.pvalue))
    assert found.degrees_of_freedom == expected.dof
    assert found.smallest_expected == pytest.approx(expected.expected_freq.min())
