"""Small counts kept back: chosen, attacked, and against what was published before."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bluelamp.analysis import suppression
from bluelamp.analysis.suppression import (
    CannotProtect,
    Linked,
    Release,
    exposed,
    feasible,
    protect,
    with_margins,
)


def kept(counts, **how):
    table = with_margins(counts)
    return table.shown(protect(table.linked, **how).hidden).tolist()


def test_a_table_without_small_counts_is_shown_whole():
    assert kept([[5, 20], [8, 14]]) == [[5, 20, 25], [8, 14, 22], [13, 34, 47]]


def test_one_small_count_takes_three_others_with_it_and_no_total():
    assert kept([[3, 20], [8, 14]]) == [[None, None, 23], [None, None, 22], [11, 34, 45]]


def test_the_cheapest_of_several_rectangles_is_chosen():
    """By hand: the 3 needs one more in its row and one in its column; the corner opposite must give way."""
    found = kept([[3, 20, 30], [40, 0, 60], [70, 80, 90]])
    assert found[0][0] is None
    assert sum(cell is None for row in found for cell in row) == 4
    assert found[1][1] == 0  # a zero is shown, and hides nobody


def test_two_small_counts_with_a_small_sum_do_not_hide_one_another():
    """3 and 2 of 5: each would be known to be 1 to 4."""
    table = with_margins([3, 2, 40])
    found = protect(table.linked)
    assert table.shown(found.hidden).tolist() == [None, None, None, 45]


def test_a_total_that_is_small_itself_is_kept_back_with_its_parts():
    assert kept([[1, 2], [30, 40]])[0] == [None, None, None]


def test_zeros_are_kept_back_where_they_are_not_shown():
    found = kept([[0, 20], [30, 40]], zeros_are_shown=False)
    assert found[0][0] is None
    assert sum(cell is None for row in found for cell in row) == 4


def test_what_has_to_be_shown_can_give_a_small_count_away():
    table = with_margins([[3, 20], [8, 14]])
    rest = np.ones(9, dtype=bool)
    rest[0] = False
    with pytest.raises(CannotProtect, match="1 small count can be worked out") as refused:
        protect(table.linked, shown=rest)
    assert refused.value.cells.tolist() == [0]


def test_a_count_that_cannot_rise_far_is_hidden_by_letting_it_fall():
    nine = Linked(np.array([9, 4, 5]), ((0, (1, 2)),))
    total, aside = np.array([True, False, False]), np.array([False, True, False])
    kept = protect(nine, shown=total, unprinted=aside)
    assert kept.hidden.tolist() == [False, True, True]


def test_a_zero_that_was_kept_back_before_is_not_taken_for_a_count():
    none = Linked(np.array([20, 0, 20]), ((0, (1, 2)),))
    kept = protect(none, hidden=np.array([False, True, False]))
    assert kept.hidden.tolist() == [False, True, False]


def test_a_sum_that_does_not_add_up_is_named():
    with pytest.raises(ValueError, match="Cell 2 is 9, but its parts add up to 8"):
        Linked(np.array([3, 5, 9]), ((2, (0, 1)),))


@pytest.mark.parametrize("counts", [[[1.5, 2]], [[-1, 2]]])
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(ValueError, match="whole numbers"):
        with_margins(counts)


def test_the_attack_finds_what_a_single_gap_tells():
    table = with_margins([[3, 20], [8, 14]])
    alone = np.zeros(9, dtype=bool)
    alone[0] = True
    found = feasible(table.linked, alone)
    assert (found.low[0], found.high[0]) == (3, 3)
    assert exposed(table.linked, alone, alone).tolist() == alone.tolist()


def test_the_attack_on_a_rectangle_goes_as_far_as_its_smallest_corners():
    """By hand: the 3 may fall by 2 until it is 1, or rise by 7 until the 8 below is 1."""
    table = with_margins([[3, 20], [8, 14]])
    rectangle = np.isin(np.arange(9), [0, 1, 3, 4])
    found = feasible(table.linked, rectangle)
    assert found.low[rectangle].tolist() == [1, 13, 1, 12]
    assert found.high[rectangle].tolist() == [10, 22, 10, 21]


@cache
def drawn(seed: int):
    """A random table of one to three dimensions with its margins, some of it zero, and what is kept back of it."""
    draw = np.random.default_rng(seed)
    dimensions = draw.integers(1, 4)
    shape = tuple(draw.integers(2, 8 if dimensions < 3 else 5, dimensions))
    counts = draw.negative_binomial(1, 1 / (1 + draw.choice([10, 40, 160])), shape)
    table = with_margins(np.where(draw.random(shape) < 0.2, 0, counts))
    return table, protect(table.linked)


@pytest.mark.parametrize("seed", range(25))
def test_no_small_count_of_any_table_can_be_worked_out(seed):
    """By the lowest and the highest value of each, and not by the shorter way that the choice itself takes."""
    table, found = drawn(seed)
    small = (table.linked.values > 0) & (table.linked.values < 5)
    assert found.small.tolist() == small.tolist()
    assert not np.any(small & ~found.hidden)
    ends = feasible(table.linked, found.hidden, which=small)
    assert np.all(ends.high[small] - ends.low[small] >= 5 - 1e-6)
    assert np.all(ends.high[small] >= 5 - 1e-6)


@pytest.mark.parametrize("seed", range(0, 25, 5))
def test_that_counts_are_whole_tells_no_more(seed):
    table, found = drawn(seed)
    assert not exposed(table.linked, found.hidden, found.small, whole=True).any()


def test_most_of_an_ordinary_table_is_shown():
    shares = [drawn(seed)[1].share_shown for seed in range(25)]
    assert np.median(shares) > 0.7


def test_what_came_between_two_releases_is_not_told_by_them():
    """Eleven months and then twelve: without care, 40 - 38 tells that the last month had 2."""
    before, now = with_margins([[38, 20], [30, 14]]), with_margins([[40, 29], [41, 30]])
    first = protect(before.linked).hidden
    assert not first.any()
    found = suppression.protect_after([Release(before, first)], now)
    assert found.hidden[0]
    assert not found.hidden[-1]


def test_what_came_in_over_two_releases_is_not_told_by_the_first_and_the_last():
    """The second keeps its 42 back; the third, if it printed 44, would tell with the first that four came in."""
    tables = [with_margins([[count, 20], [30, 40]]) for count in (40, 42, 44)]
    out: list[Release] = []
    for table in tables:
        out.append(Release(table, suppression.protect_after(out, table).hidden))
    assert [bool(each.kept_back[0]) for each in out] == [False, True, True]


def test_a_later_release_that_counts_less_is_no_whole_of_the_earlier():
    before, now = with_margins([[38, 20]]), with_margins([[30, 29]])
    with pytest.raises(ValueError, match="no part of it"):
        suppression.protect_after([Release(before, np.zeros(6, dtype=bool))], now)
