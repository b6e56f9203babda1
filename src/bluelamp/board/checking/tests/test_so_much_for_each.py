"""So much for each of so many, against the numbers that the paper tells elsewhere."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"implied-totals", "each", "rates", "percentages"}
CASES = cases(
    """
The partnership serves 186,000 households. ¶ Waste came to 108 kg for each of the 186,000 households, or {} kg for
each of the 402,000 residents. || 39 || 50

The fleet has 48 ambulances and 312 paramedics. ¶ Members have asked about crewing and will note that each ambulance
has {} paramedics on average. || 7.5 || 6.5

At 31 March there were 1,260 children in our care. The service has 70 social workers, who between them support all of
the children. Each worker holds {} cases on average. || 21 || 18

The college spent £1.62m on bursaries in the year. ¶ There are 3,600 learners on roll, so that the bursary spend comes
to £{} for every learner. || 540 || 450

The grant of £738,000 is spread over all of our pupils. ¶ There are 180,000 pupils in the county. ¶ The grant comes to
£{} for every pupil. || 5.20 || 4.10

The library service made 240,000 loans. ¶ Its 32,000 members borrowed {} books each on average. || 9.5 || 7.5

We received one complaint for every 40 tenancies, which is {} complaints for every 100 staff, the association having
8,400 tenancies and 350 staff. || 45 || 60

The two towns have 1,944 incidents, a rate of 9.0 per 1,000 residents, in Alder, and 2,170, a rate of 7.0 per 1,000, in
Birch. Together they had 4,114 incidents, a rate of {} per 1,000 residents. || 7.3 || 7.8

East had 420 births at 12.0 per 1,000 women and West had 360 births at 9.0 per 1,000 women. ¶ Across both there were 780
births, or {} per 1,000 women. || 11.4 || 10.4

The team has 12 inspectors. ¶ In the year it carried out 1,020 inspections of food premises. ¶ That is {} inspections
for each inspector. || 102 || 85

The hospital has 640 beds. ¶ There are {} nurses on the wards, or 1.8 nurses for every bed. || 1,380 || 1,152

The force has 1,980 constables and 330 sergeants. ¶ On supervision, there are therefore {} constables to each sergeant.
|| seven || six

There are 14 clerks. Each clerk handles {} licences a year. In the year 9,100 licences were handled. || 780 || 650

With 96 handlers in post that is 412 calls each. ¶ There were 24 supervisors in post on 30 September, one for every {}
handlers. || six || four

The service took 56,000 calls in the quarter, an average of {} for each of its 40 call handlers. || 1,850 || 1,400
"""
)
RIGHT = texts(
    """
There are 14 clerks, and in the year 9,100 licences were handled. ¶ The standard is that each clerk handles 800
licences.

The team has 12 inspectors. ¶ In the year it carried out 1,020 inspections. ¶ Each inspector carries out two inspections
a day.

The hospital has 640 beds and 1,152 nurses. ¶ Nationally there are 2.1 nurses for every bed.

The force has 330 sergeants and 1,980 constables. ¶ In 2019/20 there were five constables to each sergeant.

On-call staffing: 14 of the 16 on-call fire engines were available for more than three quarters of the hours in August.

The grant of £738,000 is for 180,000 pupils. ¶ The cost of a meal is £2.60 for every pupil.
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES, ids=str)
def test_so_much_for_each_comes_to_what_is_told_of_all(text, wrong, right):
    assert asked(text.replace("{}", wrong)) & RULES
    assert not asked(text.replace("{}", right)) & RULES


@pytest.mark.parametrize("text", RIGHT)
def test_a_plan_a_day_or_another_place_has_its_own_ratio(text):
    assert not asked(text) & RULES
