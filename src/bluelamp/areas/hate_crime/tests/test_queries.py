"""The table of paragraph 55, against what analytics worked out from it by hand (section G1 and G2)."""

import pytest

from bluelamp.areas.hate_crime import queries
from bluelamp.areas.hate_crime.words import RELIGIONS
from bluelamp.kernel.access.scope import NotPermitted, Scope

BOARD = Scope(actor_id=None, actor_name="A board member", role="board_member")


HINDUISM = (
    "2013/14: Hinduism is printed as 2 and 4.8%. Of 63, on which every other percentage fits, 4.8% is 3; "
    "so 3 is likely, or a row is left out. Only the source can say."
)


def test_percentages_follow_from_the_counts():
    before, now = queries.victims_by_religion(BOARD)
    assert (before.year, before.total, before.is_part_year) == ("2012/13", 57, False)
    assert (now.year, now.total, now.is_part_year) == ("2013/14", 62, True)
    assert [str(before.percentage(code)) for code in RELIGIONS] == [
        "0",
        "7",
        "4",
        "32",
        "5",
        "12",
        "16",
        "25",
    ]
    assert [str(now.percentage(code, 1)) for code in RELIGIONS] == [
        "1.6", "9.7", "3.2", "43.5", "1.6", "8.1", "6.5", "25.8"
    ]  # fmt: skip


def test_a_share_comes_with_its_interval():
    before, _ = queries.victims_by_religion(BOARD)
    assert before.interval("islam") == pytest.approx((0.2100, 0.4448), abs=5e-5)


def test_the_increase_is_not_more_than_chance():
    found = queries.religion_table(BOARD).difference
    assert (found.ratio.ratio, found.ratio.low, found.ratio.high) == pytest.approx(
        (1.5, 0.80, 2.89), abs=0.005
    )
    assert found.ratio.p_value == pytest.approx(0.23, abs=0.005)
    assert found.p_of_all == pytest.approx(0.19, abs=0.005)
    assert found.p_of_known > 0.3


def test_the_notes_say_what_does_not_add_up_and_are_silent_on_what_does():
    assert queries.religion_table(BOARD).notes == (
        "2013/14: the counts add up to 62, but paragraph 53 says 63 and paragraph 54 says 61.",
        "2013/14: paragraph 53 gives 63 of 2,172 hate crimes as 4%; it is 2.9%.",
        HINDUISM,
        "One year is whole and the other runs to date, so their counts are not like for like.",
        "The counts are as the paper prints them; nobody has checked them against the records.",
    )


def test_quoted_numbers_cannot_be_changed_by_a_reader():
    before, _ = queries.victims_by_religion(BOARD)
    with pytest.raises(TypeError):
        before.counts["islam"] = 19


def test_who_may_not_read_figures_may_not_read_these():
    with pytest.raises(NotPermitted):
        queries.religion_table(Scope(actor_id=None, actor_name="An administrator", role="administrator"))
