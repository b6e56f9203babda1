"""What is over or under its budget, told beside a table that prints the budget and what was spent."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked

IN_THOUSANDS = (
    "| Directorate | Budget to date £000 | Spend to date £000 | / |---|---|---| / | Housing | 410 | 432 | / "
    "| Education | 920 | 905 | ¶ Housing is {} over its budget to date."
)
FORECAST = (
    "| Team | Budget £000 | Forecast £000 | / |---|---|---| / | Adult care | 8,400 | 8,720 | / "
    "| Children | 6,150 | 6,100 | ¶ Adult care is forecast to overspend by {}."
)
VARIANCE = (
    "| Heading | Budget | Actual | Variance | / |---|---|---|---| / | Teaching staff | £2,410 | £2,436 | +26 | / "
    "| Supply staff | £92 | £130 | +38 | / | Premises | £318 | £311 | -7 | ¶ "
    "The largest variance is on supply staff, which is {} over its budget."
)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (IN_THOUSANDS, "£32,000", "£22,000"),
        (FORECAST, "£230,000", "£320,000"),
        (FORECAST, "£0.23m", "£0.32m"),
        (VARIANCE, "£48,000", "£38,000"),
    ],
)
def test_what_is_over_budget_is_what_the_table_makes(text, wrong, right):
    assert "in-text" in asked(text.format(wrong))
    assert asked(text.format(right)) == frozenset()


def test_a_sum_of_another_size_is_of_something_else():
    assert asked(IN_THOUSANDS.format("£4,000")) == frozenset()
