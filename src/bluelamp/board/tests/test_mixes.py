"""Two groups, what is told of each and of both, and how large one of them is said to be: however it is told, the three
levels say how large it must be."""

from __future__ import annotations

import pytest

from bluelamp.board.tests.reading_aloud import cases, told

CASES = cases(
    """
Clients of pharmacies had a quit rate of 48% and clients of surgeries one of 36%. The rate for the two
together was {}. The clients were split about equally between pharmacies and surgeries. | 47% | 42%

Rounds that have gone over to it recycled 52 per cent of what they collected, whereas rounds still on the
weekly service recycled 34 per cent. The two sets of rounds collect about the same tonnage as one another.
Taking both together the borough recycled {} per cent. | 50 | 43

Frequent services were 88% on time and other services 80% on time. Taken together the figure was {}.
Frequent services made up nine in every ten of the observations. | 84% | 87%

Satisfaction is measured by the survey, in which ASB victims make up about a fifth of the people interviewed
and victims of crime the remaining four fifths. For the six months the all-victim figure was {}. Among ASB
victims it was only 66%, but once these are taken out the figure for victims of crime is 81%. | 74% | 78%

Wholetime crews took 7.2 minutes on average to reach a fire and on-call crews took 11.8 minutes. Taking the
two together the average was {} minutes. | 12.4 | 9.1

Day pupils had an attendance of 94% and boarders 98%. For all pupils it was {}. Boarders are one in ten of
the pupils. | 97% | 94.4%

Across the whole service {} of letters were answered in time: 90% in housing and 70% in planning. Planning
accounts for 25% of letters. | 75% | 85%

The average cost was £64 for a patch by hand and £40 for one by machine. Half of the patches were made by
hand. Overall the average was {}. | £45 | £52

Overall {} of tenants were content. Among tenants of flats it was 60% and among tenants of houses 80%. There
are 500 tenants of flats and 1,500 of houses. | 63% | 75%

Take-up was 40% in the north and 60% in the south; for both together it was {}. | 64% | 52%

Men waited 30 days on average and women 36 days. The average for everybody was {} days, and there were as
many men as women. | 31.0 | 33.0

Satisfaction with repairs of every sort was {} in 2013/14. Gas work, which accounted for only one in ten of
the tenants telephoned, scored 95%, and if gas is left to one side the score for everything else falls to
83%. | 88% | 84%

Visits by members bring in £2.80 each on average and casual visits £5.60. The average over all visits was
{}. Casual visits were a quarter of the whole. | £4.20 | £3.50

Secondary pupils missed 12.4 days on average and primary pupils 8.1. Both kinds together missed {}. | 13.0 |
9.9

Of patients seen by a nurse 92% were content, of those seen by a doctor 80%; {} were content in all. Nurses
saw 3,000 and doctors 1,000. | 83% | 89%

The average response to all incidents was {} minutes. It was 8.2 minutes where a wholetime crew came first and
12.0 minutes where an on-call crew came first. On-call crews came first at one incident in five. | 9.4 | 9.0

Of the 36,000 incidents, 25,200 (70%) were taken to hospital and 10,800 (30%) were treated at the scene. ¶ A
crew spent 110 minutes on average on an incident where the patient was taken to hospital and 70 minutes where
the patient was treated at the scene. Over all 36,000 incidents the average was {} minutes. | 88 | 98

We let 120 homes. General homes took 28 days on average to let and supported homes took 52 days. Taking all
120 together, the average was {} days. Supported homes were 40% of the lets. | 34 | 37.6

The pass rate was 82% at Ashby and 62% at Corby, in all {}. The two centres are of equal size. | 79% | 72%
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_whole_that_its_parts_do_not_make_is_asked_after(text, wrong, right):
    asked = [
        [*told(text.format(said), "stated-mix"), *told(text.format(said), "partitions")]
        for said in (wrong, right)
    ]
    assert [len(each) for each in asked] == [1, 0]


SILENT = cases(
    """
Overall satisfaction was 80%. For burglary it was 88% and for vehicle crime 84%.

The first engine arrived in time at 79% of incidents (target 80%). Performance was better in the towns (88%)
than in rural areas (74%).

Satisfaction was 90% for houses and 70% for flats, and 85% overall. A quarter of tenants replied.

Overall 81% were content, up from 78% last year. Half of those asked live in flats.

In the north 45% replied and in the south 55%. Both together gave 400 replies. Half of the replies came from
the north.

Overall 80% were content: 88% after burglary and 78% after vehicle crime. 30% of the burglary victims were
visited, and a fifth of the vehicle crime victims were rung.

Secondary pupils missed 6.8 per cent of sessions, against 7.3 per cent in 2008/09. In primary schools the
figure was 5.2 per cent in both years.

The average wait was 12 days for adults and 20 days for children. Overall the average was 14 days. Children
are a quarter of the patients.
"""
)


@pytest.mark.parametrize("text", [text for (text,) in SILENT])
def test_what_may_be_so_passes(text):
    assert told(text, "stated-mix") == []


def test_the_sum_shows_the_share_that_the_levels_imply():
    text = CASES[0][0].format("47%")
    assert told(text, "stated-mix") == ["(47% - 36%) / (48% - 36%) = 92% of the whole, and “equally” is told"]
