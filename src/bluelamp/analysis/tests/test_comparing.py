import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.analysis import comparing, intervals, poisson


def test_nobody_asked_compares_with_nothing() -> None:
    for found in (
        comparing.two_shares([0.8, 0.8], [0, 50], 0.7, 50),
        comparing.against_level([0.8, 0.8], [0, 50], 0.7),
    ):
        assert [np.isnan(part).tolist() for part in found] == [[True, False]] * 5


def test_everybody_satisfied_twice_is_no_change() -> None:
    found = comparing.two_shares(1.0, 40, 1.0, 30)
    assert (found.difference, found.z, found.p_value) == (0, 0, 1)


@given(st.floats(0, 1), st.floats(1, 900), st.floats(0, 1), st.floats(1, 900))
def test_a_comparison_turned_round_changes_sign_and_keeps_its_p_value(p, n, q, m) -> None:
    there, back = comparing.two_shares(p, n, q, m), comparing.two_shares(q, m, p, n)
    assert there.z == pytest.approx(-back.z, nan_ok=True)
    assert there.p_value == pytest.approx(back.p_value, nan_ok=True)
    assert 0 <= there.p_value <= 1


def test_two_wilson_intervals_squared_and_added_are_newcombes_published_example() -> None:
    """56 of 70 against 48 of 80: Newcombe, Statistics in Medicine 17 (1998), 873, table II, method 10."""
    one, other = ((p, *map(float, intervals.wilson(p, n))) for p, n in ((56 / 70, 70), (48 / 80, 80)))
    assert [round(part, 4) for part in comparing.contrast([one], [other])] == [0.2, 0.0524, 0.3339]


def test_a_difference_of_differences_is_as_wide_as_its_four_parts_together() -> None:
    four = [(3.0, 2.0, 4.0), (1.0, -1.0, 3.0)], [(2.0, 1.0, 3.0), (1.0, -1.0, 3.0)]
    assert comparing.contrast(*four) == pytest.approx((1, 1 - 10**0.5, 1 + 10**0.5))


def test_halving_the_effective_n_weakens_the_evidence() -> None:
    assert comparing.two_shares(0.8, 400, 0.7, 400).p_value < comparing.two_shares(0.8, 200, 0.7, 200).p_value


def test_fisher_refuses_a_part_larger_than_its_whole() -> None:
    with pytest.raises(ValueError, match="A part cannot be larger"):
        comparing.fisher(8, 7, 1, 4)


@pytest.mark.parametrize(
    ("table", "words"),
    [([[1, 2, 3]], "at least two rows"), ([[0, 0], [3, 4]], "is empty"), ([[0, 3], [0, 4]], "is empty")],
)
def test_chi_square_refuses_a_table_that_compares_nothing(table, words) -> None:
    with pytest.raises(ValueError, match=words):
        comparing.chi_square(table)


def test_a_count_of_nothing_still_has_an_upper_end() -> None:
    low, high = poisson.interval([0, 0], exposure=[1, 0])
    assert low.tolist() == pytest.approx([0, np.nan], nan_ok=True)
    assert high.tolist() == pytest.approx([3.6889, np.nan], abs=1e-4, nan_ok=True)


@given(st.integers(0, 400), st.floats(0.1, 1e4))
def test_a_rate_lies_within_its_interval(count, exposure) -> None:
    low, high = poisson.interval(count, exposure=exposure)
    assert low <= count / exposure <= high


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_ratio_turned_round_is_its_own_reciprocal(a, b) -> None:
    there, back = poisson.ratio(a, b), poisson.ratio(b, a)
    assert there.p_value == pytest.approx(back.p_value)
    if a and b:
        assert there.low * back.high == pytest.approx(1)
        assert there.low < there.ratio < there.high


def test_no_events_at_all_tell_nothing_of_their_ratio() -> None:
    found = poisson.ratio(0, 0)
    assert np.isnan(found.ratio)
    assert (found.low, found.high, found.p_value) == (0, np.inf, 1)


def test_twice_the_exposure_halves_the_rate() -> None:
    assert poisson.ratio(20, 20, exposure_1=2).ratio == 0.5
    with pytest.raises(ValueError, match="exposures must be above"):
        poisson.ratio(20, 20, exposure_1=0)
