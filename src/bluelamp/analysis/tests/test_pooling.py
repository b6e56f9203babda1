import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from bluelamp.analysis import pooling, ranking


def areas(seed=1, many=300):
    rng = np.random.default_rng(seed)
    n = rng.integers(5, 150, many)
    truth = rng.beta(40, 10, many)
    return rng.binomial(n, truth), n, truth


def test_the_spread_between_areas_is_recovered():
    fits = [pooling.beta_binomial(*areas(seed)[:2]).prior for seed in range(8)]
    a, b = np.median(fits, axis=0)
    assert a / (a + b) == pytest.approx(0.8, abs=0.01)
    assert a + b == pytest.approx(50, rel=0.25)
    rng = np.random.default_rng(1)
    exposure = rng.uniform(0.5, 2, 400)
    shape, per = pooling.gamma_poisson(rng.poisson(rng.gamma(5, 2, 400) * exposure), exposure).prior
    assert shape / per == pytest.approx(10, rel=0.1)
    assert shape == pytest.approx(5, rel=0.25)


def test_the_fit_is_the_likeliest_by_scipys_own_likelihood():
    x, n, _ = areas()
    a, b = pooling.beta_binomial(x, n).prior
    best = stats.betabinom(n, a, b).logpmf(x).sum()
    for other in ((a * 1.1, b), (a, b * 1.1), (a * 0.9, b * 0.9), (a * 1.1, b * 1.1)):
        assert stats.betabinom(n, *other).logpmf(x).sum() < best


def test_small_areas_are_drawn_further_than_large_ones_and_come_nearer_the_truth():
    x, n, truth = areas()
    pooled = pooling.beta_binomial(x, n)
    drawn = np.abs(pooled.mean - pooled.own) / np.abs(pooled.own - 0.8001)
    assert np.median(drawn[n < 20]) > 2 * np.median(drawn[n > 100])
    assert np.mean((pooled.mean - truth) ** 2) < 0.6 * np.mean((pooled.own - truth) ** 2)
    assert np.mean((pooled.low <= truth) & (truth <= pooled.high)) == pytest.approx(0.95, abs=0.03)


def test_areas_that_differ_by_chance_alone_are_pooled_into_one():
    rng = np.random.default_rng(1)
    n = np.full(200, 50)
    pooled = pooling.beta_binomial(rng.binomial(n, 0.8), n)
    assert np.ptp(pooled.mean) < 0.03


def test_an_area_without_anything_is_what_the_others_are():
    pooled = pooling.beta_binomial([40, 35, 0, 44], [50, 50, 0, 50])
    assert np.isnan(pooled.own[2])
    assert_allclose(pooled.mean[2], pooled.prior[0] / sum(pooled.prior))


def test_the_chance_of_lying_below_a_level():
    pooled = pooling.beta_binomial([30, 48, 40], [50, 50, 50])
    assert_allclose(pooled.chance_below(0.75), stats.beta(*pooled.after).cdf(0.75))
    rates = pooling.gamma_poisson([3, 30, 12], [1, 1, 1])
    assert_allclose(rates.chance_below(10), stats.gamma(rates.after[0], scale=1 / rates.after[1]).cdf(10))


def test_ranks_carry_their_doubt_and_pooling_widens_it():
    x, n = np.array([30, 38, 40, 41, 42]), np.full(5, 50)
    ranks = ranking.of_shares(x / n, n, 1)
    assert (ranks.low <= ranks.median).all()
    assert (ranks.median <= ranks.high).all()
    assert (ranks.low[0], ranks.median[0]) == (1, 1)
    assert ranks.chance_lowest.sum() == pytest.approx(1)
    prior = pooling.beta_binomial(x, n).prior
    assert ranking.of_shares(x / n, n, 1, prior=prior).chance_lowest[0] < ranks.chance_lowest[0]
    rates = ranking.of_rates([3, 9, 10], [1, 1, 2], 2)
    assert rates.chance_lowest.sum() == pytest.approx(2)
    assert rates.median[1] == 3


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: pooling.beta_binomial([5, 1], [4, 4]), "larger than its whole"),
        (lambda: pooling.beta_binomial([1, 0], [4, 0]), "at least two areas"),
        (lambda: pooling.gamma_poisson([1, 2, 2], [0, 1, 1]), "nobody was exposed"),
        (lambda: pooling.gamma_poisson([1, 2], confidence=2), "Confidence lies between"),
        (lambda: ranking.of_rates([1, 2], [0, 1], 1), "without any exposure"),
    ],
)
def test_what_cannot_be_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_shares_that_would_set_an_area_apart_are_those_whose_interval_leaves_the_level_out():
    below, above = pooling.shares_apart((8.0, 2.0), 30, 0.8)
    drawn = pooling.betaincinv(8 + 30 * below, 2 + 30 * (1 - below), 0.975)
    next_up = pooling.betaincinv(8 + 30 * below + 1, 2 + 30 * (1 - below) - 1, 0.975)
    assert drawn < 0.8 <= next_up
    assert above is not None
    assert 0.8 < above <= 1


@pytest.mark.parametrize(("prior", "n"), [((8.0, 2.0), 0), ((8.0, 2.0), 1), ((8e5, 2e5), 30)])
def test_no_share_of_very_few_sets_an_area_apart(prior, n):
    assert pooling.shares_apart(prior, n, 0.8) == (None, None)


def test_areas_that_look_all_alike_are_no_surer_than_all_their_people_together():
    pooled = pooling.beta_binomial([24] * 18, [30] * 18)
    whole = stats.beta(24 * 18 + 1, 6 * 18 + 1)
    assert_allclose(pooled.high - pooled.low, whole.ppf(0.975) - whole.ppf(0.025), rtol=0.05)
    rates = pooling.gamma_poisson([24] * 18, 1.0)
    alone = stats.gamma(24 * 18, scale=1 / 18)
    assert_allclose(rates.high - rates.low, alone.ppf(0.975) - alone.ppf(0.025), rtol=0.05)
