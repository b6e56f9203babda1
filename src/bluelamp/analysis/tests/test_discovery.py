import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats
from statsmodels.stats.multitest import multipletests

from bluelamp.analysis import discovery


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.sampled_from([0.05, 0.1, 0.2]))
@settings(max_examples=80, deadline=None)
def test_adjusted_values_and_findings_are_those_of_statsmodels(p, rate):
    ours = discovery.benjamini_hochberg(p, rate=rate)
    found, adjusted, *_ = multipletests(p, rate, method="fdr_bh")
    assert_allclose(ours.adjusted, adjusted, atol=1e-12)
    assert_array_equal(ours.found, found)
    assert_array_equal(ours.raw, p)


def test_what_is_not_known_is_no_finding_and_does_not_count_among_the_many():
    ours = discovery.benjamini_hochberg([0.03, np.nan, 0.5, np.nan])
    assert_allclose(ours.adjusted, [0.06, np.nan, 0.5, np.nan])
    assert ours.found.tolist() == [True, False, False, False]


def test_of_pure_noise_a_tenth_of_walls_have_any_finding():
    rng = np.random.default_rng(1)
    walls = [discovery.benjamini_hochberg(p).found.any() for p in rng.uniform(size=(2000, 50))]
    assert np.mean(walls) == pytest.approx(0.1, abs=0.02)


@given(st.integers(1, 200), st.floats(0.01, 0.99), st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_mid_p_is_twice_the_smaller_tail_with_half_of_what_was_seen(n, share, part):
    x = round(part * n)
    theirs = stats.binom(n, share)
    tails = (theirs.cdf(x) - theirs.pmf(x) / 2, theirs.sf(x) + theirs.pmf(x) / 2)
    assert discovery.binomial_mid_p(x, n, share) == pytest.approx(min(1, 2 * min(tails)), abs=1e-9)


@given(st.integers(0, 300), st.floats(0.05, 200))
@settings(max_examples=80, deadline=None)
def test_mid_p_of_a_count(count, mean):
    theirs = stats.poisson(mean)
    tails = (theirs.cdf(count) - theirs.pmf(count) / 2, theirs.sf(count) + theirs.pmf(count) / 2)
    assert discovery.poisson_mid_p(count, mean) == pytest.approx(min(1, 2 * min(tails)), rel=1e-6, abs=1e-12)


def test_two_equal_counts_of_equal_length_do_not_differ_and_none_tells_nothing():
    assert discovery.two_counts_mid_p(10, 1, 10, 1) == pytest.approx(1)
    assert discovery.two_counts_mid_p(0, 1, 0, 1) == 1
    assert discovery.two_counts_mid_p(20, 1, 10, 2) < 0.001
    assert np.isnan(discovery.binomial_mid_p(0, 0, 0.5))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: discovery.benjamini_hochberg([0.1], rate=1), "rate of false discoveries"),
        (lambda: discovery.benjamini_hochberg([1.2]), "A share runs from 0 to 1"),
        (lambda: discovery.binomial_mid_p(5, 4, 0.5), "larger than its whole"),
    ],
)
def test_what_cannot_be_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
