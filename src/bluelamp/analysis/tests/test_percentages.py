from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.analysis import percentages

bases = st.integers(1, 400)
digits = st.integers(0, 2)


def test_no_base_gives_no_percentage() -> None:
    assert percentages.percentages([0, 0]) == (None, None)


def test_halves_are_rounded_up_and_zeros_after_the_point_are_kept() -> None:
    assert str(percentages.percentage(1, 8, 1)) == "12.5"
    assert str(percentages.percentage(1, 8)) == "13"
    assert str(percentages.percentage(1, 2, 2)) == "50.00"
    assert str(percentages.percentage(0, 7, 1)) == "0.0"


@given(st.data(), bases, digits)
def test_a_count_is_always_feasible_for_its_own_percentage(data, base, places) -> None:
    count = data.draw(st.integers(0, base))
    assert percentages.is_feasible(count, percentages.percentage(count, base, places), places, base)


@given(st.decimals(0, 100, places=1), st.integers(1, 90))
def test_feasible_counts_are_those_within_half_a_unit(percent, base) -> None:
    expected = [x for x in range(base + 1) if abs(Decimal(100 * x) / base - percent) <= Decimal("0.05")]
    assert list(percentages.feasible_counts(percent, 1, base)) == expected


def test_a_percentage_that_no_count_gives_is_empty() -> None:
    assert not percentages.feasible_counts("4.8", 1, 10)


def test_percentages_may_be_of_another_base_than_their_sum() -> None:
    """Strands of hate crime overlap, so that they are shares of the crimes and not of each other."""
    assert percentages.percentages([40, 30], base=60) == (Decimal(67), Decimal(50))


def test_a_percentage_that_may_be_nothing_has_no_largest_base() -> None:
    assert percentages.implied_base(3, 0, 0) == (600, None)
    with pytest.raises(ValueError, match="of nothing"):
        percentages.implied_base(3, "-1", 0)
