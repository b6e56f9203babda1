"""Two parts of one whole, each with its share, its rate or its ratio: however they are told, both say how large the
whole is."""

from __future__ import annotations

import pytest

from bluelamp.board.tests.reading_aloud import cases, told

CASES = cases(
    """
There are 12 housing officers, one for every 410 homes. There are 8 income officers, one for every {} homes,
and both teams cover the whole stock. | 540 | 615

The 1,260 domestic abuse crimes made up {} per cent of all crime recorded in the quarter, while the 2,310
thefts made up 22 per cent. | 18 | 12

At year end 276 children were the subject of a plan, which amounts to {} for every 10,000 children. On the
same day 372 children were looked after, equating to 62 for every 10,000 children in the borough. | 32 | 46

We have 9 inspectors, one for every 300 bus stops, and 15 cleaning teams, one for every {} bus stops. | 240 |
180

Burglary, at 480 offences, accounts for 12% of recorded crime. Robbery, at 96 offences, accounts for {} of
recorded crime. | 4% | 2.4%

The school has 24 teachers, one to every 20 pupils. It has six assistants, one to every {} pupils. | 60 | 80

The 132 lettings to homeless families represented 30 per cent of all lettings made in 2013/14. Transfers, of
which there were 96, represented {} per cent. | 16 | 22

There were 540 complaints. That is 3 for every 200 appointments booked. ¶ Patients missed 2,160 appointments in the same
period, or one in every {} appointments booked. | 15 | 17

Falls were 240 of admissions in number, or 15% of all admissions; strokes were 80, or {} of all admissions. |
10% | 5%

There are 30 wardens (one per 150 households) and 5 managers (one per {} households). | 600 | 900

There were 118 conceptions, a rate of {} per 1,000 girls aged 15 to 17. Births numbered 59, a rate of 12 per
1,000 girls aged 15 to 17. | 29 | 24

We have six nurses. That is one for every 250 patients. We have three doctors. That is one for every {}
patients. | 400 | 500

Arson was 1.5% of all incidents, or 180. False alarms were 40% of all incidents, or {}. | 3,800 | 4,800

Some 150 complaints, 30% of all complaints, were about noise; 60 complaints, {} of all complaints, were
about parking. | 20% | 12%
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_parts_that_imply_two_wholes_are_asked_after(text, wrong, right):
    assert [len(told(text.format(said), "implied-totals")) for said in (wrong, right)] == [1, 0]


SILENT = cases(
    """
There are 12 officers in the north, one for every 410 homes in the north. There are 8 in the south, one for
every 540 homes in the south.

We answered 38,450 emergency calls, 91.3% of them inside ten seconds, and 96,120 other calls, 91.3% of them
inside a minute.

Thefts were 400 in 2012, or 20% of all crime. In 2013 they were 300, or 20% of all crime.

The 1,260 assaults made up 18% of all crime, and 420 of them, or 33%, were solved.

There are about 12 officers, one for every 400 or so homes, and 8 clerks, one for every 610 homes.

The 132 lettings to families represented 30 per cent of all lettings. Of these, 96 were flats and made up
73 per cent.

There were 1,310 burglaries, or 1.4% of all crime. In the year before there were 1,190, or 1.6% of all crime.

We have one surveyor for every 600 homes and one trade operative for every 120 homes. We received 84 stage one
complaints, or one for every 100 homes.

The target for emergencies is 98%, and 1,253 of the 1,260 emergency repairs were done on time.

Of 400 women 40 (10% of women) smoked, and of 600 men 120 (20% of men) did.

The rate was 34.2 per 1,000 residents against 36.0 per 1,000 residents last year, with 612 offences.

Police were the origin of 3,456 contacts, or 40% of contacts, with schools next at 1,728, half that number.
"""
)


@pytest.mark.parametrize("text", [text for (text,) in SILENT])
def test_wholes_that_are_not_one_pass(text):
    assert told(text, "implied-totals") == []
