"""One quantity in two places of a paper: it is known again by what is said of it, and two digits may have changed
places."""

from __future__ import annotations

import pytest

from bluelamp.board.tests.reading_aloud import cases, told

CASES = cases(
    """
The Trust had 143 registered nurse vacancies at 31 August 2014. ¶ The establishment for registered nurses is
1,340 posts. On 31 August 2014 there were {} vacant, about one in ten. | 134 | 143

There were 164 first-time entrants to the youth justice system, against 221 a year before. ¶ First-time
entrants to the youth justice system in the six months numbered {}. | 146 | 164

Criminal damage accounts for 1,118 of this year's offences. ¶ Offences of vandalism have been a concern. The
{} recorded by the police between April and September have been mapped. | 1,181 | 1,118

We propose that the mobile library be withdrawn from its 23 stops at the end of September. ¶ The vehicle is
eleven years old. It makes {} stops in a three-week round. | 26 | 23

Thirty-seven routes were re-let in July 2014. Prices came down on most. ¶ The {} routes re-let in July 2014 will
save money. | 42 | 37

The number of burglaries in people's homes recorded came to 1,684. ¶ Of the dwelling burglaries recorded, all
{} were visited. | 1,648 | 1,684

The caseload on 31 March was 3,140, made up of 2,826 people on orders and 314 in custody. ¶ With a caseload of
{} at the end of March, the Trust had 157 managers. | 3,410 | 3,140

The cleaning contract is with Brightway. It covers 22 stations and is priced at £546,000 a year. ¶ Our agreement
with Brightway for cleaning, at {} a year, runs to 2017. | £564,000 | £546,000

Our 48 volunteers gave 900 hours. ¶ The service has {} volunteers and seven staff. | 84 | 48

False calls took crews out 1,456 times. ¶ It is worth repeating that false alarms took crews out {} times. |
1,546 | 1,456

We received 312 complaints about missed collections last year. ¶ The {} complaints about missed collections
received are being mapped. | 321 | 312

By 31 July 2014 the council had collected 82.4% of the council tax due. ¶ Council tax collection, which stood at
{} at 31 July 2014, will be reviewed. | 82.9% | 82.4%

We propose a Band D charge of £289.14 in 2014/15. ¶ The proposals give a Band D charge of {}. | £287.14 | £289.14

Our bank has lent us a facility of £25m, of which £14.5m was drawn. ¶ If sales stopped, the {} facility would still see
us through. | £28m | £25m

The council holds a contract with Brightway worth £3.2m a year. ¶ The {} contract with Brightway ends in May. | £3.7m |
£3.2m

There is an overspend of £1.9m. ¶ Members will want to know how the {} overspend arose. | £1.6m | £1.9m

The charity received a legacy of £85,000. ¶ The {} legacy will pay for the garden. | £58,000 | £85,000

The programme will cost £18.4m: £11.6m for primaries and £6.8m for others. The £18.4m is in the plan. ¶ The {} building
programme is paid for. | £14.8m | £18.4m

In October callers abandoned 1,472 of the 23,000 calls to 101 (6.4%). ¶ The October abandonment rate for 101 of {}
should be read so. | 4.6% | 6.4%

The average time to re-let an empty home was 24.6 days. ¶ With re-letting taking {} days on average, there is room. |
26.4 | 24.6

At the end of September the equivalent of 31.5 advisers were in post. ¶ The work will be done by the {} full-time
equivalent advisers in post. | 33.5 | 31.5

In the year to 31 May 2014 we lost 7.6 days to sickness for each member of staff. ¶ Sickness, at {} days for each
member of staff in the year to 31 May 2014, is high. | 6.7 | 7.6

We carried forward £64,300 from 2013/14. ¶ The surplus brought forward from 2013/14, which stood at {}, is enough. |
£63,400 | £64,300
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_one_quantity_in_two_places_is_asked_after(text, wrong, right):
    assert [len(told(text.format(said), "two-places")) for said in (wrong, right)] == [1, 0]


SILENT = cases(
    """
There were 164 first-time entrants to the youth justice system in 2013. ¶ There were 146 first-time entrants to
the youth justice system in 2012.

Ashby had 1,345 visits in the quarter. ¶ Corby had 1,354 calls to the helpline.

We made 213 home visits to older people. ¶ We made 231 home visits to families with young children.

The Executive has 9 inspectors. ¶ Each depot has 12 inspectors on call.

Its 8 wards in the north were visited. ¶ The borough has 14 wards.

Boys made up 142 of those seen by the nurse. ¶ Girls made up 124 of those seen by the nurse.

The Band D charge will be £289.14. ¶ It is up from a Band D charge of £283.14.

By 31 July 2014 we had collected 82.4% of the council tax due. ¶ By 31 July 2013 we had collected 82.9% of it.

Sickness was 4.6% among officers in July. ¶ Sickness was 4.8% among staff in July.

The average call lasted 24.6 minutes. ¶ The average visit lasted 26.4 minutes, the average meeting 27.4.

Ninety routes were re-let in July 2013. ¶ Eighty routes were re-let in July 2014.

The council holds a contract with Brightway worth £3.2m a year. ¶ The £3.7m contract with Veolia ends in May.

There were grants of £450,000 and £120,000. ¶ The £420,000 grant came from the Lottery.

The reserve was £6.4m in April 2013. ¶ The £4.6m reserve in April 2014 is enough.

There is an overspend of £1.9m on care. ¶ The £1.6m overspend on waste is smaller.

We carried forward £64,300 from 2012/13. ¶ The surplus carried forward from 2013/14 was £63,400.

Referrals to the memory clinic were 418. ¶ Of the 481 referrals to physiotherapy, most were from general practice.

It has a loan of £12m from the bank and a loan of £19m from the city. ¶ Interest on the £15m loan is fixed.

The budget for roads is £14.6m. ¶ The £16.4m budget for schools is spent. The schools have £16.4m.

The trust has 1,284 nurses. ¶ Some 1,248 nurses took the survey.

Housing has a budget of £2.4m. ¶ The £2.9m leisure budget was cut.

The first phase cost £4.5m. ¶ The £5.4m second phase starts in May.
"""
)


@pytest.mark.parametrize("text", [text for (text,) in SILENT])
def test_two_quantities_pass(text):
    assert told(text, "two-places") == []
