"""A whole told through a paper by its own count, by shares, ratios or rates: they agree on its size."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases

RULES = {"implied-totals", "partitions", "two-places", "equated", "said-twice", "rates", "percentages"}
CASES = cases(
    """
The force has 1,440 constables. ¶ There are 160 sergeants, one for every {} constables. || 7.5 || 9

The college has 62 tutors and 1,240 apprentices, twenty apprentices to a tutor. ¶ Coaches number 31, or one
coach for every {} apprentices. || 60 || 40

Our 14 health visitors each look after 210 children. ¶ The nursery nurses, of whom there are seven, each look
after {} children. || 350 || 420

On 30 September 54 households were in hotels, a sixth of all households in temporary accommodation. ¶ The
same day {} households were in flats leased from private landlords, or one in four of the total. || 66 || 81

The trust logged 150 calls about billing, one in eight of all calls logged. ¶ There were {} calls about
parking, exactly one in ten of all calls logged. || 180 || 120

The library service lent 84,000 audiobooks, 12% of all loans. ¶ Large print accounted for {} loans, 5% of all
loans. || 42,000 || 35,000

The county has 36 advocates, one for every 25 young people in care. ¶ Independent visitors number {}, one for
every 75 young people in care. || 18 || 12

There are 20 wardens in the borough, one to every 1,500 homes. ¶ The borough's caretakers, {} of them, make
one to every 600 homes. || 62 || 50

The service covers 8,400 tenants. ¶ Eight welfare officers share the work, which is one officer for every {}
tenants. || 840 || 1,050

Of the 2,400 referrals, 600 came from schools. ¶ Police made {} referrals, one in five of all referrals. ||
360 || 480

The hospice has 90 nurses. ¶ It has 15 doctors, one doctor for every {} nurses. || 8 || 6

Half of all callers (1,120) asked about a bin. ¶ A quarter of all callers, {}, asked about council tax. ||
720 || 560

Burglary fell to 212 offences, which is 4.0% of all recorded crime. ¶ Vehicle crime, at {} offences, was 8.0%
of all recorded crime. || 530 || 424

There were 126 births at home, 3.5% of all births. ¶ Caesarean sections numbered {}, 30% of all births. ||
1,260 || 1,080

The 24 school crossing patrols make one for every three schools. ¶ The council has {} schools. || 96 || 72

The rent due for the year was £52.5m. ¶ Arrears of £1.89m are {} of the rent due. || 4.8% || 3.6%

Of the 304 sites, 22 have no toilet. ¶ A café stands at 38 sites, one in {} of all sites. || five || eight

The service employs 132 paramedics, one for every 4,000 residents. ¶ Its {} technicians make one for every
6,000 residents. || 120 || 88

Seven clerks answer the telephone, one clerk for every 18 courtrooms. ¶ Security staff number 42, or one for
every {} courtrooms. || five || three

There were 96 complaints about noise, 6 per 1,000 households. ¶ Complaints about smells numbered {}, 2 per
1,000 households. || 64 || 32

Fly-tips rose to 510, a rate of 3.4 per 1,000 residents. ¶ Abandoned vehicles came to {}, a rate of 1.2 per
1,000 residents. || 240 || 180

In the year we handled 3,600 enquiries, of which 900 were by email. ¶ Enquiries by letter numbered {}, one in
twenty of all enquiries. || 240 || 180

The fund made 48 grants to sports clubs, three in ten of all grants made. ¶ Grants to choirs, {} of them, were
one in ten of all grants made. || 24 || 16

The eleven lifeguard crews have six crew members apiece. ¶ Two thirds of the {} crew members are volunteers. || 84
|| 66

The council plants one tree for each child born. ¶ In 2024/25, 480 of the trees were oak, two in five of all
trees planted. Birch made up one in ten of all trees planted, with {} of them. || 180 || 120

Some 260 pupils take free meals, 20% of those on roll. ¶ Pupils in need of support are {}, or 5% of those on roll.
|| 91 || 65

The 340 bus shelters with a screen are 17% of all shelters. ¶ Shelters with benches number {}, or three
quarters of all shelters. || 1,240 || 1,500
"""
)
RIGHT = cases(
    """
In 2023/24 the force had 140 sergeants, one for every {} constables. ¶ In 2024/25 it has 160 sergeants, one
for every 7.5 constables. || 9 || 9

Northgate has 12 nurses, one for every 8 patients. ¶ Southgate has {} nurses, one for every 5 patients. || 14
|| 15

There are 20 wardens, one for every 150 homes. ¶ England has one warden for every {} homes. || 310 || 410

We closed 84 complaints, 12% of all complaints. ¶ Of complaints from tenants, {} were upheld, 20% of all
complaints from tenants. || 60 || 66
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_whole_has_one_size_through_a_paper(text: str, wrong: str, right: str) -> None:
    assert RULES & asked(text.format(wrong)), text.format(wrong)
    assert not RULES & asked(text.format(right)), text.format(right)


@pytest.mark.parametrize("text", [text.format(each) for text, *both in RIGHT for each in both])
def test_wholes_of_other_times_places_and_groups_are_not_one(text: str) -> None:
    assert not RULES & asked(text)
