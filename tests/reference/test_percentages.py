"""The hate-crime table of ¶52-55, cell by cell: what follows from the counts and what does not."""

from decimal import Decimal

import pytest

from bluelamp.analysis import percentages

# Agnostic, Christianity, Hinduism, Islam, Judaism, Sikhism, unknown, blank.
BEFORE, BEFORE_PRINTED = [0, 4, 2, 18, 3, 7, 9, 14], [0, 7, 4, 32, 5, 12, 16, 25]
AFTER, AFTER_PRINTED = [1, 6, 2, 27, 1, 5, 4, 16], [2, 10, "4.8", 43, 2, 8, 6, 25]
WHOLE, AFTER_DIGITS = [0] * 8, [0, 0, 1, 0, 0, 0, 0, 0]
HINDUISM = 2


def test_every_percentage_of_2012_13_follows_from_its_count_and_they_add_to_101() -> None:
    assert sum(BEFORE) == 57
    assert percentages.percentages(BEFORE) == tuple(Decimal(p) for p in BEFORE_PRINTED)
    assert percentages.misfits(BEFORE, BEFORE_PRINTED, WHOLE, 57) == ()
    assert sum(BEFORE_PRINTED) == 101


def test_the_counts_of_2013_14_add_to_62_though_the_text_says_61() -> None:
    assert sum(AFTER) == 62


def test_63_is_the_only_base_that_leaves_one_cell_of_2013_14_unexplained() -> None:
    assert percentages.best_bases(AFTER, AFTER_PRINTED, AFTER_DIGITS, range(55, 70)) == (63,)
    assert percentages.misfits(AFTER, AFTER_PRINTED, AFTER_DIGITS, 63) == (HINDUISM,)


def test_three_is_the_only_count_that_gives_4_8_per_cent_of_63() -> None:
    assert list(percentages.feasible_counts("4.8", 1, 63)) == [3]


@pytest.mark.parametrize(
    ("count", "base", "digits", "percent"),
    [
        (57, 1811, 1, "3.1"),  # ¶52
        (63, 2172, 2, "2.90"),  # ¶53, printed as 4
        (27, 63, 1, "42.9"),  # ¶54, printed as 43
        (27, 61, 1, "44.3"),  # what ¶54's own 61 would have given
        (460, 640, 1, "71.9"),  # ¶23: from 640 calls to 1,100
        (23, 57, 1, "40.4"),  # unknown or blank, which ¶54 says does not happen
        (20, 63, 1, "31.7"),
    ],
)
def test_percentages_that_follow_from_the_counts_of_the_paper(count, base, digits, percent) -> None:
    assert str(percentages.percentage(count, base, digits)) == percent


def test_63_of_2172_cannot_be_printed_as_four_per_cent() -> None:
    assert not percentages.is_feasible(63, 4, 0, 2172)
    assert 87 in percentages.feasible_counts(4, 0, 2172)


def test_the_recorded_crime_that_paragraphs_52_and_53_imply() -> None:
    """1,811 as 1.5% and 2,172 as 1.8% of all: the fewest and the most offences that round so."""
    assert percentages.implied_base(1811, "1.5", 1) == (116_839, 124_896)
    assert percentages.implied_base(2172, "1.8", 1) == (117_406, 124_114)
    assert str(percentages.percentage(1811, 174_467, 2)) == "1.04"
