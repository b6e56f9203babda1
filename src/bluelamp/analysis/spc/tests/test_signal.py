import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from bluelamp.analysis import spc

# Twelve ordinary months around 80, one point of variation from each to the next or so.
ORDINARY = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]


def test_seven_months_below_the_usual_level_are_a_signal_and_six_are_not() -> None:
    """The reading of ¶31: "performance has been below average for the last seven months"."""
    low = [79.0, 78.5, 79.1, 78.2, 79.2, 78.4, 79.0]
    six, seven = spc.judge([*ORDINARY, 81, *low[:6]]), spc.judge([*ORDINARY, 81, *low])
    assert (six.variation, six.reasons) == ("common", ())
    assert (seven.variation, seven.direction) == ("concern", "low")
    assert seven.reasons == ("below its usual level for seven months running",)
    assert seven.causes[-7:] == ("shift",) * 7


def test_one_low_month_inside_the_limits_is_not_a_signal() -> None:
    signal = spc.judge([*ORDINARY, 77])
    assert 77 > signal.lower[-1]
    assert not signal.is_signal


def test_a_month_outside_the_limits_is_a_signal_and_says_which_limit() -> None:
    signal = spc.judge([*ORDINARY, 60])
    assert signal.reasons == ("below the lower limit of its usual range",)
    assert spc.judge([*ORDINARY, 99]).reasons == ("above the upper limit of its usual range",)


def test_a_point_on_the_mean_breaks_the_run() -> None:
    on_the_mean = [*([1.0, -1.0] * 6), -0.5, -0.4, -0.5, 0.0, -0.4, -0.5, -0.4]
    below = [z if z else -0.1 for z in on_the_mean]
    assert spc.judge(on_the_mean).variation == "common"
    assert spc.judge(below).variation == "concern"


@pytest.mark.parametrize("level", [0.0, 0.8, 1.0, 0.1 + 0.2])
@pytest.mark.parametrize("rules", ["making-data-count", "western-electric"])
def test_a_constant_series_raises_nothing(level, rules) -> None:
    for signal in (
        spc.judge([level] * 40, rules=rules),
        spc.judge([level] * 40, rules=rules, baseline=None),
        spc.judge([level] * 40, [50 + i for i in range(40)], rules=rules),
        spc.judge([level] * 40, [50 + i for i in range(40)], chart="p", rules=rules),
    ):
        assert signal.variation == "common"
        assert set(signal.causes) == {""}


def test_a_series_that_was_constant_and_then_moves_is_outside_its_limits() -> None:
    assert spc.judge([0.8] * 12 + [0.79]).reasons == ("below the lower limit of its usual range",)


def test_two_of_three_near_a_limit_need_all_three_on_its_side() -> None:
    base = [1.0, -1.0] * 6
    third = spc.judge([*base, 0.5]).upper[0] / 3
    near = 2.5 * third
    assert spc.judge([*base, near, 0.1, near]).reasons == (
        "close to the upper limit of its usual range in two or more of the last three months",
    )
    assert spc.judge([*base, near, -0.1, near]).variation == "common"


def test_a_rising_trend_is_an_improvement_even_below_the_usual_level() -> None:
    climb = [77.0, 77.4, 77.8, 78.2, 78.6, 79.0, 79.4]
    signal = spc.judge([*ORDINARY, *climb])
    assert (signal.variation, signal.direction) == ("improvement", "high")
    assert signal.reasons == (
        "rising across the last seven months",
        "below its usual level for nine months running",
    )


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("up", "improvement", "concern"),
        ("down", "concern", "improvement"),
        ("neither", "neutral-high", "neutral-low"),
    ],
)
def test_whether_a_signal_is_good_news_depends_on_which_way_is_better(better, high, low) -> None:
    assert spc.judge([*ORDINARY, 99], better=better).variation == high
    assert spc.judge([*ORDINARY, 60], better=better).variation == low


def test_the_icon_speaks_of_the_last_point_only() -> None:
    signal = spc.judge([*ORDINARY, 60, 80])
    assert signal.variation == "common"
    assert signal.marks[-2:] == ("concern", "common")


def test_a_pattern_without_a_direction_is_neither_better_nor_worse() -> None:
    signal = spc.judge([0, 0, 0, 3, 3, 3] * 2 + [1.4, 1.6] * 8, rules="nelson")
    assert signal.variation == "neutral-high"
    assert "unusually close to its usual level for 16 months running" in signal.reasons


@pytest.mark.parametrize(
    ("milestone", "better", "assurance"),
    [
        (95, "up", "fail"),
        (70, "up", "pass"),
        (80, "up", "hit-or-miss"),
        (95, "down", "pass"),
        (70, "down", "fail"),
        (80, "down", "hit-or-miss"),
        (80, "neither", "none"),
        (None, "up", "none"),
    ],
)
def test_assurance_from_limits_and_milestone(milestone, better, assurance) -> None:
    assert spc.judge(ORDINARY, better=better, milestones=milestone).assurance == assurance


def test_a_steady_hundred_per_cent_against_a_milestone_of_a_hundred_passes() -> None:
    assert spc.judge([1.0] * 12, [50] * 12, chart="p", milestones=1.0).assurance == "pass"


def test_the_milestone_in_force_at_the_last_point_counts() -> None:
    signal = spc.judge(ORDINARY, milestones=[70] * 11 + [95])
    assert signal.assurance == "fail"
    assert signal.milestones[0] == 70
    assert spc.judge(ORDINARY, milestones=[70] * 11 + [None]).assurance == "none"


