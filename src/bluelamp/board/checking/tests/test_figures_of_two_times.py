"""Two figures of one thing at two times, and the change told of them: in the same sentence, in the next, or by how
much it has grown to what."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"changes", "points", "opposite", "remainders"}
CASES = cases(
    """
Inspectors found 1,800 people without a ticket in the quarter, a rate of 3.0 per cent. A year before, the
rate was 4.0 per cent. The rate has therefore fallen by {} percentage points. || 2.0 || 1.0

Mean handover time was 38 minutes in June 2024 and 31 minutes in June 2025. That is {} minutes less for each
patient. || nine || seven

Defects not yet repaired numbered 2,460 on 31 March 2023 and 1,845 on 31 March 2024, a reduction of {}. ||
35% || 25%

In September the forecast was for an overspend of £7.4m. It has since grown by {} to £8.8m. || £2.4m ||
£1.4m

Missed bins fell from 412 in Quarter 1 to {} in Quarter 2. || 486 || 386

The median for adult teams rose from 34 days to {}, on more than 900 referrals each February. || 27 || 41

There were 620 claims in 2023/24 and 527 in 2024/25. Members will welcome a fall of {} in the number of
claims. || 18% || 15%

Turnover stood at 11.2% in March 2024. By March 2025 it was 9.9%, an improvement of {} percentage points. ||
2.3 || 1.3

We took 1,250 calls in May. In June there were 1,400, which is {} more. || 250 || 150

In April the average wait was 14 weeks and in August 17 weeks, so patients now wait {} weeks longer. || five
|| three

Rent arrears were £412,000 at the end of March and £371,000 at the end of June: £{} less. || 51,000 ||
41,000

Attendance was 93.4% in the autumn term and 92.8% in the spring term, {} points lower. || 1.6 || 0.6

The autumn rate was 19.0%; this autumn's rate is 17.5%. ¶ In 2023 sickness was 5.1% and in 2024 it was 4.7%,
a drop of {} points. || 0.6 || 0.4

In 2024 we lent 82,000 books. In 2025 we lent 77,900. Lending is therefore down by {}. || 6.5% || 5%

The fleet used 640,000 litres in 2023 and 576,000 litres in 2024: a cut of one {}. || fifth || tenth

In January 212 beds were blocked; in February 187 were. The number has come down by {}. || 35 || 25

Visits were 62,000 in 2024 and 58,900 in 2025. Visits {} by 5.0% between the two years. || rose || fell

The backlog stood at 340 cases in July. It now stands at 410, {} up. || 80 || 70

The score was 7.4 in 2023 and 7.9 in 2024. It has {}. || fallen || risen

Complaints {} from 88 to 71 over the year. || rose || fell

Average re-let time {} from 26 days to 31. || improved || worsened

Complaints numbered 140 in 2024/25, against 160 in 2023/24, and so {} by an eighth. || rose || fell

Overtime cost £1.2m in the first half of the year and £0.9m in the second, a saving of {}. || £0.5m || £0.3m

Crews reached 81% of fires in time in the first quarter and 86% in the second quarter, a gain of {}
percentage points. || 7 || 5

The caseload has grown by {} to 1,430. At the start of the year it was 1,300. || 230 || 130

Of the applicants 312 were women in 2023 and 390 in 2024. That is {} more. || 88 || 78

Footfall was 18,400 in week 1 and 17,480 in week 2, down {}. || 8% || 5%

The waiting list was 1,120 at the end of June. At the end of September it was 1,290, an increase of {}. ||
210 || 170

Bed days lost were 640 in 2023/24. In 2024/25 there were 560. The Committee will wish to note the {}. ||
increase || decrease

Satisfaction was 74% in the 2023 survey and 79% in the 2025 survey, up {} points. || three || five

Donations came to £84,000 in the first half and £96,600 in the second half, {} higher. || 18% || 15%

The number on the register {} from 5,120 to 5,310. || fell || rose
"""
)


@pytest.mark.parametrize(("text", "wrong", "_right"), CASES)
def test_a_change_that_they_do_not_show_is_asked_after(text, wrong, _right):
    assert asked(text.replace("{}", wrong)) & RULES


@pytest.mark.parametrize(("text", "_wrong", "right"), CASES)
def test_a_change_that_they_show_passes(text, _wrong, right):
    assert not asked(text.replace("{}", right)) & RULES


SILENT = texts(
    """
The tax base rises by 420 homes to 61,420. Last year it was 61,000, and the rise is 0.7 per cent.

We received 486 complaints at stage one, against 402 in the year before. That is 84 more, a rise of 20.9 per
cent.

On census day there were 2,415 pupils on roll. This is 35 more than a year before, when there were 2,380, a
rise of 1.5 per cent.

Attendances April to October: 124,600. Same seven months of 2024: 121,900. Up 2,700, or 2.2%.

In the same three months of 2024 we had 410 calls; this year we have had 451, a rise of 10%.

We should like a hardship fund of £60,000, which is £15,000 or one-third more than the £45,000 in the
present year.

The plan is for 75 officers, four more than we have but six fewer than in 2019.

February 2024 had 29 days; per day the rise is from 110 to 122, or 11.4%. There were 3,420 referrals,
against 3,180 in February 2024, up 240, or 7.5%.

Seventy-one per cent agreed in 2023 and 74% in 2024. The number replying rose by 12%.

There were 50 fires in May and 62 in June. Over the year fires are down by 8%.

In 2023 we had 12 vans and in 2024 eight lorries. Mileage fell by 10%.

Budget spending was £4.1m in 2023/24 and £4.4m in 2024/25, and the grant rose by 2%.

Calls were 1,250 in May and 1,400 in June. Calls answered in time were down by 3%.

The rate was 4.2% in 2022, 4.6% in 2023 and 4.1% in 2024. It has fallen by 0.1 points since 2022.

We had 18 vacancies in March and 24 in June, of which six are new posts. Without them there would be no
change.

In the north 412 homes were built and in the south 486. That is 120 more than were planned.

Response was 86% in March and 88% in April against a target of 90%, so we are two points below it.

The pass rate was 61% in 2023 and 66% in 2024, five points up, while entries fell by 4%.

Sickness was 5.2% in May and 5.0% in June. In July it is expected to fall by 0.5 points.

In August 9,200 people attended and 87.2 per cent were seen in time. In September it was 88.0 per cent.
Attendances were therefore up by 224, or 2.4 per cent.

Sickness cost £310,000 in 2023/24. In 2024/25 we spent £355,000 on agency staff. That is a rise of 6% in
agency hours.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_a_change_of_something_else_passes(text):
    assert not asked(text) & RULES
