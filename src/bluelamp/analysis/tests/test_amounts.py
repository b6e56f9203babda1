"""Means and quantiles against worked examples and NumPy's own answers on the rows themselves."""

import numpy as np
import pytest
from scipy import stats

from bluelamp.analysis import amounts


def sums(x, w=None):
    x = np.asarray(x, float)
    w = np.ones_like(x) if w is None else np.asarray(w, float)
    return x.size, w.sum(), (w**2).sum(), (w * x).sum(), (w**2 * x).sum(), (w**2 * x**2).sum()


def test_a_mean_with_equal_weights_is_the_students_t_interval():
    x = [41, 50, 63, 44, 58, 71, 49]
    found = amounts.mean(*sums(x))
    by_scipy = stats.ttest_1samp(x, 0).confidence_interval(0.95)
    assert found.value == pytest.approx(np.mean(x))
    assert (found.low, found.high) == pytest.approx((by_scipy.low, by_scipy.high))


def test_weights_move_the_mean_and_multiplying_them_all_changes_nothing():
    x, w = [10, 20, 40], [1, 1, 2]
    found = amounts.mean(*sums(x, w))
    assert found.value == pytest.approx(27.5)
    assert found == pytest.approx(amounts.mean(*sums(x, [7 * each for each in w])))


def test_one_alone_has_a_mean_and_no_interval_and_nobody_has_neither():
    alone = amounts.mean(*sums([12]))
    assert alone.value == 12
    assert np.isnan(alone.low)
    assert np.isnan(amounts.mean(0, 0, 0, 0, 0, 0).value)


def test_a_quantile_lies_within_a_bin_of_that_of_the_rows():
    rng = np.random.default_rng(3)
    days = rng.gamma(8, 7, size=(5, 400))
    edges = np.arange(0, 183, 7.0)
    histogram = np.stack([np.histogram(row, [-np.inf, *edges, np.inf])[0] for row in days])
    for q in (0.1, 0.5, 0.9):
        found = amounts.quantile(histogram, edges, q, [400] * 5)
        assert np.abs(found.value - np.quantile(days, q, axis=1)).max() < 7
        assert (found.low < found.value).all()
        assert (found.value < found.high).all()


def test_a_quantile_by_hand_and_one_beyond_the_last_edge():
    # Ten people in 0 to 10 and ten in 10 to 20: half of them within 10, three quarters within 15.
    assert amounts.quantile([0, 10, 10, 0], [0, 10, 20], 0.5, 20).value == pytest.approx(10)
    assert amounts.quantile([0, 10, 10, 0], [0, 10, 20], 0.75, 20).value == pytest.approx(15)
    assert amounts.quantile([0, 0, 1, 9], [0, 10, 20], 0.9, 10).value == 20
    assert np.isnan(amounts.quantile([0, 0, 0, 0], [0, 10, 20], 0.9, 0).value)
    with pytest.raises(ValueError, match="3 edges make 4 bins"):
        amounts.quantile([1, 2], [0, 10, 20], 0.5, 3)


def test_woodruffs_interval_covers_the_true_median_about_as_often_as_it_says():
    rng = np.random.default_rng(5)
    rows = rng.uniform(0, 100, size=(600, 80))
    edges = np.arange(0, 101, 1.0)
    histogram = np.stack([np.histogram(row, [-np.inf, *edges, np.inf])[0] for row in rows])
    found = amounts.quantile(histogram, edges, 0.5, np.full(600, 80.0))
    assert 0.92 < np.mean((found.low <= 50) & (found.high >= 50)) < 0.98