def test_common_cause_can_still_fail_its_milestone() -> None:
    """The state of ¶24: no month stands out, and the milestone lies beyond what the process gives."""
    signal = spc.judge(ORDINARY, milestones=90)
    assert (signal.variation, signal.assurance) == ("common", "fail")


def test_limits_stay_as_the_first_twelve_points_set_them() -> None:
    signal = spc.judge([*ORDINARY, 95, 96, 97])
    assert_allclose(signal.centre, np.mean(ORDINARY))
    assert (signal.baseline, signal.trial) == (12, False)


def test_fewer_than_twelve_points_give_trial_limits() -> None:
    signal = spc.judge(ORDINARY[:11])
    assert signal.trial
    assert signal.method == (
        "XmR chart, Making Data Count rules, limits from 11 points, trial limits, moving ranges not screened"
    )


@pytest.mark.parametrize("values", [[], [None], [None, None], [80]])
def test_too_few_points_say_nothing(values) -> None:
    if not values:
        with pytest.raises(ValueError, match="not an empty one"):
            spc.judge(values)
        return
    signal = spc.judge(values, milestones=70)
    assert (signal.variation, signal.assurance, signal.reasons) == ("none", "none", ())


def test_a_gap_has_no_mark_and_its_neighbours_meet_across_it() -> None:
    whole, gapped = [*ORDINARY, 81, *[78.5, 78.2] * 4], [*ORDINARY, 81, *[78.5, 78.2] * 4]
    gapped[16:16] = [None, None]
    signal, other = spc.judge(gapped), spc.judge(whole)
    assert_allclose(signal.upper, other.upper[0])
    assert signal.marks[16:18] == ("", "")
    assert [m for m in signal.marks if m] == list(other.marks)
    assert other.reasons == ("below its usual level for eight months running",)
    assert signal.reasons == ("below its usual level for eight measured months running",)


def test_a_series_that_ends_in_a_gap_is_judged_at_its_last_measured_point() -> None:
    signal = spc.judge([*ORDINARY, 60, None])
    assert (signal.last, signal.variation, signal.marks[-1]) == (12, "concern", "")


def test_a_month_in_which_nobody_was_asked_is_a_gap() -> None:
    signal = spc.judge(x=[40, 0, 45], n=[50, 0, 50], chart="p")
    assert np.isnan(signal.values[1])
    assert np.isnan(signal.upper[1])
    assert signal.last == 2


def test_p_chart_limits_widen_as_n_falls_and_stay_within_nought_and_one() -> None:
    signal = spc.judge([0.95] * 12, [1000, 500, 250, 100, 50, 20, 10, 5, 4, 3, 2, 1], chart="p")
    assert (np.diff(signal.lower) < 0).all()
    assert signal.lower[-1] >= 0
    assert signal.upper[-1] == 1


def test_limits_can_be_held_within_what_a_value_can_be() -> None:
    free, held = spc.judge([0.9, 1.0] * 6), spc.judge([0.9, 1.0] * 6, within=(0, 1))
    assert free.upper[0] > 1
    assert held.upper[0] == 1
    assert held.lower[0] == free.lower[0]


def test_rules_are_refused_on_a_rolling_series_with_the_reason() -> None:
    with pytest.raises(spc.RollingSeriesRefused, match="shares eleven months with the one before it"):
        spc.judge(ORDINARY, rolling=True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"values": ORDINARY, "rules": "lucky"}, "There is no rule set “lucky”"),
        ({"values": ORDINARY, "chart": "pie"}, "There is no chart “pie”"),
        ({"values": [0.8, 0.9], "chart": "p"}, "A p chart needs n"),
        ({"values": ORDINARY, "n": 50, "chart": "p"}, "Divide a percentage by 100"),
        ({}, "Give the values, or x and n"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_words(asked, words) -> None:
    with pytest.raises(ValueError, match=words):
        spc.judge(**asked)


def test_a_signal_cannot_be_changed_after_the_event() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        spc.judge(ORDINARY).variation = "improvement"


series = st.lists(st.one_of(st.none(), st.floats(-100, 100)), min_size=1, max_size=40)


@given(st.lists(series, min_size=1, max_size=5), st.sampled_from(sorted(spc.RULE_SETS)), st.booleans())
def test_many_series_at_once_are_judged_as_each_alone(many, rules, screen) -> None:
    longest = max(map(len, many))
    table = [[*one, *[None] * (longest - len(one))] for one in many]
    block = spc.judge_block(np.array(table, dtype=float), rules=rules, screen=screen, milestones=10)
    for i, one in enumerate(table):
        alone = spc.judge_block(np.array([one], dtype=float), rules=rules, screen=screen, milestones=10)
        assert_array_equal(block.found[:, i], alone.found[:, 0])
        assert_array_equal(block.marks[i], alone.marks[0])
        assert (block.variation[i], block.assurance[i]) == (alone.variation[0], alone.assurance[0])
        assert_allclose(block.upper[i], alone.upper[0], rtol=1e-12)


@given(series, st.sampled_from(sorted(spc.RULE_SETS)))
def test_every_signal_has_a_reason_and_nothing_else_has(values, rules) -> None:
    signal = spc.judge(values, rules=rules)
    assert signal.is_signal == bool(signal.reasons)
    assert len(signal.marks) == len(signal.causes) == len(values)
    assert [m == "" for m in signal.marks] == [v is None for v in values]
