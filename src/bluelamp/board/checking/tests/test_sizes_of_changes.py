"""The size of a change, in so many, in per cent, in points or as a fraction, against its two figures."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"changes", "points", "each", "orders", "percentages", "told"}
CASES = cases(
    """
Calls were answered in 12 seconds on average last year and in 9 seconds this year, a cut of {}. || a third ||
a quarter

In July 61% of pupils reached the standard, and a year later 68% did. This is a rise of {} percentage points.
|| nine || seven

There were 1,360 enquiries in the first quarter. In the second there were 1,564, which makes a rise of {} per
cent. || 12 || 15

The rate went from 1.25 to 1.00 per 1,000, a fall of {}. || 25% || 20%

Membership costs £31.35, having been £28.50, a rise of {}. || 8% || 10%

The council logged 4,600 calls this June. Last June it logged 4,000. That is a rise of {}. || 12% || 15%

Fires fell from 640 to 592, a fall of {}. || 9.5% || 7.5%

Visits were 48,000 in 2023/24 and 54,000 in 2024/25, growth of {}. || a quarter || an eighth

Of the old fleet 90 vans remain, where there were 120: it is smaller by {}. || a third || a quarter

The waiting list stood at 250 in March; by June it was 300. The list had grown by {}. || a quarter || a fifth

Agency spending came down by {}, to £1.2m from £1.5m. || £0.6m || £0.3m

The bill was £84,000 in 2024 and £105,000 in 2025, up by {}. || a third || a quarter

Satisfaction is 74.5%, {} points up on the 71.0% of last year. || 4.5 || 3.5

Stays are two days shorter than last winter, when they averaged {} days; now they average 11. || 14 || 13

Electricity use fell by {}, from 320 MWh to 240 MWh. || a third || a quarter

There were 84 thefts in the town centre in 2024 and 63 in 2025, {} fewer. || 31 || 21

Waits lengthened by {} weeks between June (9.5 weeks) and September (12.0 weeks). || 3.5 || 2.5

Attendance at the group doubled, from 24 people to {}. || 39 || 48

The establishment goes down from 62 posts to 55, a loss of {} posts. || nine || seven

In 2022 there were 2,000 pupils in our sixth forms. There are now 2,300, an increase of {} in three years. ||
300, or 12% || 300, or 15%

A room now costs £45 where it cost £36: {} more. || 20% || 25%

Reports went up from 160 to 200. The increase is {}. || 20% || 25%

The share of women rose from 24% to 30%, up {} percentage points. || 8 || 6

Income of £660,000 compares with £600,000 in the year before, an increase of {}. || 6% || 10%

The average claim fell by {} to £3,600, from £4,000 a year ago. || 11% || 10%

Adoptions took 420 days in 2023 and 378 days in 2024. The time was cut by {}. || 12% || 10%

The grant will be £1.44m, against £1.60m now, a reduction of {}. || 16% || 10%

Loans of e-books climbed to 15,600 from 13,000; that is {} up. || 16% || 20%

Breaches numbered 30 last year. This year there were 36, so they are up by {}. || a third || a fifth

Parking income rose from £5.0m to £5.6m. This growth of {} came mostly from the new car park. || 16% || 12%

The number hurt was 231 against 248, a fall of {}, though a difference of 17 either way is within what a year may
show. || 9.6% || 6.9%

Pitch hire brought in £96,830 in the five months, against £84,200 in the same months of 2023, an increase of {}, and
café rents £55,020 against £52,400, an increase of 5.0%. || 13.0% || 15.0%

We let 412 homes, compared with 380 in 2024, a rise of {}, and took 18 days over each against 20 the year before, a
fall of 10.0%. || 7.8% || 8.4%

Visits came to 21,930 in 2025, as against 22,875 in 2024, a decline of {}, while talks numbered 84 as against 80, a
gain of 5.0%. || 4.3% || 4.1%

There were 640 referrals, compared to 600 last year, a growth of {} or 6.7%, and 90 of them were urgent. || 60 || 40
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_the_size_of_a_change_follows_from_its_figures(text: str, wrong: str, right: str) -> None:
    assert RULES & asked(text.format(wrong)), text.format(wrong)
    assert not RULES & asked(text.format(right)), text.format(right)


SILENT = texts(
    """
Recruitment brought in 23 during the year and 18 left, a net gain of five on the 167 at the start.

Of the 600 callers asked, 486 (81%) were satisfied, against 450 of 600 (75%) last year. A rise of six points on 600
replies is large.

Visits to other homes went the opposite way, from 1,840 to 1,700, so the whole of the growth is in the first.

The proportion satisfied with how a complaint was handled went from 28 of 76 (36.8%) to 36 of 82 (43.9%), an
improvement.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_a_figure_that_did_not_change_so_passes(text: str) -> None:
    assert not asked(text) & RULES
