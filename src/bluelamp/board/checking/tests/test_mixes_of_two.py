"""Two groups, their levels and that of both, with how large each is told: in words, by numbers or in a table."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"stated-mix", "mixing", "implied-totals"}
CASES = cases(
    """
Of 2,400 calls 1,800 came by phone and 600 by web chat. Phone calls were settled at first contact in 82% of cases and
web chats in 58%; the two together came to {}. || 64% || 76%

Reading groups meet in libraries and in care homes. ¶ The average attendance was 14 in a library and 6 in a care home.
Three in four of the groups meet in libraries. Over both settings the average was {}. || 8.0 || 12.0

Mean stay is 3.0 nights for planned admissions and 8.0 nights for emergencies, and 4.0 nights for all admissions. ¶
Emergencies make up {} of admissions. || 60% || 20%

Half of our lessons are taught online. Learners online pass in 60% of cases and in the classroom in 80%. The pass rate
for the college is {}. || 77% || 70%

Day appointments are kept by 88% and evening ones by 62%. There are as many in the evening as in the day. Overall {}
are kept. || 85.4% || 75.0%

The 12 urban stations reached 92% of calls in time and the 12 rural stations 68%. Urban stations take 80% of calls.
For the county the figure is {}. || 74% || 87%

Collection of rent stands at 98.0% in sheltered homes and 94.0% in general homes, giving 95.0% across the stock. {} of
the homes are sheltered. || Sixty per cent || A quarter

The Mill Road pool had 30,000 swims and the Quay pool 10,000. At Mill Road 44% of swims were by children and at the
Quay 24%. Taking the two pools together, children made {} of swims. || 29% || 39%

On weekdays buses are on time in 78% of trips, at weekends in 90%. Weekends account for 20% of trips. All in all, {}
of trips are on time. || 87.2% || 80.4%

Licences: 81% ended well. Orders: 68%. Taken as one, {} ended well. A third of those that ended were licences. ||
78.5% || 72.3%

Men were paid £21.00 an hour on average and women £18.00, so that the mean for all staff was {}. Women are 70% of the
workforce. || £20.50 || £18.90

Repairs by our own team took 6 days on average, and repairs by the contractor 14. The contractor does one job in four.
The average over all repairs was {} days. || 12 || 8

Three quarters of attendances are at the Royal, where 89% are seen in four hours. At the Infirmary 97% are. The Trust
as a whole achieved {}. || 96.2% || 91.0%

Sites differ: Castle Street scored 90.4% and Tannery Lane 84.1%. Tannery Lane teaches a tenth of our learners. Taken
over the two sites it was {}. || 87.0% || 89.8%

Contamination of recycling, sampled on 120 loads a quarter, is 9.4% overall, being 21.0% in loads from flats and 7.8%
in loads from houses, with the flats supplying {} of the weight sampled. || 26% || 12%

| Type | Share of visits | Mean | / |---|---|---| / | At home | 52% | 14.0 | / | By telephone | 48% | 8.0 | ¶ Across
both types the mean visit lasts {} minutes. The contract allows 12. || 13.2 || 11.1

| Team | Passed | / |---|---| / | Day | 88% | / | Night | 62% | ¶ Referrals split evenly between day and night.
Overall we pass at {}. || 85.4% || 75.0%

Of 2,486 learners 2,237 are at Harrow Road and 249 at Tannery Lane. ¶ Attendance was 90.4% at Harrow Road and 84.1% at
Tannery Lane. Taken over the two sites together it was {}. Every learner has about the same number of hours. || 87.0%
|| 89.8%

The Royal, which receives about three quarters of our attendances, achieved 89.0% in the half year, and Dale Hospital,
which receives the remainder, 97.0%. The Trust as a whole achieved {}. || 96.2% || 91.0%
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_whole_that_its_two_groups_do_not_make_is_asked_after(text, wrong, right):
    assert [bool(asked(text.format(said)) & RULES) for said in (wrong, right)] == [True, False]


SILENT = texts(
    """
| Type | Share of visits | Mean | / |---|---|---| / | At home | 52% | 14.0 | / | By telephone | 48% | 8.0 | ¶ The
contract allows 12 minutes for a visit.

The 12 urban stations reached 92% of calls in time and the 12 rural stations 68%. Urban stations take 80% of calls. For
the county the figure is 87%.

We check 40 loads a quarter. Contamination was 21.0% in loads from flats and 7.8% in loads from houses, 9.4% overall.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_a_whole_that_its_two_groups_may_make_passes(text):
    assert not asked(text) & RULES
