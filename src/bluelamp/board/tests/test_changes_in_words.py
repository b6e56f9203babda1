"""A change told in words, whose two figures stand in the sentence or in those before it: its way and its size follow
from them, wherever they stand."""

from __future__ import annotations

import pytest

from bluelamp.board.tests.reading_aloud import cases, told

CASES = cases(
    """
There were 992 such offences in the four months whereas the previous year there had been 1,240. A reduction of
{} in a category which hits working people hardest is most welcome. | 25% | 20%

Burglary fell from 1,184 offences in the third quarter of 2012/13 to 1,012 in the same quarter this year, a
reduction of {}. | almost a quarter | about a seventh

There were 1,512 burglaries against 1,680 in the equivalent ten months, which is a reduction of {}. | one
fifth | one tenth

Officers held 1,262 reviews in 2012/13, of which 1,214 ({} per cent) were in time. In 2011/12 it was 1,107 out
of 1,131 (97.9 per cent). Members will be glad to see a further rise in the share held on time. | 96.2 | 98.2

Complaints more than doubled between 2012 and 2013, from 57 to {}. | 98 | 121

We answered 98,400 calls in the quarter. In July to September 2013 the number was 91,000. Demand has thus grown
by 7,400 calls, which is {}. | 10.6% | 8.1%

The proportion of drivers exceeding the limit fell from 6.4% in March, when 1,920 of 30,000 did so, to {} in
October. | 7.3% | 5.1%

Trips numbered 418. A year earlier they numbered 380. The rise of {} is welcome. | 15% | 10%

Serious crime fell from 900 to 810, {}. | a quarter | a tenth

A year ago 240 homes stood empty and now there are 180. That is a fall of {}. | a third | a quarter

Sickness was {} in June. A year earlier it was 4.1%. This improvement is due to the new policy. | 4.6% | 3.6%

The premium is {}, against £17,600 for the preceding year, a saving of £800. | £18,400 | £16,800

Arrears stand at £412,000 against £380,000 the year before. The {} is a worry. | fall | rise

Attendance at clinics was 1,200, compared with 1,500 in 2013. They have fallen by {}. | a third | a fifth

Journeys rose from 200 to 300, up by {}. | two thirds | half

The library had 5,000 visits; last year it had 4,000 and this year it has 5,000. Such an increase of {} is
rare. | 40% | 25%
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_change_that_its_figures_do_not_show_is_asked_after(text, wrong, right):
    assert [len(told(text.format(said), "changes")) for said in (wrong, right)] == [1, 0]


SILENT = cases(
    """
Trams carried 4.0% more passengers, and their share rose from 17.9% to 18.8%, or 0.9 percentage points.

That is 25% up on the 500 dealt with a year ago and is due to temporary notices, of which there were 275
against 176.

The number carried went from 812 to 893, that is 81 more (10 per cent), and the cost of each from £5,148 to
£5,213.

Burglary fell from 100 to 90. A reduction of 25% in the budget is planned for next year, and there were 40
robberies against 45.

In the year 96.2% were in time. In 2012/13 it was 97.9%. We hope to see a rise next year.

The number fell from 120 to 90. Costs have fallen by a tenth as well.

Visits were 418. A year earlier they were 402. There has been no fall in complaints.

Of the 40 cases, a third of them were closed, against 30 cases before, a quarter of which were open.
"""
)


@pytest.mark.parametrize("text", [text for (text,) in SILENT])
def test_what_is_said_of_something_else_passes(text):
    assert told(text, "changes") == []
