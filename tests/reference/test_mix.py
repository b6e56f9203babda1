"""Vehicle crime among the rest (¶30-31): rate, mix, and numbers that cannot all be of one month."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bluelamp.analysis import mix


def test_kitagawa_splits_the_worked_fall_into_rate_and_mix() -> None:
    change = mix.kitagawa([0.26, 0.74], [0.85, 0.87], [0.33, 0.67], [0.754, 0.85])
    assert (change.before, change.after) == pytest.approx((0.8648, 0.81832))
    assert_allclose(change.rate, [-0.02832, -0.01410], atol=5e-6)
    assert change.mix.sum() == pytest.approx(-0.00406, abs=5e-6)
    assert change.total == pytest.approx(-0.04648)


def test_vehicle_crime_would_have_to_be_most_interviews_for_paragraphs_28_to_31_to_be_one_month() -> None:
    """80.3 overall, 75.4 vehicle, approx 87 without: 58% of interviews, 55.9 to 59.5 as 87 was rounded."""
    share = 100 * mix.implied_share(0.803, 0.754, [0.865, 0.87, 0.875])
    assert_allclose(share, [55.9, 57.8, 59.5], atol=0.05)


def test_against_the_average_of_84_the_same_vehicle_crime_is_a_quarter() -> None:
    share = 100 * mix.implied_share(0.84, 0.754, [0.865, 0.87, 0.875])
    assert_allclose(share, [22.5, 25.9, 28.9], atol=0.05)


def test_november_without_vehicle_crime_was_82_to_83_so_vehicle_crime_alone_does_not_explain_it() -> None:
    rest = 100 * mix.excluding(0.803, 0.754, np.array([0.26, 0.36]))
    assert_allclose(rest, [82.0, 83.1], atol=0.05)
