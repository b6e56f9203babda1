"""What is told as better or worse against the figures: which way is good follows from what is measured."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"changes", "orders", "opposite", "told", "targets", "which-is-which"}
CASES = cases(
    """
Retention has improved: withdrawals went from 6.1% to {} over the year. || 6.9% || 5.2%

Attendance was 93.1% in the autumn, 93.3% in the spring and {} in the summer. It has improved each term. ||
91.8% || 93.6%

In April the clinic answered 91.0% of calls in time, in May 91.5% and in June {}. Performance improved each
month. || 89.0% || 92.0%

The time from referral to first visit was 18 days in March and is {} days now, so the service has got quicker.
|| 23 || 14

Sickness averaged 8.4 days a person last year and {} days this year; attendance at work is better. || 9.6 ||
7.9

Re-let times moved from 31 days to {} days, an improvement for those on the list. || 36 || 27

Rent collection slipped from 98.2% to {}. || 98.9% || 97.6%

Waits for a scan have shortened, from 5.2 weeks to {} weeks. || 6.1 || 4.8

The percentage of letters answered within ten days was 84% in June and {} in September. The service has
become slower. || 89% || 80%

Turnover of care staff was 21.4% in the first quarter and {} in the second, which is an improvement. || 24.0%
|| 19.8%

Complaints stood at 120 in 2023/24. They improved to {} in 2024/25. || 154 || 98

The average speed of answer has lengthened, from 62 seconds to {}. || 48 seconds || 75 seconds

Satisfaction with repairs was 81% in 2024. This year it is {}, so it has worsened. || 86% || 77%

Staff turnover has eased. A year ago it was 14.2% and it is now {}. || 16.8% || 12.9%

Food waste improved from 412 kg a week to {} a week. || 455 kg || 371 kg

Punctuality got better. Of all trains, 88.1% were on time last year and {} this year. || 85.6% || 90.2%

Response times to emergencies have become faster: 9.4 minutes in the first quarter, 9.8 in the second and {} in
the third. || 10.3 || 9.1

The number of empty homes fell from 212 to {} over the year. || 231 || 187

Cancelled operations were 34 in July, 31 in August and {} in September, an improvement every month. || 38 ||
29

Reoffending improved, from 28.4% to {}. || 31.2% || 25.9%

Absence from school was 6.2% in 2023/24 and {} in 2024/25. Absence has become worse. || 5.4% || 7.1%

The share of ambulances handed over within 15 minutes worsened between May (61.2%) and June ({}). || 66.4% ||
55.0%

It took 44 days on average to settle a claim in 2024 and {} days in 2025. Claims are being settled faster. ||
52 || 38

Missed bins were 61 per 100,000 collections in the first quarter and {} in the second, so collections have
become more reliable. || 68 || 52

Recycling rose from 44.2% in 2023/24 to {} in 2024/25. || 42.9% || 46.0%

The backlog of unread reports shrank from 340 to {} between June and September. || 395 || 280

Appeals took 17 weeks last year. They now take {} weeks, which is better. || 20 || 14

The proportion of pupils passing was 71% in 2024, and {} in 2025: a decline. || 74% || 66%

Overcrowding has got better. In 2021 it was 9.1% of homes and in 2024 {}. || 10.4% || 8.2%

Average arrears per tenant were £412 in March and £{} in June. Arrears have improved. || 455 || 371
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_better_and_worse_follow_from_the_figures(text: str, wrong: str, right: str) -> None:
    assert RULES & asked(text.format(wrong)), text.format(wrong)
    assert not RULES & asked(text.format(right)), text.format(right)


RIGHT = texts(
    """
Of the 3,840 assets, 3,571 were at or above the condition required (93.0%), 192 were below it and in hand
(5.0%) and 77 were below it and not yet in hand (2.0%).

The three wards together had 134 victims, of whom 58 were women aged from 16 to 34 (43.3%).

The college enrolled 4,860 students aged from 16 to 18, against 4,640 in the year before, so that there are 220
more.
"""
)


@pytest.mark.parametrize("text", RIGHT)
def test_ages_and_shares_of_two_things_are_no_change(text: str) -> None:
    assert not RULES & asked(text)
