"""Intervals against published tables, against statsmodels, and against the planning tables behind ¶23."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from bluelamp.analysis.intervals import korn_graubard, margin, n_for_margin, n_to_detect, newcombe, wilson

# Newcombe RG (1998), Statistics in Medicine 17:857-872, table I: x, n, and the two ends by each method.
NEWCOMBE_ONE = [(81, 263), (15, 148), (0, 20), (1, 29)]
WILSON = [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)]
CLOPPER_PEARSON = [(0.2527, 0.3676), (0.0578, 0.1617), (0.0, 0.1684), (0.0009, 0.1776)]
# Newcombe RG (1998), Statistics in Medicine 17:873-890, table II, method 10.
NEWCOMBE_TWO = [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)]


@pytest.mark.parametrize(("case", "ends"), [*zip(NEWCOMBE_ONE, WILSON, strict=True)])
def test_wilson_reproduces_newcombe_1998_table_i(case, ends) -> None:
    x, n = case
    assert_allclose(wilson(x / n, n), ends, atol=5e-5)


@pytest.mark.parametrize(("case", "ends"), [*zip(NEWCOMBE_ONE, CLOPPER_PEARSON, strict=True)])
def test_korn_graubard_of_equal_weights_is_clopper_pearson_in_newcombe_1998_table_i(case, ends) -> None:
    x, n = case
    assert_allclose(korn_graubard(x / n, n), ends, atol=5e-5)


@pytest.mark.parametrize(("x_1", "n_1", "x_2", "n_2", "low", "high"), NEWCOMBE_TWO)
def test_the_difference_of_two_shares_reproduces_newcombe_1998_table_ii(
    x_1, n_1, x_2, n_2, low, high
) -> None:
    assert_allclose(newcombe(x_1 / n_1, n_1, x_2 / n_2, n_2), (low, high), atol=5e-5)


def test_wilson_gives_the_hate_crime_shares_of_paragraph_55() -> None:
    low, high = wilson([27 / 63, 18 / 57], [63, 57])
    assert_allclose(100 * low, [31.40, 21.00], atol=5e-3)
    assert_allclose(100 * high, [55.14, 44.48], atol=5e-3)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_wilson_and_korn_graubard_agree_with_statsmodels_from_one_interview_to_hundreds(confidence) -> None:
    n = np.array([n for n in (1, 2, 7, 40, 550) for _ in range(n + 1)])
    x = np.array([x for n in (1, 2, 7, 40, 550) for x in range(n + 1)])
    for ours, theirs in ((wilson, "wilson"), (korn_graubard, "beta")):
        expected = proportion_confint(x, n, alpha=1 - confidence, method=theirs)
        assert_allclose(ours(x / n, n, confidence=confidence), expected, atol=1e-9)


def test_newcombe_agrees_with_statsmodels() -> None:
    for x_1, n_1, x_2, n_2 in [(1, 5, 4, 9), (420, 550, 230, 320), (0, 8, 3, 11), (12, 12, 7, 9)]:
        expected = confint_proportions_2indep(x_1, n_1, x_2, n_2, method="newcomb")
        assert_allclose(newcombe(x_1 / n_1, n_1, x_2 / n_2, n_2), expected, atol=1e-9)


@pytest.mark.parametrize(
    ("share", "n", "points"),
    [
        (0.77, [320, 550], [4.6, 3.5]),  # the force, one survey, a month
        (0.77, [32, 55], [14.6, 11.1]),  # one local policing unit, a month
        (0.80, [96, 165], [8.0, 6.1]),  # one local policing unit, a quarter
        (0.77, [384, 660], [4.2, 3.2]),  # one local policing unit, a year
        (0.77, [3840, 6600], [1.3, 1.0]),  # the force, a year
    ],
)
def test_margins_of_the_survey_at_640_and_1100_calls_a_month(share, n, points) -> None:
    assert_allclose(100 * margin(share, n), points, atol=0.05)


def test_interviews_for_a_margin_of_one_to_ten_points() -> None:
    assert_allclose(n_for_margin(0.8, [0.01, 0.02, 0.03, 0.04, 0.05, 0.1]), [6147, 1537, 683, 385, 246, 62])


@pytest.mark.parametrize(
    ("before", "after", "n"),
    # The first is the road from 77.1 to the milestone of ¶24; the rest are the customary trial sizes.
    [(0.771, 0.80, 3144), (0.30, 0.20, 294), (0.30, 0.25, 1251), (0.50, 0.40, 388), (0.20, 0.15, 906)],
)
def test_interviews_to_detect_a_change_with_eighty_per_cent_power(before, after, n) -> None:
    assert n_to_detect(before, after) == n
