"""The figure of a whole beside those of its parts: told in any order, it lies between them, and as near to each as
each is large."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

RULES = {"partitions", "stated-mix", "mixing"}
CASES = cases(
    """
Uptake is 47% among clinical staff and 39% among support staff, and {} for the two together. || 49% || 43%

The yearly check was done on time in 97 per cent of sheltered flats and 91 per cent of general needs flats,
and in {} per cent of flats overall. || 90 || 92

Some 88.0 per cent of town buses and 84.0 per cent of rural buses ran on time, which makes {} per cent for
the whole network. || 90.2 || 86.2

Across all our students the pass rate was {}: 81% for those on A-level courses and 74% for those on
vocational courses. || 84% || 77%

The recycling rate is 52% in the northern depot and 47% in the southern depot. The borough as a whole
recycles {} of its waste. || 54% || 49%

Emergency jobs were done in time on 96% of occasions and routine jobs on 88%, giving {} for all repairs. ||
86% || 90%

{} of patients overall would recommend us, 94% of inpatients and 91% of outpatients. || 89% || 92%

First-time buyers scored us 7.9 out of ten and movers 8.4, an average of {} for all customers. || 8.7 || 8.1

Attendance was 95.1% in our primary schools, 92.4% in our secondary schools and {} across the trust. ||
96.0% || 94.0%

Across the county {} of calls were answered in ten seconds. In the north it was 92% and in the south 88%. ||
85% || 90%

Among women the rate was 61%, among men 54%; taken as one, {} took part. || 52% || 58%

The satisfaction rate for tenants in flats was 71%. For tenants in houses it was 83%. The combined rate was
{}. || 69% || 78%

Detection stood at 14% in Ashdown, 17% in Benfield and 19% in Corrie, and at {} for the force as a whole. ||
21% || 17%

On-call crews arrived in time at 82% of fires, wholetime crews at 91%. Overall we arrived in time at {} of
them. || 93% || 88%

In the day-time service 64% of clients improved, in the evening service 70%. Put together, {} of clients
improved. || 72% || 66%

Our two hospitals answered 78% and 86% of complaints on time respectively, and the trust in total answered
{}. || 74% || 82%

Of domestic customers 87 per cent paid on time and of business customers 93 per cent, so that of all
customers {} per cent paid on time. || 95 || 88

The retention rate for undergraduates is 91.2% and for postgraduates 94.6%; university-wide it is {}. ||
90.8% || 92.0%

This was done in 72 per cent of the telephone calls and 94 per cent of the webchats, so that for all
contacts together the figure was {} per cent. Four contacts in five are by telephone. || 90 || 76

Four in five of our contacts are by telephone. ¶ This was done in 72 per cent of the telephone calls and 94
per cent of the webchats, so that for all contacts together the figure was {} per cent. || 90 || 76

At four weeks, 62 per cent of those seen face to face and 48 per cent of those helped by telephone had quit,
giving {} per cent for the service as a whole. Seven in ten clients are seen face to face. || 49 || 58

Attendance was 91.0% in the two secondary schools and 95.0% in the two primary schools. Taking all four
schools together, it was {}. ¶ The primary schools have 750 pupils and the secondary schools 1,650. || 94.5%
|| 92.3%

82% of those aged 16 to 18 and 92% of adults were satisfied with their course. Taking everyone together, {}
were satisfied. ¶ Seven in ten of our students are aged 16 to 18. || 91% || 85%

Of our 800 staff 600 work in the hospital and 200 in the community. 70% of hospital staff and 50% of
community staff had a flu jab, or {} of all staff. || 55% || 65%

40% of those invited in the most deprived fifth took up a check, and 60% of those invited elsewhere. Across
the borough uptake was {}. || 65% || 56%

Three-quarters of our homes are flats. Some 60% of flats and 80% of houses meet the standard, and {} of all
homes. || 75% || 65%

| Group | Days available | Days lost | / |:--|--:|--:| / | Registered nurses | 42,000 | 2,142 | / |
Healthcare assistants | 21,000 | 1,638 | / | Doctors | 9,000 | 180 | ¶ Registered nurses run at 5.1%,
healthcare assistants at 7.8%, and nursing as a whole at {}. || 7.2% || 6.0%

| School type | Pupils | / |:--|--:| / | Primary | 750 | / | Secondary | 2,250 | ¶ Attendance was 95.0% in
primary schools and 91.0% in secondary schools, which comes to {} over both. || 94.5% || 92.0%

The share of trains on time was 80% on the coast line and 90% on the valley line, and the two lines run the
same number of trains. For the company it was {} altogether. || 88% || 85%

In the spring 71% of under-25s and 64% of older jobseekers found work, which puts us at {} across the
programme. || 74% || 67%

Student nurses passed at a rate of 88 per cent and student midwives at 93 per cent. For the faculty as a
whole the rate was {} per cent. || 86 || 90

Response times met the standard in {} of cases county-wide, in 91% of urban cases and in 83% of rural ones.
|| 80% || 88%

Gift Aid was claimed on 62% of online donations and 48% of postal ones; on all donations it was claimed on
{}. || 66% || 55%

Average spend was £31 a head for day visitors and £88 for those who stayed, and £{} for all visitors. || 92
|| 55

We re-let general needs homes in 24 days and sheltered homes in 39 days on average, making {} days over all
homes. || 41 || 29

Nine of every ten of our patients are seen as outpatients. Outpatients rated us 80% and inpatients 90%, so
the rating for all patients is {}. || 88% || 81%

Two thirds of members vote by post. Turnout was 50% among postal voters and 20% among the rest, or {}
overall. || 30% || 40%
"""
)


@pytest.mark.parametrize(("text", "wrong", "_right"), CASES)
def test_a_whole_that_its_parts_cannot_make_is_asked_after(text, wrong, _right):
    assert asked(text.replace("{}", wrong)) & RULES


@pytest.mark.parametrize(("text", "_wrong", "right"), CASES)
def test_a_whole_that_they_make_passes(text, _wrong, right):
    assert not asked(text.replace("{}", right)) & RULES


SILENT = texts(
    """
Overall 80% were satisfied, 12% were dissatisfied and 8% were neither.

Of the 500 replies 45% came from men and 52% from women, and overall 31% of the sample replied.

Overall 94% of pupils attended each day, 12% were persistently absent and 3% were severely absent.

Attendance was 92% at Ashby and 94% at Corby, against 95% across the country as a whole.

In total 62% of the budget has been spent, with 71% of the capital programme and 30% of the reserve
committed.

The overall rate was 88% last year. This year it is 92% in the north and 90% in the south.

Overall satisfaction was 78% (target 80%), up from 75%.

Overall 41% of staff are women, and women hold 52% of posts in nursing and 63% in administration, but 12% in
estates.

We spent 45% of the whole on staff, 30% on buildings and 25% on everything else.

Sickness was 5% among nurses and 4% among doctors. Altogether 62% of absence was long term.

In total 12% of tenants are in arrears; 47% of those owe under £100 and 20% owe over £1,000.

Turnout was 34% in the north and 29% in the south; the combined authority spent 41% of its budget.

Of all visits 74% were planned. Of the planned visits 91% were on time and of the unplanned 86% were.

Overall 3.1% of parcels were late, with 92% delivered before noon and 96% by the end of the day.

Bed occupancy was 96% on medical wards and 91% on surgical wards. Overall 88% of patients were seen within
four hours.

Nine in ten (90%) said they felt safe by day and 71% after dark. Overall 93% said that they liked living
here.
"""
)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_of_something_else_passes(text):
    assert not asked(text) & RULES
