import numpy as np
import pytest
from numpy.testing import assert_allclose

from bluelamp.analysis import discovery, spc
from bluelamp.analysis.spc import cohort

USUAL = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]


@pytest.mark.parametrize("chart", ["xmr", "p", "u", "c", "i-prime", "p-prime"])
def test_one_series_is_as_surprising_as_in_a_block(chart):
    rng = np.random.default_rng(1)
    takes, n = spc.KINDS[chart], np.full(20, 50.0)
    counts = rng.binomial(50, 0.6, (30, 20)).astype(float)
    values = counts if takes.takes == "count" else counts / 50
    values[rng.uniform(size=values.shape) < 0.1] = np.nan
    asked = n if takes.n == "needed" else None
    block = spc.judge_block(values, asked, chart=chart, phases=[5])
    alone = [spc.surprise(spc.judge(row, asked, chart=chart, phases=[5])) for row in values]
    assert_allclose(spc.surprises(block), alone)


@pytest.mark.parametrize("chart", ["xmr", "p", "c"])
def test_noise_is_seldom_surprising(chart):
    """A p-value below 0.05 comes up in about 5 of 100 charts of noise, or fewer."""
    rng = np.random.default_rng(2)
    shape = (4000, 24)
    values = {
        "xmr": rng.normal(size=shape),
        "p": rng.binomial(60, 0.8, shape) / 60,
        "c": rng.poisson(12, shape),
    }[chart]
    p = spc.surprises(spc.judge_block(values, 60 if chart == "p" else None, chart=chart))
    assert (p < 0.05).mean() < 0.06
    assert (p < 0.001).mean() < 0.002


def test_a_wall_of_charts_cries_wolf_until_false_discoveries_are_held_down():
    """350 neighbourhoods of pure chance, 24 months each: dozens signal, and next to none stands out."""
    rng = np.random.default_rng(3)
    block = spc.judge_block(rng.binomial(60, 0.8, (350, 24)) / 60, 60, chart="p")
    ever = (block.found != 0).any(axis=(0, 2)).sum()
    assert ever > 35
    assert discovery.benjamini_hochberg(spc.surprises(block)).found.sum() <= 1
    shifted = (
        np.vstack([rng.binomial(60, 0.8, (345, 24)), np.hstack([np.full((5, 20), 48), np.full((5, 4), 30)])])
        / 60
    )
    found = discovery.benjamini_hochberg(spc.surprises(spc.judge_block(shifted, 60, chart="p"))).found
    assert found[345:].all()
    assert found[:345].sum() <= 2


def test_signals_come_in_the_order_of_the_people_they_touch():
    small, large = spc.judge([*USUAL, 60]), spc.judge([*USUAL, 72])
    ranked = cohort.rank([spc.judge(USUAL), small, large], [5000, 10, 1000])
    assert [one.place for one in ranked] == [2, 1]
    assert ranked[0].weight == pytest.approx((np.mean(USUAL) - 72) * 1000)
    assert all(one.p_value <= one.adjusted for one in ranked)
    with pytest.raises(ValueError, match="2 numbers of people"):
        cohort.rank([small], [1, 2])


def test_too_few_points_are_not_tested():
    assert np.isnan(spc.surprise(spc.judge([80])))
    assert np.isnan(spc.surprise(spc.judge([None, None])))
