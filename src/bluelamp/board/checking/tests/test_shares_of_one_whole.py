"""Two counts, each with its share of one whole or its ratio to it: both make the whole one size."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"implied-totals", "mixing", "partitions"}
CASES = cases(
    """
Eighty-four of those who replied were in favour, or one in four, while {}, or one in two, were against. ||
126 || 168

Tenants of the Trust numbered 240, which is three in every five volunteers, and {} of the volunteers, or one
in five, were under the age of 25. || 120 || 80

One in four completed their course ({} people), and one in five (180 people) stopped before it ended. || 312
|| 225

Of its callers, 930 were in pain, or three in ten. A further {}, one in five, were looking for a dentist for
a child. || 720 || 620

Forty-five appeals were upheld, one in four of those heard, while the {} dismissed made up half of those
heard. || 105 || 90

The team has {} supervisors, one to every 9 handlers; 6 trainers, one to every 18. || 14 || 12

Two in five of the young people (96) had moved twice, and one in ten ({}) had moved four times. || 36 || 24

A third of respondents, 150 people, wanted the library to open later; {} people, a sixth of respondents,
wanted it to open earlier. || 100 || 75

Some 54 staff, or 30% of the workforce, are part time, and {} staff, or 20% of the workforce, are on fixed
terms. || 45 || 36

We closed 1,200 cases within a week, which is three-quarters of all cases, and {} within a day, a half of
all cases. || 1,000 || 800

Half of the callers (640) rang about repairs and one in eight ({}) about rent. || 240 || 160

Twenty-four of the homes inspected needed a new boiler (one in five) and {} needed a new roof (one in ten).
|| 20 || 12

Parents of 72 pupils, one in six, asked for a place at breakfast club; parents of {} pupils, one in three,
asked for a place after school. || 180 || 144

Of the students who left early, 60 (one in five) moved to another college and {} (one in three) took a job.
|| 130 || 100

Among those stopped, {} were carrying a knife, which is one in ten, and 90 had drugs on them, which is one
in four. || 54 || 36

Three in ten visitors, 360 in all, came by bus; two in ten, {} in all, came by bicycle. || 320 || 240

Of our volunteers one in three (40) drives and three in four ({}) can work at weekends. || 108 || 90

A quarter of the trees planted, 500, have died, and one tree in ten, {}, is sick. || 300 || 200

We have one nurse for every 12 beds, which makes 20 nurses, and one cleaner for every 15 beds, which makes
{} cleaners. || 24 || 16

There are 30 teachers, one for every 20 pupils, and {} teaching assistants, one for every 40 pupils. || 20
|| 15

The college employs 15 librarians, one for every 300 students, and {} counsellors, one for every 750
students. || 9 || 6

Of the appeals 18 were allowed, or 30 per cent of those decided, and {} were dismissed, 70 per cent of those
decided. || 56 || 42

The shelter took in 90 dogs, being three-fifths of all animals, and {} cats, being a third of all animals.
|| 75 || 50

One household in six (420) has no car and one in three ({}) has two or more. || 600 || 840

Roughly a fifth of calls, 1,300, are about parking and a tenth, {}, are about noise. || 900 || 650
"""
)


@pytest.mark.parametrize(("text", "wrong", "_right"), CASES)
def test_two_parts_that_make_their_whole_two_sizes_are_asked_after(text, wrong, _right):
    assert asked(text.replace("{}", wrong)) & RULES


@pytest.mark.parametrize(("text", "_wrong", "right"), CASES)
def test_two_parts_that_make_it_one_size_pass(text, _wrong, right):
    assert not asked(text.replace("{}", right)) & RULES


SILENT = texts(
    """
Forty firefighters, or one in ten, live outside the county, and 12 control staff, or one in five, do so too.

One man in four (312) and one woman in five (180) smoked.

In Ashdown one in four (312 people) completed the course and in Benfield one in five (180 people) did.

Last year one in four (312) completed the course; this year one in five (180) did.

Sixty residents, one in four, were in favour; of those, 30, or one in two, lived near by.

Of the 300 men 60, one in five, replied, and of the 200 women 80, two in five, did.

Eighty buses, one in four, are electric and 36 vans, one in two, are.

We visited 84 homes, or one in four, and found damp in 21 of them, or one in four.

Some 45 officers, one in four, had training in first aid. In the call centre 20 operators, one in two, had
it.

About one in four of our flats (210) and one in three of our houses (90) need a new kitchen.

Twelve of the complaints were about parking (one in five). Eight of the compliments were about staff (one in
two).
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_parts_of_unlike_wholes_pass(text):
    assert not asked(text) & RULES
