"""The intruder finds what is not safe, and nothing in what is made safe, edition after edition."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.analysis.suppression import with_margins
from tests.probe import disclosure, intruder


def printed(counts, *kept_back):
    table = with_margins(counts)
    return table.shown(np.isin(np.arange(table.linked.values.size), kept_back))


def told(*editions):
    true, shown = zip(*editions, strict=True)
    found = intruder.told(shown, true=[np.array(each) for each in true], threshold=5)
    return {(each.editions, each.cell): (each.low, each.high) for each in found}


ALONE, RECTANGLE = [[3, 20], [8, 14]], [0, 1, 3, 4]


def test_a_gap_that_its_sums_fill_is_told():
    assert told((ALONE, printed(ALONE, 0))) == {((0,), (0, 0)): (3, 3)}


def test_a_rectangle_of_gaps_tells_nothing():
    assert told((ALONE, printed(ALONE, *RECTANGLE))) == {}


def test_two_editions_tell_what_came_in_between_them():
    """By hand: one row and one column grew, by the same, so the cell where they meet is told with them."""
    later = [[3, 20], [8, 16]]
    found = told((ALONE, printed(ALONE, *RECTANGLE)), (later, printed(later, *RECTANGLE)))
    assert found == {((0, 1), cell): (2, 2) for cell in ((1, 1), (1, 2), (2, 1), (2, 2))}


@pytest.mark.parametrize("seed", range(12))
def test_nothing_can_be_worked_out_of_random_tables_and_their_editions(seed):
    found = disclosure.trial(seed)
    assert (found.told, found.editions > 0) == ((), True)
