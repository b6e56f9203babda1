"""A share told a sentence or two after the two counts it is of, and numbers beside counts that are none of theirs."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

TOLD = cases("""
The library issued 96,400 books, 28,920 of them to children. Children's books made up {} of the total. || 35% || 30%

We inspected 250 food premises. Of these 235 scored three or better. The pass rate is therefore {}. || 92% || 94%

Twenty-seven officers of a strength of 180 are unfit; at {} this is the highest in the region. || 18% || 15%

Our 1,260 volunteers gave time in the year. Some 441 are over 65. Over-65s are {} of volunteers. || 45% || 35%

The fund received 84 bids and approved 21. {} bids succeeded. || One in three || One in four

Rent of £4.2 million was due and £3.99 million was collected. The collection rate was {}. || 93.0% || 95.0%

The survey went to 2,000 households and 580 replied. The response rate was {}. || 39% || 29%

In March the college enrolled 3,408 students. By June 214 had left. That is {}. || 8.3% || 6.3%

Patients who did not attend numbered 188. With 3,214 admissions booked, the rate is {}. || 6.8% || 5.8%
""")


@pytest.mark.parametrize(("text", "wrong", "right"), TOLD)
def test_a_share_told_after_its_two_counts_is_worked_out(text, wrong, right):
    assert "percentages" in asked(text.format(wrong))
    assert asked(text.format(right)) == frozenset()


@pytest.mark.parametrize(
    "text",
    texts("""
    We run 14 homes with 410 places. The turnover rate was 31%.

    There are 26 schools in 9 towns. The vacancy rate was 8.1%.

    Of the 137 homes, 102 had one or two bedrooms (74.5%).

    In the 12 months to 31 December 2024 children in Ashcombe were dealt with for 208 offences of the four main kinds.

    The centre took 11,352 emergency calls and 28,200 others. With 96 handlers that is 412 calls each.

    Duty has been doubled, from eight staff to sixteen at each change of lesson, and 148 pupils use it.

    Fifty-three apprentices withdrew, of whom 22 changed employer, 19 left the trade and 12 gave other reasons.

    They found 136 defects, of which 118 were low risk and 18 medium, and all 18 of them were put right.

    There were 7,804 defects, of which 2,360 were urgent and 5,444 not, and the map shows the four divisions.
    """),
)
def test_numbers_beside_counts_that_are_not_of_them_are_left_alone(text):
    assert asked(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Last year 479 of the 468 applications were granted.", "percentages"),
        ("The centre took 11,352 emergency calls. With 96 handlers that is 131 calls each.", "each"),
        ("They found 146 defects, of which 118 were low risk, 13 medium and 5 high.", "adding"),
    ],
)
def test_the_same_with_a_slip_is_found(text, rule):
    assert rule in asked(text)
