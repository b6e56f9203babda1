"""What a paper makes of two small counts, or of two shares of few, that chance would often make differ so."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases

CASES = cases(
    """
Falls on the ward went from 9 in the first quarter to 7 in the second. {} || This shows that the mats have made
the ward safer. || The difference is well within chance.

House fires fell from 27 to 21. {} || This shows that our home visits are making people safer. || Numbers as
small as these move by chance.

In the spring 60 of 85 patients found it easy to get through; in the autumn 70 of 92 did. {} || The new system
has clearly improved patients' experience. || The difference could be chance.

Victims told within a day were 61 of 74 last year and 53 of 69 this year. {} || Service to victims has
therefore got worse. || We draw no conclusion from so few.

Of the 60 tenants asked in October, 31 were content with the caretaking. In May it was 34 of 60 who were
content. {} || So caretaking was better in the spring. || This is well within the margin of error.

Completions were 58 of 82 last year and 61 of 83 this year. {} || The rise is a clear improvement. || The rise
is small and may be chance.

Assaults on staff fell from 31 to 27. {} || The body-worn cameras are having their effect. || We will look
again after a year.

Pressure ulcers numbered 11 in April to June and 7 in July to September. {} || The new mattresses are working.
|| The new mattresses came in August.

Sixteen of 26 trainees passed at the first attempt in 2024, and 18 of 27 in 2025. {} || The longer course has
paid off. || The pass mark did not change.

On the old rota 72 of 88 shifts were filled, and on the new one 72 of 92. {} || The new rota fills fewer shifts
and should be dropped. || The trial runs to December.

There were 14 near misses in 2023/24. In 2024/25 there were 11. {} || The training has made our depots safer
places. || One was reportable.

Last summer 19 swimmers were rescued; this summer it was 24. {} || Our beaches have become more dangerous. ||
The crews attended every one.

Letters sent with the new wording brought 41 replies out of 120, against 35 of 120 with the old. {} || The new
wording works better and we shall keep it. || The test goes on until we have 2,000 of each.

In the pilot area 12 of 40 families came back within six months; elsewhere it was 15 of 42. {} || Families in
the pilot do better. || With so few families nothing can be said yet.

Prosecutions rose to 33 from 28. {} || This proves the worth of the new unit. || The unit started in June.

There were eight serious incidents in the year to March, down from twelve. {} || Our safety programme has
succeeded. || All were reported to the regulator.

Of 54 leavers, 38 found work within a year, where 35 of 53 had done so before. {} || The careers service has
made the difference. || Both groups are small.

Grievances are down, from 17 to 13. {} || Managers have clearly learnt from the workshops. || The panel has
heard each of them.

At Ashford 22 of 30 audits were clean, at Burnham 19 of 30. {} || Ashford is the better run of the two. || We
audit 30 files at each site.

Escapes of water numbered 23 in 2023 and 18 in 2024, thanks to {} || the new valves. || nothing we know of; it
is likely to be chance.

Collisions outside schools: 16 before the scheme, 12 after it. {} || The scheme has cut collisions. || The
scheme cost £40,000.

Some 44 of 60 callers (73%) were pleased in March and 47 of 60 (78%) in June. {} || Our callers are happier
than they were. || We ask 60 callers each quarter.

Two years ago we lost 6 foster carers. Last year we lost 9. {} || We are losing the trust of our carers. ||
Each was asked why.

Infections fell by a fifth, from 25 to 20. {} || Credit belongs to the cleaning team. || A change of this size
is not unusual.

Thirty-six of the 50 appeals were won, against 33 of 50 last year. {} || The standard of our cases is rising.
|| Twelve are still to be heard.

The team found homes for 44 of 61 families in the first half and 40 of 60 in the second. {} || Results have
slipped. || The team had one vacancy.

Complaints about drivers dropped from 22 in May to 16 in June. {} || The customer care course is having an
effect. || The course was held in May.

Before the move 9 of 90 samples failed; since then 6 of 88 have. {} || The move has raised standards. || The
laboratory is open on Saturdays.

There were 13 burglaries in Elm ward in the quarter, against 18 in the one before. {} || The extra patrols
deserve the credit. || The extra patrols cost £4,000.

Of the 75 pupils on the programme 57 stayed on, and of the 75 before them 52. {} || The programme keeps pupils in
education. || Next year it will have 90 places.
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_what_is_made_of_chance_is_asked_after(text: str, wrong: str, right: str) -> None:
    assert "chance" in asked(text.format(wrong)), text.format(wrong)
    assert "chance" not in asked(text.format(right)), text.format(right)
