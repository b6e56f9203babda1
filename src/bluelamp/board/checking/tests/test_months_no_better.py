"""A month no better than the one before it, though the average moved the other way: praise or blame for it is asked
after by the sum alone, wherever its figures stand and however the move is told."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

CASES = cases(
    """
Shelf-ready books took a while: the mean over the latest twelve months was 14.2 days in the August report and 13.6
days in this one. In September 2024 the stock van was off the road and the figure was 21.0 days. September 2025 came
to 13.8 days, August 2025 to {}. ¶ Stock is reaching the shelves sooner, and members may wish to thank the two new
drivers. || 12.9 || 15.1

Our rolling 12-month average of no-shows is down by 1.5 to 22.5. The September just gone had 25 no-shows, the
September of last year 43, and August {}. ¶ The text reminders that went live on 1 September have made an immediate
difference. || 23 || 31

| Month | 2024 | 2025 | / |---|---|---| / | July | 61 | 50 | / | August | 58 | {} | / | September | 95 | 53 | ¶ The
twelve-month average of missed collections came down from 60.5 to 57.0. ¶ September was a better month for the crews,
as the lower average shows. || 49 || 66

Lateness got better in September: the twelve-month average fell by 1.2 minutes. ¶ The average delay was 9.4 minutes in
August and {} minutes in September. In September 2024 it had been 24.6 minutes. || 10.2 || 7.1

The year's average rose by two points to 81%. Attendance was 84% in September, {} in August and 60% in September a
year ago. ¶ The rise is welcome evidence that the new tutors have settled in. || 87% || 80%

On a rolling three-month basis, calls answered within a minute improved from 71.0% to 74.0%. The four months were:
June 62%, July 75%, August {}, September 71%. ¶ Performance strengthened in September. || 76% || 67%

The 12-month average number of empty homes dropped from 88 to 85. Last September there were 121; there were 85 this
September and {} in August. ¶ The lettings team turned more homes round in September, which is why the average fell.
|| 80 || 92

Ambulances waited 41 minutes at the door in September, against {} in August. The average of the last twelve months is
now 3.0 minutes shorter than a month ago. September 2024, at 77 minutes, was the worst month on record. ¶ The
reduction is down to the handover nurse appointed in September. || 38 || 47

Rolling annual average, serious incidents a month: 16.0 (to August), 15.0 (to September). Single months: September
2024 24; August 2025 {}; September 2025 12. ¶ Safety improved further in September. || 10 || 15

In the 12 months to September the mean was 2.0 below the mean in the 12 months to August. ¶ Thefts: 30 in September
2025, {} in August 2025, 54 in September 2024. ¶ The drop vindicates the marked bicycles scheme started in September.
|| 27 || 38

Members will see that planning decisions sped up in September, with the rolling year's average two days lower at 48
days. Decisions took 49 days in September 2025 and {} in August 2025; in September 2024, when the computer failed,
they took 73. || 45 || 55

Re-let times averaged 30 days in the year to August and 28 days in the year to September. ¶ September homes were let
in 29 days on average; August homes in {}. ¶ The same month last year, when the contractor failed, took 53 days. ¶ The
new contractor has made the difference. || 27 || 34

| Month | Weeks | / |---|---| / | June 2025 | 12.0 | / | July 2025 | 8.0 | / | August 2025 | {} | / | September 2025 |
9.0 | ¶ We use a three-month average. ¶ It fell by a week, from 9.0 to 8.0, in September: the clinics have plainly sped
up. || 7.0 || 9.6

The three-month average rose from 80.0% to 82.0%. Scores were May 80%; June 76%; July 84%; August {}; September 82%. ¶
Punctuality has therefore gone on improving in September, and I would like the drivers to be thanked. || 83% || 80%

The rolling 12-month average of days lost per officer fell from 1.25 a month (to August 2025) to 1.10 (to September
2025). ¶ The figures for the months concerned were September 2024: 2.95 days; August 2025: {} days; September 2025:
1.15 days. ¶ The fall in the average shows that the attendance drive begun in September is working. || 1.10 || 1.30

Parking appeals are counted monthly. March's 90 owed itself to a printing error on the tickets. ¶ | Month | Appeals | /
|---|---| / | March 2025 | 90 | / | April 2025 | 41 | / | May 2025 | 43 | / | June 2025 | 43 | ¶ Taken as a three-month
average the level stood at 58 in May. By June it has come down to 42. Appeals clerks were trained in May, and the lower
level {}. || is the return on that || is no more than March leaving it

| Month | Trees | Month | Trees | / |---|---|---|---| / | January 2025 | 80 | April 2025 | {} | / | February 2025 | 42 |
May 2025 | 40 | / | March 2025 | 41 | | | ¶ The average over four months of complaints about trees came to 50.5 at the
end of April and 40.5 at the end of May. We owe this to the new inspector. || 39 || 52
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_what_is_said_of_a_month_no_better_than_the_last_is_asked_after(text, wrong, right):
    assert ["leaving" in asked(text.format(said)) for said in (wrong, right)] == [True, False]


SILENT = texts(
    """
The twelve-month average of empty homes fell from 88 to 85. There were 85 this September, 80 in August and 121 in
September 2024. Lettings will be looked at again in December.

The twelve-month average of empty homes fell from 88 to 85. There were 85 this September and 80 in August; the fall is
explained by last September, when there were 121.

The twelve-month average of empty homes fell from 88 to 85. There were 85 this September, 80 in August and 121 in
September 2024. We cannot claim that lettings went faster.

The twelve-month average improved to 85 from 88. There were 85 empty homes this September, fewer than a year ago, when
there were 121, and more than the 80 of August.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_an_average_that_nobody_takes_credit_for_passes(text):
    assert "leaving" not in asked(text)
