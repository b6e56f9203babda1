"""Control charts against published examples, and their false alarms against simulation."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.testing import assert_allclose

from bluelamp.analysis import spc
from bluelamp.analysis.spc.rules import fewest_crossings

# Montgomery DC, Introduction to Statistical Quality Control: cans rejected in 30 samples of 50.
ORANGE_JUICE = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
]
ORANGE_JUICE += [13, 9, 6]
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten flowrates.
FLOWRATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# The vignette of NHSRplotthedots on screening: 1 and 2 by turns, with one 10.
SPIKE = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]


def test_a_p_chart_reproduces_montgomerys_orange_juice() -> None:
    signal = spc.judge(x=ORANGE_JUICE, n=[50] * 30, chart="p", baseline=None, better="down")
    assert_allclose([signal.centre[0], signal.lower[0], signal.upper[0]], [0.2313, 0.0524, 0.4102], atol=5e-5)
    outside = [i + 1 for i, cause in enumerate(signal.causes) if cause == "outside-limits"]
    assert outside == [15, 23]


def test_an_xmr_chart_reproduces_the_flowrates_of_nist() -> None:
    """NIST divides by 1.128 where we multiply by 2.66, as every XmR table rounds it: equal to 0.001."""
    signal = spc.judge(FLOWRATE)
    assert_allclose(
        [signal.centre[0], signal.lower[0], signal.upper[0]], [50.81, 45.8159, 55.8041], atol=1e-3
    )
    assert signal.trial


@pytest.mark.parametrize(("screen", "ends"), [(True, (-0.7156, 4.6044)), (False, (-3.0626, 6.9515))])
def test_screening_of_moving_ranges_reproduces_the_published_spike(screen, ends) -> None:
    signal = spc.judge(SPIKE, baseline=None, screen=screen)
    assert len(SPIKE) == 18
    assert signal.centre[0] == pytest.approx(1.9444, abs=5e-5)
    assert_allclose((signal.lower[0], signal.upper[0]), ends, atol=5e-5)
    assert ("moving ranges screened (2 left out)" in signal.method) is screen


def test_limits_follow_the_published_constants() -> None:
    """XmR: mean ± 2.66 mR̄, near limit ± 1.7733 mR̄, screening at 3.267 mR̄. p: p̄ ± 3 √(p̄q̄/n)."""
    values = [10.0, 12, 11, 15, 9]
    signal = spc.judge(values)
    mean, moving_range = np.mean(values), np.mean([2, 1, 4, 6])
    assert signal.upper[0] == pytest.approx(mean + 2.66 * moving_range)
    block = spc.judge_block([values])
    at_near_limit = (mean + 1.7733 * moving_range - mean) / ((block.upper[0, 0] - mean) / 3)
    assert at_near_limit == pytest.approx(2, abs=1e-4)
    shares, n = [0.7, 0.8, 0.75], [30, 50, 400]
    p_chart = spc.judge(shares, n, chart="p")
    pooled = np.average(shares, weights=n)
    assert_allclose(p_chart.upper, np.minimum(1, pooled + 3 * np.sqrt(pooled * (1 - pooled) / n)))


def test_an_i_prime_chart_follows_its_formula_and_is_an_xmr_chart_when_n_is_equal() -> None:
    y, n = np.array([0.8, 0.7, 0.76, 0.72]), np.array([400.0, 330, 550, 640])
    signal = spc.judge(y, n)
    spread = np.sqrt(np.pi / 2) * np.abs(np.diff(y)) / np.sqrt(1 / n[1:] + 1 / n[:-1])
    assert_allclose(signal.upper, np.average(y, weights=n) + 3 * spread.mean() / np.sqrt(n))
    assert signal.chart == "i-prime"
    assert_allclose(spc.judge(y, 500).upper, spc.judge(y).upper, rtol=1e-4)


@pytest.mark.parametrize(("n", "longest", "crossings"), [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8)])
def test_run_lengths_and_crossings_of_anhoej_2014(n, longest, crossings) -> None:
    """Anhøj and Olesen (2014), table 1: longest run and fewest crossings still to be expected of n points."""
    (rule, _) = spc.RULE_SETS["anhoej"].rules

    def flagged(run: int) -> int:
        series = np.r_[np.resize([1.0, -1.0], n - run), np.full(run, 1.0 if (n - run) % 2 == 0 else -1.0)]
        return int(np.abs(rule.find(series[np.newaxis], series[np.newaxis])).sum())

    assert fewest_crossings(n) == crossings
    assert (flagged(longest), flagged(longest + 1)) == (0, longest + 1)


@pytest.fixture(scope="module")
def noise() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(20_000, 35))


def alarms(values: np.ndarray, rules: str = "making-data-count") -> dict[str, float]:
    """In what part of the charts each rule flags something, and limits or shift together."""
    block = spc.judge_block(values, baseline=None, rules=rules)
    raised = dict(zip([r.key for r in block.rule_set.rules], (block.found != 0).any(axis=-1), strict=True))
    either = raised["outside-limits"] | raised["shift"]
    return {key: flags.mean() for key, flags in raised.items()} | {"either": either.mean()}


def test_pure_noise_alarms_one_chart_of_24_months_in_eight(noise) -> None:
    found = alarms(noise[:, :24])
    assert found["outside-limits"] == pytest.approx(0.058, abs=0.005)
    assert found["either"] == pytest.approx(0.132, abs=0.008)


@pytest.mark.parametrize(
    ("rules", "told"), [("making-data-count", 0.145), ("western-electric", 0.070), ("nelson", 0.034)]
)
def test_runs_of_pure_chance_around_a_known_centre_are_as_common_as_arithmetic_says(rules, told) -> None:
    """Runs of 7, 8 and 9 in 24 fair throws."""
    throws = np.random.default_rng(1).choice([-1.0, 1.0], size=(40_000, 24))
    rule = next(r for r in spc.RULE_SETS[rules].rules if r.key == "shift")
    assert (rule.find(throws, throws) != 0).any(axis=-1).mean() == pytest.approx(told, abs=0.006)


def test_the_same_noise_as_a_rolling_year_would_alarm_nearly_every_chart(noise) -> None:
    """The reason for refusing rules on rolling series: 93% breach a limit, 88% run, 96% either."""
    found = alarms(sliding_window_view(noise, 12, axis=-1).mean(axis=-1))
    assert found["outside-limits"] == pytest.approx(0.93, abs=0.01)
    assert found["shift"] == pytest.approx(0.88, abs=0.01)
    assert found["either"] == pytest.approx(0.96, abs=0.01)
