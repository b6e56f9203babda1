"""A level of a month or a term set against that of a whole year, and counts of a term against those of a year."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

CASES = cases(
    """
Attendance was 95.1% in September compared with {}, so the new scheme is working. || 92.4% for the whole of the last
school year || 92.4% in September of last year

Sickness took 3.1 days per person in April to June against {}, a clear improvement. || 11.8 days in 2024/25 || 3.6 days
in April to June 2024

The department saw 78.2% within four hours in August, better than the {}. || 74.0% of 2024/25 || 74.0% of August 2024

Category 2 is three minutes 42 seconds better in August than in {}. || 2024/25 || August 2024

Response to category two calls averaged 31 minutes in {}. In August 2025 it averaged 27 minutes, which is better. ||
2024/25 || August 2024

Staff turnover was 2.1% in the quarter to September 2025 against 9.8% in {}, showing that pay has worked. || 2023/24 ||
the same quarter of 2024

Sickness absence was 2.1 days for each employee in April to June 2025, a great reduction from the {}. || 8.6 days lost
in 2024/25 || 3.0 days lost in April to June 2024

There were 402 exclusions in the autumn term, against {}, so exclusions are well down. || 1,310 in the whole of 2023/24
|| 431 in the autumn term of 2023

Library visits came to 41,200 this term, when in {} they were 196,000, so use has dropped by 79%. || 2024/25 || the same
term of 2024/25

The centres sold 12,400 passes in the eight months since February, where {} saw 18,600: a third fewer. || 2024 as a
whole || the same eight months of 2024
"""
)
RIGHT = texts(
    """
Attendance was 95.1% in September and 94.0% in 2024/25, and the two should not be compared.

The wait was 31 days in August against a target for 2024/25 of 28 days, and is better.

The twelve-month average went up from 81.3% in August 2025 to 82.2% in September 2025, so availability strengthened.

In August the twelve-month mean was 42 days, two days better than a month ago.

Missed collections for every 100,000 made, as an average of the latest twelve months, came down from 61.0 at the end of
May to 57.5 at the end of June.
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES, ids=str)
def test_a_month_or_a_term_is_not_set_against_a_year(text, wrong, right):
    assert "period-kinds" in asked(text.replace("{}", wrong))
    assert "period-kinds" not in asked(text.replace("{}", right))


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_not_set_against_a_year_stays_silent(text):
    assert "period-kinds" not in asked(text)
