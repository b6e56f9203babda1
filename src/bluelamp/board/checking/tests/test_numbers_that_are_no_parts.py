"""Numbers beside a percentage, a target or a row of a table that are no part of it: each of these papers is right."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RIGHT = texts("""
At the end of May 50,000 people were waiting, of whom 13,650 had waited more than 36 weeks (27.3%) and 3,000 more than
52 weeks (6.0%).

The wards together had 134 victims, of whom 58 were women aged from 16 to 34 (43.3%).

In the special schools 41 of 83 pupils took one (49.4%).

Of these 620 were treated for the first, 372 for the second and 248 for the third, or 50%, 30% and 20%.

All but five of our 4,212 appliances hold a certificate in date (99.9 per cent).

Of 480 tenants, all but 24 had been seen by June (95.0%).

Officers attended 1,184 incidents in the quarter and made 444 arrests, three for every eight.

The target is 95% for emergencies and 85% for routine work, so both were met.

| Month | Falls | / |---|---| / | April | 110 | / | May | 84 | / | June | 92 | ¶ In the year to June
there were 1,152 falls.

| Ward | Cases | / |---|---| / | Rosewood | 57 | / | Fernley | 41 | / | Total | 98 | ¶ Rosewood closed
its bays on 46 days.

| Area | Crimes | / |---|---| / | Harrow | 412 | / | Millom | 380 | / | Total | 792 | ¶ Two thirds
of the fall (124 crimes) was in Harrow.

| Area | Absent | Pupils | / |---|---|---| / | Lorne | 612 | 2,267 | / | Kintar | 743 | 3,100 | / | Isles | 213 | 1,210
| ¶ Lorne had the highest level of absence, at 27.0%.
""")
CASES = cases("""
Of 480 tenants, {} had been seen by June (95.0%). || 420 || 456

In the special schools {} of 83 pupils took part (49.4%). || 51 || 41
""")
RULES = {"percentages", "each", "targets", "in-text", "told-of-row", "two-places"}


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_no_part_is_let_be(text):
    assert asked(text) & RULES == set()


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_part_that_is_wrong_is_still_found(text, wrong, right):
    assert (asked(text.format(wrong)) & RULES, asked(text.format(right)) & RULES) == ({"percentages"}, set())
