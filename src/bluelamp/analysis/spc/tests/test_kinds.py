"""The kinds of chart: their limits, what they take and refuse, and which one is proposed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from bluelamp.analysis import spc
from bluelamp.analysis.spc import limits
from bluelamp.analysis.spc.kinds import KINDS

TAIL = stats.norm.cdf(-3)


def test_a_u_chart_pools_counts_over_exposure_and_narrows_with_it():
    count, n = np.array([30, 45, 28, 60, 33.0]), np.array([10, 15, 11, 20, 12.0])
    signal = spc.judge(x=count, n=n, chart="u", baseline=None)
    mean = count.sum() / n.sum()
    assert_allclose(signal.centre, mean)
    assert_allclose(signal.upper, mean + 3 * np.sqrt(mean / n))
    assert_allclose(signal.lower, np.maximum(0, mean - 3 * np.sqrt(mean / n)))


def test_few_events_get_exact_poisson_limits_and_a_median():
    signal = spc.judge([2, 0, 1, 3, 0, 1, 2, 0, 1, 0, 2, 1], chart="c", baseline=None)
    poisson = stats.poisson(13 / 12)
    assert (signal.centre[0], signal.lower[0], signal.upper[0]) == (1, 0, poisson.ppf(1 - TAIL))
    assert "exact" in signal.cautions[0]


def test_a_month_of_none_among_months_of_none_is_no_run():
    signal = spc.judge([1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, *[0] * 20], chart="c")
    assert signal.variation == "common"
    assert set(signal.causes) == {""}


def test_a_g_chart_is_geometric():
    signal = spc.judge([10, 3, 45, 22, 8, 1, 30, 17, 60, 12, 5, 9], chart="g")
    between = stats.geom(1 / (1 + 222 / 12), loc=-1)
    assert signal.upper[0] == between.ppf(1 - TAIL)
    assert signal.centre[0] == between.median()
    assert spc.judge([10, 3, 45, 22, 8, 1, 30, 17, 60, 12, 5, 9, 200], chart="g").variation == "improvement"


def test_a_t_chart_is_an_xmr_chart_of_the_roots_bent_back():
    days = np.array([10, 3, 45, 22, 8, 1, 30, 17, 60, 12, 5, 9.0])
    signal, root = spc.judge(days, chart="t"), spc.judge(days ** (1 / 3.6))
    assert_allclose(signal.centre, root.centre**3.6)
    assert_allclose(signal.upper, root.upper**3.6)
    assert_allclose(signal.lower, np.maximum(root.lower, 0) ** 3.6)


@given(st.floats(0.05, 80), st.floats(0, 2), st.integers(0, 150))
@settings(max_examples=60, deadline=None)
def test_tails_and_quantiles_are_those_of_scipy(mean, extra, count):
    theirs = stats.poisson(mean) if extra < 1e-3 else stats.nbinom(1 / extra, 1 / (1 + extra * mean))
    extra = 0.0 if extra < 1e-3 else extra
    m, e, k = (np.array([[float(v)]]) for v in (mean, extra, count))
    assert_allclose(limits.at_most(k, m, e), theirs.cdf(count), atol=1e-12)
    assert_allclose(limits.at_least(k, m, e), theirs.sf(count - 1), rtol=1e-6, atol=1e-300)
    for chance in (TAIL, 0.5, 1 - TAIL):
        assert limits.quantile(chance, m, e)[0, 0] == theirs.ppf(chance)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=30))
@settings(max_examples=60, deadline=None)
def test_outside_exact_limits_is_beyond_three_standard_deviations(values):
    block = spc.judge_block([values], chart="c", baseline=None)
    outside = (block.values > block.upper) | (block.values < block.lower)
    assert (outside == (np.abs(block.z) > 3)).all()


def test_i_prime_limits_stay_as_the_baseline_set_them():
    """The published code of one R package takes the spread from all points, so that freezing does not freeze."""
    n = np.array([40, 60, 50, 45, 55, 50, 48, 52, 47, 53, 49, 51] + [50] * 12)
    steady = np.array([0.80, 0.78, 0.82, 0.79, 0.81, 0.80, 0.79, 0.82, 0.78, 0.80, 0.81, 0.80])
    calm, wild = (spc.judge([*steady, *rest], n) for rest in ([0.8] * 12, [0.3, 0.95] * 6))
    assert_allclose(calm.upper[:12], wild.upper[:12])
    assert_allclose(calm.upper[12:], wild.upper[12:])
    assert wild.variation == "improvement"


def test_months_that_vary_less_than_sampling_allows_are_pointed_out():
    signal = spc.judge([0.8, 0.801] * 6, 400, chart="p-prime")
    assert signal.dispersion < 0.8
    assert "see whether they are counted as you think" in signal.cautions[0]


@pytest.mark.parametrize(
    ("takes", "values", "n", "chart"),
    [
        ("share", [0.8, 0.78, 0.83, 0.79, 0.80, 0.81], [100, 120, 90, 110, 100, 95], "p"),
        ("share", [0.80, 0.815, 0.79, 0.82, 0.805, 0.83], [20000] * 6, "p-prime"),
        ("share", [0.98, 0.99, 0.97, 1.0], [40] * 4, "i-prime"),
        ("share", [0.8, 0.7, 0.75], None, "xmr"),
        ("count", [12, 15, 11, 10, 8, 9, 13, 9], None, "c"),
        ("count", [2, 3, 1, 4, 2, 0], None, "c"),
        ("count", [0, 1, 0, 0, 0, 2], None, "t"),
        ("count", [100, 190, 80, 220, 90, 210], None, "xmr"),
        ("count", [30, 45, 28, 60, 33], [10, 15, 11, 20, 12], "u"),
        ("gap", [3, 40, 12], None, "t"),
        ("number", [3.2, 4.1, 5.0], None, "xmr"),
        ("number", [3.2, 4.1, 5.0], [10, 100, 40], "i-prime"),
    ],
)
def test_the_chart_that_fits_is_proposed_with_a_reason(takes, values, n, chart):
    proposal = spc.propose(takes, values, n)
    assert proposal.chart == chart
    assert proposal.why.endswith(".")


def test_counts_with_a_season_are_proposed_a_seasonal_chart_and_others_are_not():
    factors = np.tile(1 + 0.4 * np.sin(np.arange(12)), 5)
    rng = np.random.default_rng(1)
    assert spc.propose("count", rng.poisson(100 * factors)).chart == "seasonal"
    assert spc.propose("count", rng.poisson(100, 60)).chart == "c"
    assert spc.propose("count", rng.poisson(100 * factors), months=False).chart == "xmr"


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("values", [[], [None], [3], [3, None], [3, 5], [4] * 30, [0] * 30])
@pytest.mark.filterwarnings("error")
def test_no_chart_spills_a_warning_or_judges_what_it_cannot(kind, values):
    asked = {"n": [10] * len(values)} if KINDS[kind].n == "needed" else {}
    months = [i % 12 + 1 for i in range(len(values))]
    scale = 10 if KINDS[kind].takes == "share" else 1
    given = [v if v is None else v / scale for v in values]
    if not values or (kind == "seasonal" and len(values) < 24):
        with pytest.raises(ValueError, match=r"not an empty one|at least twice"):
            spc.judge(given, chart=kind, months=months, **asked)
        return
    signal = spc.judge(given, chart=kind, months=months, milestones=0.5, **asked)
    assert not signal.is_signal
    spc.surprise(signal)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"values": [1.5, 2], "chart": "c"}, "1.5 is not a whole number"),
        ({"values": [-1, 2], "chart": "c"}, "A count cannot be below zero, and -1 is"),
        ({"values": [1, 2], "n": [1, 2], "chart": "c"}, "takes no n"),
        ({"values": [1, 2], "chart": "u"}, "A u chart needs n"),
        ({"values": [1, np.inf]}, "A value cannot be infinite"),
        ({"values": [1, 2, 3], "phases": [3]}, "not after the last of the 3 points"),
        ({"values": [1, 2, 3], "phases": [0]}, "after the first"),
        ({"values": [1, 2, 3], "baseline": 0}, "one point or more"),
        ({"values": [1, 2, 3], "chart": "seasonal"}, "needs the month of the year"),
        ({"values": [1, 2, 3], "chart": "seasonal", "months": [1, 2, 13]}, "1 to 12"),
    ],
)
def test_what_a_chart_cannot_hold_is_refused_in_words(asked, words):
    with pytest.raises(ValueError, match=words):
        spc.judge(**asked)


def test_each_phase_is_judged_by_itself_and_the_last_one_speaks():
    before, after = (
        [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80],
        [70, 71, 69, 72, 70, 71, 69, 70, 72, 71, 69],
    )
    signal = spc.judge([*before, *after], phases=[12], milestones=75)
    alone = spc.judge(after, milestones=75)
    assert_allclose(signal.upper[12:], alone.upper)
    assert_allclose(signal.upper[:12], spc.judge(before).upper)
    assert (signal.variation, signal.assurance, signal.baseline, signal.trial) == ("common", "fail", 11, True)
    assert [signal.phase_at(i) for i in (0, 11, 12, 22)] == [0, 0, 1, 1]
    assert "11 points of phase 2 of 2" in signal.method
    assert spc.judge([*before, *after], milestones=75).variation == "concern"


def test_a_run_does_not_reach_back_beyond_a_rebase():
    values = [1.0, -1.0] * 6 + [-0.5] * 4 + [1, -1, 1, -1.2, 1, -1.0, -1.5, -1.1, -1.4]
    assert spc.judge(values, phases=[16]).reasons == ()
    assert spc.judge([*values, -1.3, -1.2, -1.1], phases=[16]).variation == "concern"


def test_a_block_of_more_series_than_are_judged_at_once_gives_each_its_own():
    many = np.random.default_rng(1).normal(size=(2100, 20))
    block = spc.judge_block(many, phases=[10])
    for row in (0, 2047, 2048, 2099):
        one, alone = spc.signal_of(block, row), spc.judge(many[row], phases=[10])
        assert (one.marks, one.reasons, one.method) == (alone.marks, alone.reasons, alone.method)
        assert spc.next_month_limits(one) == spc.next_month_limits(alone)
