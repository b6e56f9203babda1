"""Repairs of printed tables: the worked example of the first paper, and columns made wrong on purpose."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bluelamp.analysis.printed_tables import Printed, is_consistent, misfits, repairs


def printed(counts, percents, total=None) -> Printed:
    halves = tuple(Fraction(1, 2 * 10 ** len(p.partition(".")[2])) for p in percents)
    return Printed(tuple(counts), tuple(map(Fraction, percents)), halves, total)


RELIGIONS = printed((1, 6, 2, 27, 1, 5, 4, 16), ("2", "10", "4.8", "43", "2", "8", "6", "25"))


def test_the_smallest_repair_of_the_first_paper_is_three_of_sixty_three():
    """Recomputed by hand: only 63 gives 43%, 6% and 25%, and only 3 of 63 gives 4.8%."""
    best = repairs(RELIGIONS, told=(63, 61))[0]
    assert (best.base, best.counts, best.percents, best.total) == (63, ((2, 2, 3),), (), None)
    assert misfits(RELIGIONS, 62) == [2, 3, 7]


def test_a_column_that_agrees_needs_no_repair():
    assert is_consistent(printed((1, 1, 2), ("25", "25", "50"), total=4))
    assert repairs(printed((1, 1, 2), ("25", "25", "50"), total=4))[0].edits == 0


def test_a_wrong_total_is_the_repair_where_everything_else_agrees():
    best = repairs(printed((10, 30, 60), ("10.0", "30.0", "60.0"), total=99))[0]
    assert (best.total, best.counts, best.percents) == (100, (), ())


@pytest.mark.parametrize("seed", range(20))
def test_one_wrong_count_is_put_right(seed):
    made = np.random.default_rng(seed)
    counts = [int(each) for each in made.integers(20, 200, 8)]
    base = sum(counts)
    percents = [f"{100 * count / base:.1f}" for count in counts]
    wrong = int(made.integers(8))
    was, counts[wrong] = counts[wrong], counts[wrong] + 9
    best = repairs(printed(counts, percents, total=base))[0]
    assert best.counts == ((wrong, counts[wrong], was),)
