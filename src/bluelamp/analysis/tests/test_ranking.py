"""Ranks with their doubt."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.analysis.ranking import chance_among_lowest


def test_a_place_far_below_the_others_is_almost_surely_among_the_lowest() -> None:
    chance = chance_among_lowest([0.50, 0.80, 0.80, 0.80], [600] * 4, 1)
    assert chance[0] > 0.999


def test_chances_add_up_to_the_number_of_lowest_places() -> None:
    chance = chance_among_lowest([0.76, 0.77, 0.78, 0.79, 0.80], [55] * 5, 2)
    assert chance.sum() == pytest.approx(2)
    assert 0.2 < chance[4] < chance[0] < 0.7, "with 55 interviews a gap of four points settles little"


def test_a_place_where_nobody_was_asked_could_be_anywhere() -> None:
    chance = chance_among_lowest([np.nan, 0.5, 0.5], [0, 1000, 1000], 1)
    assert chance[0] == pytest.approx(0.5, abs=0.02)


def test_it_refuses_more_lowest_places_than_there_are() -> None:
    with pytest.raises(ValueError, match="at least 3 places"):
        chance_among_lowest([0.5, 0.6], [10, 10], 3)
