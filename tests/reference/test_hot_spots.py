"""Gi* and false-discovery control against the libraries that others use: esda, SciPy, statsmodels."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import sparse, stats
from statsmodels.stats.multitest import multipletests

from bluelamp.analysis import discovery, hotspots, poisson

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # esda and what it stands on warn of their own future
    from esda import fdr
    from esda.getisord import G_Local
    from libpysal.weights import WSP, lat2W

RNG = np.random.default_rng(20140107)


def theirs(values: np.ndarray, weights: object) -> tuple[np.ndarray, np.ndarray]:
    """esda's analytic Gi* and the one-sided p-values it gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = G_Local(values, weights, transform="B", star=True, permutations=0)
    return found.Zs, found.p_norm


@pytest.mark.parametrize(("height", "width"), [(5, 7), (12, 12), (9, 30)])
def test_gi_star_of_a_grid_is_that_of_esda(height: int, width: int) -> None:
    values = RNG.poisson(3, (height, width)).astype(float)
    z, one_sided = theirs(values.ravel(), lat2W(height, width, rook=False))
    found = hotspots.on_grid(values)
    assert_allclose(found.z.ravel(), z, atol=1e-9)
    assert_allclose(found.raw.ravel(), 2 * one_sided, atol=1e-12)


@pytest.mark.parametrize("many", [20, 60])
def test_gi_star_among_areas_is_that_of_esda(many: int) -> None:
    upper = RNG.uniform(size=(many, many)) < 0.08
    # An area without neighbours is a case of its own, which esda leaves out: a ring gives everybody two.
    ring = np.roll(np.eye(many, dtype=bool), 1, axis=1)
    touching = upper | upper.T | ring | ring.T
    np.fill_diagonal(touching, False)
    near = sparse.csr_array(touching.astype(float))
    values = RNG.gamma(2, 5, many)
    z, _ = theirs(values, WSP(sparse.csr_matrix(near)).to_W(silence_warnings=True))
    assert_allclose(hotspots.among(values, near).z, z, atol=1e-9)


@pytest.mark.parametrize("many", [1, 15, 2000])
def test_adjusted_p_values_are_those_of_scipy_and_statsmodels(many: int) -> None:
    p = np.concatenate([RNG.uniform(size=many), RNG.uniform(0, 0.002, size=many // 10)])
    found = discovery.benjamini_hochberg(p, rate=0.1)
    rejected, adjusted, *_ = multipletests(p, 0.1, method="fdr_bh")
    assert_allclose(found.adjusted, adjusted, atol=1e-15)
    assert_allclose(found.adjusted, stats.false_discovery_control(p), atol=1e-15)
    assert (found.found == rejected).all()


def test_what_esda_would_call_a_finding_is_what_is_found() -> None:
    p = np.concatenate([RNG.uniform(size=400), RNG.uniform(0, 0.002, size=40)])
    assert (discovery.benjamini_hochberg(p, rate=0.1).found == (p <= fdr(p, 0.1))).all()


def test_weights_that_are_all_alike_give_the_exact_interval_of_a_count() -> None:
    count = np.array([0, 1, 7, 40.0])
    plain, weighted = poisson.interval(count), poisson.weighted_interval(3 * count, 9 * count, 3.0)
    assert_allclose(weighted.low, 3 * np.asarray(plain.low), atol=1e-9)
    assert_allclose(weighted.high, 3 * np.asarray(plain.high), atol=1e-9)


def test_fay_and_feuer_cover_a_weighted_sum_as_often_as_they_say() -> None:
    weights, means = np.array([1.0, 20.0, 365.0]), np.array([30.0, 8.0, 1.5])
    counts = RNG.poisson(means, (4000, 3))
    low, high = poisson.weighted_interval(counts @ weights, counts @ weights**2, 365.0)
    truth = float(means @ weights)
    assert ((low <= truth) & (truth <= high)).mean() >= 0.95
