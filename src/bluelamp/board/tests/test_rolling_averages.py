"""A rolling average, the month that left it and the one that came: however it is told, the step is their
difference over the number of months."""

from __future__ import annotations

import pytest

from bluelamp.board.tests.reading_aloud import cases, told

CASES = cases(
    """
The average time is a rolling average of the latest 12 months, each month having equal weight. It fell
from 52.0 days at the end of December 2013 to {} days at the end of January 2014. This is because January
2013, at 66 days, has dropped out and been replaced by January 2014, at 60 days; the other 11 months are
the same. | 49.0 | 51.5

The twelve-month average now stands at {} a month. It was 62.0 when the twelve months ended in April, and
it has come down because last May's 71 has dropped out and this May's 59 has taken its place. | 59.5 |
61.0

The average is given as the mean of the latest 12 monthly figures. It came down from 27.0 weeks at the end
of January to {} weeks at the end of February. The reason is that February 2013 (33 weeks) has left the
average and February 2014 (30 weeks) has come in; the other eleven months are unchanged. | 25.2 | 26.8

Satisfaction is a rolling average of twelve monthly scores. At the end of August it was 86.4% and by the
end of September it had become {}. This is explained by September 2013, a strong month at 88.0%, dropping
out of the average; September 2014, which takes its place, scored 85.8%. | 84.9% | 86.2%

Replacing a month of 41 calls with one of 29 took the rolling 12-month average from 35.0 to {}. | 31.5 |
34.0

The moving annual average of bed days was 840 in June and is {} now: the 900 of July 2013 made way for
780. | 790 | 830

The rolling year rose to {} from 71.2% as a poor month, 60.1%, rolled off and a good one, 78.1%, was
added. | 75.9% | 72.7%

The three-month average was 18.0 complaints; with April's 12 gone and July's 21 in its place it is now {}.
| 24.0 | 21.0

July's 59 took the place of last July's 71. The average of the last twelve months went from 62.0 to {}. |
58.0 | 61.0

The rolling 12-month average cost fell by {}, from £412 to £404, when a month at £530 was replaced by one
at £434. | £8 | £8

The twelve-month average fell from {} a month to 146 a month. September 2013, with 170 referrals, left the
average and September 2014, with 146, replaced it. | 150 | 148

Our rolling 12-month figure is an average. It was 240 at the end of May. The month that left it had 300
and the month that came in had 276, so it now stands at {}. | 210 | 238

The four-quarter average of lost days stood at 9.6. The outgoing quarter had 11.2 and the incoming one
9.2, and the average is now {}. | 7.9 | 9.1
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), [case for case in CASES if case[1] != case[2]])
def test_a_step_that_the_two_months_do_not_make_is_asked_after(text, wrong, right):
    assert [len(told(text.format(said), "leaving")) for said in (wrong, right)] == [1, 0]


@pytest.mark.parametrize("text", [text.format(right) for text, _wrong, right in CASES])
def test_a_step_that_they_make_passes(text):
    assert told(text, "leaving") == []


def test_a_total_over_twelve_months_moves_by_the_whole_difference():
    text = "The rolling 12-month total fell from 744 to {} when last May's 71 dropped out and this May's 59 came in."
    assert told(text.format(732), "leaving") == []
    assert told(text.format(702), "leaving") == [
        "(59 - 71) / 12 = -1.00 if the 12 weigh alike; between 744 and 702 lie 42"
    ]


def test_only_the_change_may_be_told():
    text = (
        "The rolling twelve-month rate fell by {} points as one month at 88.0% left and another at 85.0% took its "
        "place."
    )
    assert told(text.format("0.25"), "leaving") == []
    assert told(text.format("2.5"), "leaving") == [
        "(85.0% - 88.0%) / 12 = -0.25 points if the 12 weigh alike, and 2.5 points is told"
    ]


def test_the_average_goes_the_way_that_the_two_months_take_it():
    text = (
        "The yearly figure is the mean of the last twelve monthly percentages. It fell from {} in May to {} in June. "
        "It fell only because last June, at {}, left the twelve months and this June, at {}, came in."
    )
    assert told(text.format("84.0%", "83.5%", "86.0%", "80.0%"), "leaving") == []
    (found,) = told(text.format("84.0%", "83.5%", "80.0%", "86.0%"), "leaving")
    assert found.startswith("(86.0% - 80.0%) / 12 = +0.50 points")
    assert found.endswith("that takes the average up, and it is told to go down")
