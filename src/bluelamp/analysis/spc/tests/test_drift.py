"""EWMA and CUSUM against the worked examples of Montgomery and against themselves done slowly."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bluelamp.analysis import spc
from bluelamp.analysis.spc import drift

# Montgomery, Introduction to Statistical Quality Control, tables 9.1 and 9.10: mean 10, standard deviation 1.
MONTGOMERY = [
    9.45,
    7.99,
    9.29,
    11.66,
    12.16,
    10.18,
    8.04,
    11.46,
    9.20,
    10.34,
    9.03,
    11.47,
    10.51,
    9.40,
    10.08,
]
MONTGOMERY += [9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31]
MONTGOMERY += [10.52]
Z = np.array([MONTGOMERY]) - 10


def test_a_cusum_reproduces_montgomery():
    """The upper sum passes 5 at the 29th point, with 5.28."""
    found = drift.cusum(Z)
    assert np.flatnonzero(found.distances[0] > 3)[0] + 1 == 29
    assert_allclose(found.line[0, 28], 5.28, atol=1e-9)


def test_an_ewma_reproduces_montgomery():
    found = drift.ewma(Z, weight=0.1, width=2.7)
    assert_allclose(10 + found.line[0, :2], [9.945, 9.7495])
    assert_allclose(10 + found.limit[0, [0, 1, 29]], [10.27, 10.36, 10.62], atol=5e-3)


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_both_are_what_they_are_step_by_step(values):
    mean, high, low, means, sums = 0.0, 0.0, 0.0, [], []
    for z in values:
        mean = 0.2 * z + 0.8 * mean
        high, low = max(0, high + z - 0.5), max(0, low - z - 0.5)
        means.append(mean)
        sums.append(high if high >= low else -low)
    assert_allclose(drift.ewma(np.array([values])).line[0], means, atol=1e-12)
    assert_allclose(drift.cusum(np.array([values])).line[0], sums, atol=1e-12)


def test_a_small_shift_that_no_single_month_shows_is_found():
    usual = [80, 82, 79, 81, 80, 78, 81, 82, 79, 80, 81, 79]
    shifted = [*usual, 82, 83, 81, 83, 82, 80, 83, 82, 83, 82]
    for chart in ("ewma", "cusum"):
        signal = spc.judge(shifted, chart=chart)
        assert (signal.variation, signal.reasons) == (
            "improvement",
            ("drifting above its usual level, taken over several months",),
        )
    assert spc.judge(shifted, rules="limits-only").variation == "common"


def test_an_ewma_is_drawn_in_the_unit_of_its_values_and_a_cusum_in_standard_deviations():
    usual = [80, 82, 79, 81, 80, 78, 81, 82, 79, 80, 81, 79, None, 85]
    ewma, cusum = (spc.judge(usual, chart=chart, milestones=90) for chart in ("ewma", "cusum"))
    assert abs(ewma.line[-1] - 81) < 1
    assert_allclose([cusum.lower[-1], cusum.centre[-1], cusum.upper[-1]], [-5, 0, 5])
    assert np.isnan(ewma.line[12])
    assert ewma.assurance == cusum.assurance == "fail"
