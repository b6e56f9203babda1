"""Published results: false discoveries, overdispersed funnels, Laney's charts of large samples, counted faults."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bluelamp.analysis import discovery, funnel, spc

# Benjamini and Hochberg (1995), section 3.2: fifteen ordered p-values.
P_VALUES = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
]
P_VALUES += [0.7590, 1.0]
# Montgomery, Introduction to Statistical Quality Control: faults in 26 samples of 100 circuit boards.
BOARDS = [
    21,
    24,
    16,
    12,
    15,
    5,
    28,
    20,
    31,
    25,
    20,
    24,
    16,
    19,
    10,
    17,
    13,
    22,
    18,
    39,
    30,
    24,
    16,
    19,
    17,
    15,
]


def test_benjamini_and_hochberg_reject_four_where_bonferroni_rejects_three():
    assert discovery.benjamini_hochberg(P_VALUES, rate=0.05).found.sum() == 4
    assert (np.array(P_VALUES) <= 0.05 / 15).sum() == 3


def test_an_overdispersed_funnel_follows_spiegelhalter():
    """The method of Spiegelhalter (2005) as FunnelPlotR works it: ten units of about five hundred."""
    x = [402, 431, 388, 415, 377, 440, 399, 360, 425, 410]
    n = [500, 520, 505, 510, 495, 530, 500, 490, 515, 505]
    found = funnel.shares(x, n, widen=True)
    assert found.target == pytest.approx(0.798225, abs=5e-7)
    assert found.phi == pytest.approx(2.138647, abs=5e-7)
    assert found.tau2 == pytest.approx(0.00067867, abs=5e-9)
    assert (found.z[7], found.z_adjusted[7]) == pytest.approx((-3.331, -2.182), abs=5e-4)
    assert ((np.abs(found.z) > 1.96).sum(), (np.abs(found.z_adjusted) > 1.96).sum()) == (2, 1)


def test_laneys_chart_of_large_samples():
    """A p chart flags seven of ten points of some 20,000 each; allowing for their spread, none."""
    n = [20000, 21000, 19500, 20500, 22000, 21000, 20000, 20500, 21500, 20000]
    p = [0.80, 0.815, 0.79, 0.82, 0.805, 0.83, 0.81, 0.795, 0.825, 0.80]
    x = np.rint(np.multiply(p, n))
    plain, laney = (spc.judge(x=x, n=n, chart=chart) for chart in ("p", "p-prime"))
    assert plain.causes.count("outside-limits") == 7
    assert laney.dispersion == pytest.approx(7.19828, abs=5e-6)
    assert_allclose(
        (laney.centre[0], laney.lower[0], laney.upper[0]), (0.8092524, 0.749259, 0.869246), atol=5e-7
    )
    assert set(laney.causes) == {""}
    assert spc.propose("share", p, n).chart == "p-prime"


def test_a_c_chart_reproduces_montgomerys_circuit_boards():
    signal = spc.judge(BOARDS, chart="c", baseline=None, better="down", rules="limits-only")
    assert_allclose((signal.centre[0], signal.lower[0], signal.upper[0]), (19.85, 6.48, 33.22), atol=0.01)
    assert [i + 1 for i, cause in enumerate(signal.causes) if cause] == [6, 20]
