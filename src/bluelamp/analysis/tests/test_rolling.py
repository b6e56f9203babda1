import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bluelamp.analysis import rolling

years = arrays(float, 12, elements=st.floats(0, 1))
volumes = arrays(float, 12, elements=st.floats(1, 1000))
weightings = st.sampled_from(["pooled", "equal"])


def test_the_first_eleven_months_have_no_rolling_year() -> None:
    series = rolling.levels(np.linspace(0.5, 0.9, 14), 100)
    assert np.isnan(series[:11]).all()
    assert_allclose(series[11:], [np.linspace(0.5, 0.9, 14)[i : i + 12].mean() for i in range(3)])
    assert np.isnan(rolling.levels([0.5] * 5, 10)).all()


def test_a_swing_in_volume_parts_pooled_from_equal_weight() -> None:
    p, n = [0.8] * 11 + [0.6], [100] * 11 + [1100]
    assert rolling.level(p, n, "equal") == pytest.approx((11 * 0.8 + 0.6) / 12)
    assert rolling.level(p, n, "pooled") == pytest.approx(0.7)


def test_a_month_without_interviews_adds_nothing_pooled_and_leaves_no_equal_year() -> None:
    p, n = [None, *[0.8] * 11], [0, *[100] * 11]
    assert rolling.level(p, n) == pytest.approx(0.8)
    assert np.isnan(rolling.level(p, n, "equal"))
    step = rolling.step(p, n, 0.5)
    assert np.isnan(step.leaving)
    assert step.after == pytest.approx((0.8 * 11 + 0.5) / 12)


def test_a_year_in_which_nobody_was_asked_is_unknown() -> None:
    assert np.isnan(rolling.level([None] * 12, [0] * 12))
    assert np.isnan(rolling.needed_next([0.8] * 12, [100] * 12, 0.8, 0))


def test_fewer_than_twelve_months_are_refused() -> None:
    with pytest.raises(ValueError, match="needs 12 months; only 7 given"):
        rolling.level([0.8] * 7, 100)


def test_an_unknown_weighting_is_refused() -> None:
    with pytest.raises(ValueError, match="“pooled” or “equal”, not “mean”"):
        rolling.level([0.8] * 12, 100, "mean")


@given(years, volumes, st.floats(0, 1), st.floats(1, 1000), weightings)
def test_a_step_is_the_year_worked_out_anew(p, n, next_p, next_n, weighting) -> None:
    step = rolling.step(p, n, next_p, next_n, weighting)
    anew = rolling.level(np.append(p[1:], next_p), np.append(n[1:], next_n), weighting)
    assert step.after == pytest.approx(anew)
    assert step.change == pytest.approx(anew - rolling.level(p, n, weighting), abs=1e-12)


@given(years, volumes, st.floats(1, 1000), weightings)
def test_a_month_at_break_even_leaves_the_year_where_it_was(p, n, next_n, weighting) -> None:
    level = rolling.break_even(p, n, next_n, weighting)
    if 0 <= level <= 1:
        assert rolling.step(p, n, level, next_n, weighting).change == pytest.approx(0, abs=1e-9)


def test_break_even_with_equal_weights_is_the_month_that_leaves() -> None:
    assert rolling.break_even([0.901, *[0.84] * 11], 1, weighting="equal") == pytest.approx(0.901)


@given(years, volumes, st.floats(0, 1), weightings)
def test_keeping_up_the_needed_level_reaches_the_target(p, n, target, weighting) -> None:
    planned = 300.0
    needed = rolling.needed_over(p, n, target, planned, weighting)
    for k in range(1, 13):
        if 0 <= needed.share[k - 1] <= 1:
            run = np.append(p, [needed.share[k - 1]] * k), np.append(n, [planned] * k)
            assert rolling.level(*run, weighting) == pytest.approx(target, abs=1e-9)
    assert needed.share[0] == pytest.approx(rolling.needed_next(p, n, target, planned, weighting), abs=1e-9)
    assert needed.share[11] == pytest.approx(target, abs=1e-9)


def test_a_level_above_one_is_flagged_as_out_of_reach() -> None:
    needed = rolling.needed_over([0.75] * 12, 100, 0.80)
    assert needed.share[:3].round(4).tolist() == [1.35, 1.05, 0.95]
    assert needed.feasible[:3].tolist() == [False, False, True]


def test_areas_are_carried_along_the_leading_axis() -> None:
    p, n = np.array([[0.7] * 12, [0.8] * 12]), np.array([[50] * 12, [80] * 12])
    assert_allclose(rolling.break_even(p, n), [0.7, 0.8])
    assert rolling.needed_over(p, n, 0.8).share.shape == (2, 12)


def test_a_projection_settles_on_the_expected_level_after_a_year() -> None:
    fan = rolling.project([0.7] * 12, 500, expected=0.8, planned_n=500, months=14)
    middle = fan.levels[:, fan.quantiles.index(0.5)]
    assert middle[0] == pytest.approx(0.7 + 0.1 / 12, abs=1e-3)
    assert_allclose(middle[11:], 0.8, atol=1e-3)


def test_the_spread_of_a_projection_is_that_of_a_survey_of_its_size() -> None:
    """A whole new year of 12 x 500 interviews at 80% has a standard error of √(.16 / 6000)."""
    fan = rolling.project(
        [0.7] * 12, 500, expected=0.8, planned_n=500, quantiles=(0.025, 0.975), draws=50_000
    )
    assert fan.levels[11, 1] - fan.levels[11, 0] == pytest.approx(2 * 1.96 * np.sqrt(0.16 / 6000), rel=0.03)


def test_chances_of_the_milestone_follow_the_projection() -> None:
    fan = rolling.project([0.79] * 12, 500, expected=0.80, planned_n=500, milestone=0.80)
    assert fan.chance_at[0] < 0.2
    assert fan.chance_at[11] == pytest.approx(0.5, abs=0.02)
    assert (np.diff(fan.chance_by) >= 0).all()
    assert (fan.chance_by >= fan.chance_at).all()


def test_the_same_seed_gives_the_same_fan_and_another_seed_another() -> None:
    ask = {"expected": 0.8, "planned_n": 500, "milestone": 0.8}
    first, again, other = (rolling.project([0.79] * 12, 500, seed=seed, **ask) for seed in (7, 7, 8))
    assert np.array_equal(first.levels, again.levels)
    assert not np.array_equal(first.levels, other.levels)


def test_an_expected_level_of_all_or_none_has_no_spread() -> None:
    fan = rolling.project([1.0] * 12, 50, expected=1.0, milestone=1.0)
    assert_allclose(fan.levels, 1.0)
    assert_allclose(fan.chance_at, 1.0)


def test_without_a_milestone_there_are_no_chances() -> None:
    assert np.isnan(rolling.project([0.8] * 12, 50, expected=0.8).chance_by).all()


def test_a_projection_needs_interviews_to_come() -> None:
    with pytest.raises(ValueError, match="planned interviews"):
        rolling.project([0.8] * 12, 50, expected=0.8, planned_n=0)
    with pytest.raises(ValueError, match="needs planned_n"):
        rolling.project([0.8] * 12, 50, expected=0.8, weighting="equal")
