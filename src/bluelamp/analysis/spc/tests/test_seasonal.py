import numpy as np
import pytest
import statsmodels.api as sm
from numpy.testing import assert_allclose

from bluelamp.analysis import spc
from bluelamp.analysis.spc import seasonal

MONTHS = np.tile(np.arange(1, 13), 5)
FACTORS = 1 + 0.3 * np.sin(np.arange(12))


def counts(extra=0.0, seed=1):
    rng = np.random.default_rng(seed)
    mean = 80 * FACTORS[MONTHS - 1]
    return rng.poisson(mean if not extra else rng.gamma(1 / extra, extra * mean))


def fitted(values):
    return seasonal.fit(values[np.newaxis].astype(float), MONTHS, np.ones((1, len(values)), dtype=bool)).usual


def test_the_factors_are_those_of_a_poisson_and_of_a_negative_binomial_model():
    values = counts(extra=0.05)
    usual = fitted(values)
    by_month = (MONTHS[:, np.newaxis] == np.arange(1, 13)).astype(float)
    for family in (sm.families.Poisson(), sm.families.NegativeBinomial(alpha=float(usual.extra[0, 0]))):
        model = sm.GLM(values, by_month, family=family).fit()
        assert_allclose(usual.means[0], np.exp(model.params), rtol=1e-6)
    assert model.pearson_chi2 == pytest.approx(60 - 12, rel=1e-6)


def test_dispersion_is_recovered_and_is_nought_for_poisson_counts():
    found = [fitted(counts(0.1, seed)).extra[0, 0] for seed in range(20)]
    assert np.mean(found) == pytest.approx(0.1, rel=0.2)
    assert np.median([fitted(counts(0, seed)).extra[0, 0] for seed in range(20)]) < 0.003


def test_a_high_december_among_high_decembers_is_no_signal_and_a_high_june_is():
    values = counts().tolist()
    usual = spc.judge(values, chart="seasonal", months=MONTHS, better="down")
    assert usual.variation == "common"
    july = spc.judge(
        [*values[:-6], 140, *values[-5:]][:-5], chart="seasonal", months=MONTHS[:-5], better="down"
    )
    assert (july.variation, july.reasons) == ("concern", ("above the upper limit of its usual range",))


def test_pure_seasonal_noise_breaks_its_limits_as_seldom_as_other_noise_does():
    rng = np.random.default_rng(1)
    many = rng.poisson(80 * FACTORS[MONTHS - 1], size=(400, 60))
    block = spc.judge_block(many, chart="seasonal", months=MONTHS, rules="limits-only")
    assert (block.found[0, :, 36:] != 0).mean() < 0.008


def test_a_season_needs_two_years():
    with pytest.raises(ValueError, match="every month of the year at least twice"):
        spc.judge(counts()[:23], chart="seasonal", months=MONTHS[:23])
    assert spc.judge(counts()[:24], chart="seasonal", months=MONTHS[:24]).baseline == 24


def test_next_month_is_judged_by_its_own_month():
    signal = spc.judge(counts(), chart="seasonal", months=MONTHS)
    low, high = (spc.next_month_limits(signal, month=m) for m in (6, 3))
    assert high.upper > low.upper
    with pytest.raises(ValueError, match="which month"):
        spc.next_month_limits(signal)
