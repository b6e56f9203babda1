"""A level of one day told in two paragraphs, and a figure told of a row of a table a digit away from it."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

LEVELS = cases("""
The vacancy rate stood at 11.4% on 31 March 2025. ¶ The people plan takes as its start the {} vacancy rate of 31 March
2025. || 12.1% || 11.4%

On 30 June 2025 the arrears balance stood at £412,600. ¶ The work starts from the {} arrears balance of 30 June
2025. || £387,900 || £412,600

The unemployment rate was 4.8% on 31 March 2025. ¶ On 31 March 2025 the unemployment rate was {}. || 5.3% || 4.8%
""")
ROWS = cases("""
| Measure | 2024 | 2025 | / |---|---|---| / | Tax collected by 30 June (% of the charge) | 28.7 | 28.9 | /
| Complaints | 231 | 212 | / | Calls | 38,410 | 36,975 | ¶ Tax collected by 30 June was {} of the charge,
against 28.7% a year ago. || 28.6% || 28.9%

| Parish | Applied for (£) | Proposed (£) | / |---|---|---| / | Upper Brook | 2,600 | 1,850 | / | Nether Brook | 3,100 |
2,400 | / | Total | 5,700 | 4,250 | ¶ Upper Brook's groups would have {}, for the fence. || £1,580 || £1,850
""")


@pytest.mark.parametrize(("text", "wrong", "right"), LEVELS)
def test_a_level_of_one_day_is_the_same_wherever_it_is_told(text, wrong, right):
    assert "two-places" in asked(text.format(wrong))
    assert asked(text.format(right)) == frozenset()


@pytest.mark.parametrize(("text", "wrong", "right"), ROWS)
def test_a_figure_of_a_row_is_what_its_table_prints(text, wrong, right):
    assert "in-text" in asked(text.format(wrong))
    assert asked(text.format(right)) == frozenset()


@pytest.mark.parametrize(
    "text",
    texts("""
    The vacancy rate stood at 11.4% on 31 March 2025. ¶ The target vacancy rate of 9.0% was set on 31 March 2025.

    The vacancy rate stood at 11.4% on 31 March 2025. ¶ The vacancy rate was 12.1% on 30 June 2025.

    The nursing vacancy rate was 11.4% on 31 March 2025. ¶ The medical vacancy rate was 8.2% on 31 March 2025.
    """),
)
def test_levels_of_two_days_or_of_two_things_are_left_alone(text):
    assert asked(text) == frozenset()
