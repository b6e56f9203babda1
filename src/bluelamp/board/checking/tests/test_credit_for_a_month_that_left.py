"""An average over the latest months that moved because of the month that left it, and is put down to something else:
to the month that came in, a team, a policy or the weather, however the author words it."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases

RULES = {"leaving", "averages"}
CASES = cases(
    """
Sickness is told as a rolling twelve-month average. It was 105 days a month at the end of August 2025 and 95 at the
end of September 2025. ¶ September 2024, when an outbreak cost 210 days, is no longer in it. August 2025 saw {} days
lost and September 2025 saw 90. ¶ The fall of ten days shows the effect of the new policy. || 88 || 140

The twelve-month average of days to let a home went from 31.0 to 29.5 in September. September 2025 came out at 31
days and August 2025 at {}; September 2024 was 49. ¶ We are letting homes faster, as the drop shows. || 30 || 39

| Month | Weeks | / |---|---| / | May 2025 | 20 | / | June 2025 | 31 | / | July 2025 | 33 | / | August 2025 | 32 | ¶
The three-month average was 28.0 weeks for May to July and 32.0 for June to August. ¶ It rose because {} in August. ||
decisions became slower || May left it

Falls on the wards numbered 110 in September 2024, {} in August 2025 and 92 in September 2025. ¶ The 12-month
average, which had been 98.0 a month, now stands at 96.5, which confirms that falls went on declining in September.
|| 84 || 104

The moving average over twelve months of people seen within four hours rose from 66.4% to 67.1%. In August 2025 the
figure was {}, in September 2025 70.3% and in September 2024 61.9%. ¶ This rise demonstrates that the departments
went on getting better during September. || 72.6% || 66.0%

Average reply times (mean of the last three months): June 14 days, July 9 days, August {} days, September 11 days.
The three-month mean therefore fell from 11.0 to 10.0. ¶ Credit is due to the new team leader who joined in
September. || 10 || 16

Response to calls of the second category is a 12-month rolling mean: 33.2 minutes to August 2025, 32.4 minutes to
September 2025. September 2025 itself was 31.4 minutes, August {} and September 2024 41.0. ¶ Members can take from
this fall that crews reached patients faster in September than in August. || 29.8 || 36.0

The rolling year's total of complaints was 1,240 at the end of August 2025 and 1,190 at the end of September 2025.
September 2024 had 140 complaints; August 2025 had {} and September 2025 had 90. ¶ Our front desk training is
bearing fruit. || 82 || 118

| Month | Lift faults | / |---|---| / | September 2024 | 52 | / | August 2025 | {} | / | September 2025 | 28 | ¶ The
average of the latest twelve months came down from 34.0 to 32.0 a month. ¶ The teams' effort in September is what
brought the average down. || 27 || 44

Waiting for a first lesson averaged 20.0 days over the twelve months to August and 19.0 days over the twelve months
to September. The month that went out, September 2024, had 33 days and the one that came in 21; August had {}. ¶ The
reduction is the result of our extra Saturday sessions. || 19 || 27

For visits to the museum we quote the mean of the past 12 months, 8,400 until August 2025 and 8,500 until September
2025. Visits in September 2025 were 7,900, as against {} the month before and 6,700 in September 2024. ¶ The new
exhibition opened on 1 September 2025 has drawn people in, as the higher mean proves. || 8,200 || 7,000

The rolling average moved from 231 to 221 in September 2025. There were 214 late calls in September 2025, {} in
August 2025 and 334 in September 2024. ¶ This improvement is down to better rostering. || 210 || 260

Our yearly measure is the average of twelve monthly scores. With September's 83 in and last September's 71 out, it
has gone up from 80.0 to 81.0. August's score had been {}. ¶ The gain is testimony to the work of the
volunteers. || 85 || 79

There were {} applications in August 2025, 66 in September 2025 and 90 in September 2024, so that the 12-month rolling
average fell from 70.0 to 68.0. ¶ Prevention work is keeping people in their homes, which the lower average bears out.
|| 64 || 84

Overtime hours: September 2024 2,900; August 2025 {}; September 2025 1,700. The monthly average of the last twelve
fell by 100 hours, from 1,900 to 1,800. ¶ The ban on overtime that began in September has taken effect at once. ||
1,650 || 2,150
"""
)
SUMS = cases(
    """
We count fly-tips each month and use a twelve-month rolling average. There were 260 fly-tips in September 2025.
September 2024, which has now left the calculation, had 200. ¶ The average to the end of August was 236 a month.
With September in, the average now stands at {} a month. || 231 || 241

Handovers took 29 minutes on average in June, 34 in July, 33 in August and 35 in September. We report the plain
average of the last three months. With June gone and September in, it has moved from 32.0 to {} minutes. || 33.0 ||
34.0

The rolling three-month mean of new referrals went from 50 at the end of August to {} at the end of September. June
had 40 of them, July 52, August 58 and September 61. || 54 || 57

| Month | Miles | / |---|---| / | June | 310 | / | July | 350 | / | August | 300 | / | September | 340 | ¶ The
average over three months was 320 to August and is {} to September. || 345 || 330

A year ago, in September 2024, we lost 24 days; this September we lost 36. The twelve-month average of days lost
rose from 30.0 to {}. || 33.5 || 31.0

The annual rolling average stood at 18.0 weeks in August 2025. In September 2024 a case took 30 weeks, in September
2025 it took 18 weeks. The average stood at {} weeks in September 2025. || 14.5 || 17.0

Average handling time over twelve months was 240 seconds at the end of August and {} seconds at the end of September. A
call took 280 seconds in September 2024; in September this year it took 244. || 250 || 237

The twelve-month total of accidents was 640 to August 2025. In September 2024 there were 61 accidents and in September
2025 there were 49. The total to September 2025 is {}. || 652 || 628

Twelve-month average to August: 410 tonnes. Twelve-month average to September: {} tonnes. September 2024: 470 tonnes.
September 2025: 446 tonnes. || 390 || 408

The rolling average of three months fell from 46 to {}: 51 jobs in June, 45 in July, 42 in August, 39 in September. ||
44 || 42

The measure is an average of the last six months. March 2025 had been 90%, September 2025 was 84%. The measure has gone
from 86.0% to {}. || 88.0% || 85.0%

On a 12-month average the cost of a placement was £820 a week to August and {} a week to September, September 2024 at
£760 having been replaced by September 2025 at £880. || £790 || £830

September 2024 (14 incidents) has dropped out of our rolling year and September 2025 (26 incidents) is in. The average
each month was 18.0 and is now {}. || 22.0 || 19.0

The running mean of twelve months is 7.1% now, having been {} a month ago. In September 2025 we stood at 6.2% and in the
September before at 7.4%. || 6.4% || 7.2%

Twelve months to August 2025: an average of 5.0 days. Twelve months to September 2025: {} days. September 2024 cost us
8.0 days, this September 5.6. || 5.4 || 4.8
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_credit_for_a_move_that_the_month_that_left_made_is_asked_after(text, wrong, right):
    found = [bool(asked(text.format(said)) & RULES) for said in (wrong, right)]
    assert found == [True, False]


@pytest.mark.parametrize(("text", "wrong", "right"), SUMS)
def test_an_average_that_its_months_do_not_make_is_asked_after(text, wrong, right):
    found = [bool(asked(text.format(said)) & RULES) for said in (wrong, right)]
    assert found == [True, False]
