"""An average over the latest months, the month that left it and the one that came: which of them moved it, which
way and how far."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"leaving"}
CASES = cases(
    """
Sickness is a twelve-month average. September 2024, at 6.4%, drops out and September 2025, at 5.2%, comes
in. The average therefore moves from 5.6% to {}. || 5.7% || 5.5%

Complaints average 41 a month over the twelve months to August 2025. Next month September 2024, when there
were 35, will leave the average; if September 2025 brings 41, the average will therefore come to {}. || 40.5
|| 41.5

The monthly averages were 30.2 minutes in June, 30.8 in July, 32.0 in August and 33.2 in September. The
three-month average was 31.0 minutes to August. As September comes in and June goes out, the three-month
average becomes {} minutes. || 33.0 || 32.0

| Month | Falls | / |---|---| / | June 2025 | 52 | / | July 2025 | 40 | / | August 2025 | 38 | / | September
2025 | {} to September. The fall is thanks to the hard work of the wards in September. || 41 | ¶ The three-month average
came down from 43.3 to August to 39.7 || 30 | ¶ The three-month average came down from 43.3 to August to 36.0

| Month | % within | / |---|---| / | June | 68.0 | / | July | 73.6 | / | August | 73.1 | / | September | {}
| ¶ The three-month average was 71.6% to August and 73.1% to September. The rise reflects stronger
performance in September. || 72.7 || 74.5

The drop in the twelve-month rolling average of tonnes rejected, from 412 to 400 in September, shows that
the crews' checks that month have worked. September 2025 itself stood at {} tonnes; September 2024, which it
replaced, had been 560. || 416 || 380

Calls answered late were 210 in August and {} in September. The rolling twelve-month average fell from 230
to 221 in September, which is the result of the new rota brought in that month. || 214 || 180

| Quarter | Days lost | / |---|---| / | June 2025 | 820 | / | July 2025 | 610 | / | August 2025 | 600 | / |
September 2025 | {} | ¶ Our three-month rolling average has improved again, falling from 677 to 610. We put
this down to what managers did in September. || 625 || 560

In August 71% of letters were answered in time and in September {}. The moving average over three months
rose from 66% to 70%, owing to the extra staff taken on in September. || 69% || 75%

The four-quarter average was 12.4 weeks. The quarter that leaves it stood at 15.0 and the one that comes in
at 13.0, so the average goes to {}. || 12.9 || 11.9

The rolling average of 12 months stood at 88.0% in August. August 2024, which now leaves, was 82.0% and the
month replacing it 85.0%; the average moves from 88.0% to {}. || 87.8% || 88.3%

| Month | Re-let days | / |---|---| / | June 2025 | 41 | / | July 2025 | 30 | / | August 2025 | 28 | / |
September 2025 | {} days. Credit for the fall belongs to the lettings team's work in September. || 30 | ¶ The average
over three months fell from 33 days to 29 || 22 | ¶ The average over three months fell from 33 days to 27

The rolling four-quarter figure is an average. It was 212 to June and is now 205 to September: the 240 of
last September's quarter gave way to {}. || 230 || 212

The 12-month mean fell from 31 to 29 in September. This was brought about by the campaign in September, when
there were {} thefts, against 27 in August. || 30 || 20
"""
)


@pytest.mark.parametrize(("text", "wrong", "_right"), CASES)
def test_a_move_that_the_two_months_do_not_make_is_asked_after(text, wrong, _right):
    assert asked(text.replace("{}", wrong)) & RULES


@pytest.mark.parametrize(("text", "_wrong", "right"), CASES)
def test_a_move_that_they_make_passes(text, _wrong, right):
    assert not asked(text.replace("{}", right)) & RULES


SILENT = texts(
    """
The twelve-month average fell from 42.0 to 40.5 because January 2024, with 59, dropped out and January 2025,
with 41, took its place.

| Month | Falls | / |---|---| / | July 2025 | 40 | / | August 2025 | 38 | / | September 2025 | 41 | ¶ There
were 41 falls in September, three more than in August. Falls with injury came down from six to four thanks
to the new alarms.

| Month | Calls | / |---|---| / | July 2025 | 400 | / | August 2025 | 380 | / | September 2025 | 390 | ¶ The
three-month average fell because June, which was very busy, has left it, and not because of anything done in
September.

| Month | Calls | / |---|---| / | June 2025 | 410 | / | July 2025 | 400 | / | August 2025 | 380 | / |
September 2025 | 350 | ¶ The three-month average fell from 397 to 377. This reflects fewer calls in
September.

Average spend per home fell from £412 to £400 over the year because of the contract signed in September.

The average for the three months to September was 73.1%, up from 71.6%; that is July's poor figure leaving,
and September was no better than August.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_such_move_passes(text):
    assert not asked(text) & RULES
