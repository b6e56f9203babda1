import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analysis import spc

USUAL = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]


def test_beyond_the_limits_would_be_a_signal_next_month():
    signal = spc.judge(USUAL)
    outlook = spc.next_month_limits(signal)
    low, high = outlook.bands
    assert (low.low, low.high, low.variation) == (None, pytest.approx(signal.lower[0]), "concern")
    assert (high.low, high.high, high.variation) == (pytest.approx(signal.upper[0]), None, "improvement")
    assert (outlook.low, outlook.high) == (low.high, high.low)


def test_after_six_months_below_average_a_seventh_would_be_enough():
    outlook = spc.next_month_limits(spc.judge([*USUAL, 81, *[79.5, 79.2] * 3]))
    assert outlook.bands[0].high == pytest.approx(np.mean(USUAL))
    assert outlook.bands[0].reasons == ("below its usual level for seven months running",)


def test_counts_are_tried_whole():
    outlook = spc.next_month_limits(
        spc.judge([1, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 2, 1], chart="c", better="down")
    )
    assert [(band.low, band.variation) for band in outlook.bands] == [(outlook.upper + 0.5, "concern")]


def test_limits_narrow_with_the_n_that_is_expected():
    signal = spc.judge([0.8, 0.78, 0.82, 0.79] * 3, 100, chart="p")
    few, many = (spc.next_month_limits(signal, n=n) for n in (50, 400))
    assert few.lower < spc.next_month_limits(signal).lower < many.lower


@pytest.mark.parametrize(
    ("signal", "words"),
    [(spc.judge([80]), "too few months"), (spc.judge(USUAL, chart="ewma"), "no limits for a single month")],
)
def test_where_nothing_can_be_said_it_is_refused(signal, words):
    with pytest.raises(ValueError, match=words):
        spc.next_month_limits(signal)


@given(
    st.lists(st.sampled_from([77, 78, 79, 79.5, 80, 80.5, 81, 82, 83]), min_size=0, max_size=12),
    st.floats(70, 90),
    st.sampled_from(sorted(spc.RULE_SETS)),
)
@settings(max_examples=60, deadline=None)
def test_what_was_said_beforehand_is_what_is_judged_afterwards(more, value, rules):
    """Whatever the next month brings, it is a signal exactly when it falls in one of the bands."""
    series = [*USUAL, *more]
    outlook = spc.next_month_limits(spc.judge(series, rules=rules))
    edges = [edge for band in outlook.bands for edge in (band.low, band.high) if edge is not None]
    if any(abs(edge - value) < 1e-6 for edge in edges):
        return
    expected = next(
        (b.variation for b in outlook.bands if (b.low is None or value > b.low) and (b.high is None or value < b.high)),
        "common",
    )  # fmt: skip
    assert spc.judge([*series, value], rules=rules).variation == expected
