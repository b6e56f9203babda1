"""Each rule against a plain-spoken version of itself, point by point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.analysis import spc
from bluelamp.analysis.spc.rules import Alternating, LongRun, OneSide, Spread, Trend

series = st.lists(st.sampled_from([-3.5, -2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 3.5]), min_size=1, max_size=30)


def rule(rules: str, key: str):
    return next(r for r in spc.RULE_SETS[rules].rules if r.key == key)


def find(a_rule, values) -> list[int]:
    z = np.array([values], dtype=float)
    return a_rule.find(z, z)[0].tolist()


def rows(values, length):
    """Every row of so many neighbours, as positions."""
    return [range(i, i + length) for i in range(len(values) - length + 1)]


def plainly(values, length, holds, flags=lambda z, side: True) -> list[int]:
    """A row that ``holds`` on a side flags those of its points that ``flags`` picks."""
    found = [0] * len(values)
    for side in (-1, 1):
        for row in rows(values, length):
            if holds([side * values[i] for i in row]):
                for i in row:
                    if flags(side * values[i], side):
                        found[i] = side
    return found


@given(series)
def test_outside_the_limits(values) -> None:
    assert find(rule("making-data-count", "outside-limits"), values) == [
        int(np.sign(z)) * (abs(z) > 3) for z in values
    ]


@given(series, st.sampled_from([("making-data-count", 7), ("western-electric", 8), ("nelson", 9)]))
def test_shift(values, named) -> None:
    rules, length = named
    assert find(rule(rules, "shift"), values) == plainly(values, length, lambda z: min(z) > 0)


@given(series)
def test_two_of_three_near_the_limit_with_all_three_on_its_side(values) -> None:
    def near(z, _side=1) -> bool:
        return 2 < z <= 3

    expected = plainly(values, 3, lambda z: min(z) > 0 and sum(map(near, z)) >= 2, near)
    assert find(rule("making-data-count", "near-limit"), values) == expected


@given(series)
def test_four_of_five_beyond_one_sigma(values) -> None:
    def far(z, _side=1) -> bool:
        return z > 1

    expected = plainly(values, 5, lambda z: sum(map(far, z)) >= 4, far)
    assert find(rule("western-electric", "one-sigma"), values) == expected


@given(series, st.sampled_from([("making-data-count", 7), ("nelson", 6)]))
def test_trend(values, named) -> None:
    rules, length = named
    found = find(rule(rules, "trend"), values)
    expected = plainly(values, length, lambda z: all(np.diff(z) > 0))
    assert found == expected


def test_a_trend_of_seven_points_is_six_rises() -> None:
    up = rule("making-data-count", "trend")
    assert find(up, range(6)) == [0] * 6
    assert find(up, range(7)) == [1] * 7
    assert find(up, [0, 1, 2, 3, 3, 4, 5, 6]) == [0] * 8


@given(series)
def test_patterns_without_a_direction(values) -> None:
    def marked(length, holds) -> list[bool]:
        found = [False] * len(values)
        for row in rows(values, length):
            if holds([values[i] for i in row]):
                found[row.start : row.stop] = [True] * length
        return found

    for a_rule, holds in (
        (Alternating("", "", points=4), lambda v: all(np.diff(v)[1:] * np.diff(v)[:-1] < 0)),
        (Spread("", "", points=5, within=True), lambda v: max(map(abs, v)) < 1),
        (Spread("", "", points=4, within=False), lambda v: min(map(abs, v)) > 1),
    ):
        length = a_rule.points
        assert [f != 0 for f in find(a_rule, values)] == marked(length, holds)


@given(series)
def test_a_run_longer_than_log2_n_plus_three_leaves_out_points_on_the_centre(values) -> None:
    useful = [i for i, z in enumerate(values) if z]
    expected = [0] * len(values)
    start = 0
    for end in range(1, len(useful) + 1):
        if end == len(useful) or np.sign(values[useful[end]]) != np.sign(values[useful[start]]):
            if end - start > round(np.log2(len(useful))) + 3:
                for i in useful[start:end]:
                    expected[i] = int(np.sign(values[i]))
            start = end
    assert find(LongRun("", ""), values) == expected


@given(series, st.sampled_from(sorted(spc.RULE_SETS)))
def test_a_series_upside_down_is_flagged_upside_down(values, rules) -> None:
    for a_rule in spc.RULE_SETS[rules].rules:
        if a_rule.is_directed:
            assert find(a_rule, [-z for z in values]) == [-f for f in find(a_rule, values)]


@pytest.mark.parametrize("rules", sorted(spc.RULE_SETS))
def test_a_rule_set_says_where_it_comes_from_and_names_each_rule_once(rules) -> None:
    rule_set = spc.RULE_SETS[rules]
    keys = [r.key for r in rule_set.rules]
    assert rule_set.source
    assert len(set(keys)) == len(keys)


def test_only_points_near_the_limit_are_flagged_by_two_of_three() -> None:
    near = OneSide("", "", least=2, of=3, sigma=2, until=3, all_one_side=True)
    assert find(near, [2.5, 0.5, 2.5]) == [1, 0, 1]
    assert find(near, [2.5, -0.5, 2.5]) == [0, 0, 0]
    assert find(near, [2.5, 3.5, 0.5]) == [0, 0, 0]


def test_a_peak_belongs_to_the_rise_that_reached_it() -> None:
    both = find(Trend("", "", points=3), [0, 1, 2, 1, 0])
    assert both == [1, 1, 1, -1, -1]
