"""Whole tables with both margins: slips planted in tables that agree are found again, or as few others as mend them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analysis.printed_sheets import Sheet, mendings

AGREES = ((10, 20, 30), (5, 15, 20), (15, 35, 50))


def with_margins(counts: np.ndarray) -> np.ndarray:
    wide = np.column_stack([counts, counts.sum(1)])
    return np.vstack([wide, wide.sum(0)])


def sheet(numbers: np.ndarray, shares=()) -> Sheet:
    return Sheet(tuple(tuple(int(n) for n in row) for row in numbers), shares)


def places(mending) -> set[tuple[int, int]]:
    return {(c.row, c.column) for c in mending.corrections}


def test_a_table_that_agrees_needs_nothing():
    assert [m.size for m in mendings(Sheet(AGREES))] == [0]


def test_a_count_that_breaks_its_row_and_its_column_is_the_one_to_correct():
    [mending] = mendings(Sheet(((10, 20, 30), (5, 51, 20), (15, 35, 50))))
    assert [(c.row, c.column, c.printed, c.corrected) for c in mending.corrections] == [(1, 1, 51, 15)]


def test_a_wrong_grand_total_is_told_alone():
    [mending] = mendings(Sheet((*AGREES[:2], (15, 35, 60))))
    assert [(c.row, c.column, c.corrected) for c in mending.corrections] == [(2, 2, 50)]


def test_a_share_that_does_not_follow_is_corrected_itself():
    [mending] = mendings(Sheet(AGREES, shares=((Fraction(67), Fraction(75)), (Fraction(33), Fraction(43)))))
    assert [(c.row, c.column, c.corrected, c.is_share) for c in mending.corrections] == [(0, 1, 57, True)]


def test_where_no_column_has_a_total_each_number_of_the_row_may_be_meant():
    found = mendings(Sheet(((10, 20, 31), (5, 15, 20), (None, None, None))), most=5)
    assert [m.size for m in found] == [1, 1, 1]


def test_shares_say_which_of_several_numbers_is_meant():
    """11 + 20 against 30: of three numbers one may be wrong, and only 10 is 33% of 30."""
    shares = ((Fraction(33), Fraction(67)), (None, None))
    [mending] = mendings(Sheet(((11, 20, 30), (None, None, None)), shares, by="row"))
    assert [(c.row, c.column, c.corrected) for c in mending.corrections] == [(0, 0, 10)]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(2, 6), st.integers(0, 2), st.integers(0, 10**6))
def test_what_was_planted_is_found_or_as_few_as_mend_it(rows, columns, slips, seed):
    made = np.random.default_rng(seed)
    right = with_margins(made.integers(20, 900, (rows, columns)))
    wrong = right.copy()
    for _ in range(slips):
        wrong[made.integers(rows + 1), made.integers(columns + 1)] += made.choice([-9, -1, 1, 9, 10, 90, 100])
    planted = {(int(i), int(j)) for i, j in np.argwhere(right != wrong)}
    found = mendings(sheet(wrong), most=200)
    assert found
    assert found[0].size <= len(planted)
    if found[0].size == len(planted):
        assert planted in [places(mending) for mending in found]


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 8), st.integers(2, 5), st.integers(0, 3), st.integers(0, 10**6))
def test_after_its_corrections_a_table_agrees(rows, columns, slips, seed):
    made = np.random.default_rng(seed)
    numbers = with_margins(made.integers(20, 900, (rows, columns)))
    for _ in range(slips):
        numbers[made.integers(rows + 1), made.integers(columns + 1)] += made.integers(1, 100)
    for mending in mendings(sheet(numbers)):
        mended = numbers.copy()
        for each in mending.corrections:
            mended[each.row, each.column] = int(each.corrected)
        assert (mended == with_margins(mended[:-1, :-1])).all()
