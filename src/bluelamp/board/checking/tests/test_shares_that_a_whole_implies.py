"""A level of everybody, those of two groups, and how large the paper says one of the groups is, wherever it says so:
in another paragraph, as counts, in a table, or in words. The three levels say how large it must be."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases

RULES = {"stated-mix", "partitions", "mixing", "implied-totals", "percentages"}
CASES = cases(
    """
Nine in ten of our lets are to families. ¶ The year began well. ¶ A family waited 40 weeks on average for a home
and a single person 20 weeks. Across all lets the wait was {} weeks. || 28 || 38

Of those referred, 240 were seen at the clinic and 60 at home. ¶ Attendance was 90% at the clinic and 70% at home,
which gives {} for the service. || 77% || 86%

| Kind of case | Cases | / |---|---| / | Housing | 400 | / | Planning | 100 | ¶ We answered 95% of housing cases
in time but only 55% of planning cases, and {} of all cases. || 70% || 87%

The overall pass rate was {}. ¶ Apprentices passed at 88% and day-release students at 72%. ¶ Fewer than one in ten
of those entered were apprentices. || 82% || 73%

Rural calls took 18 minutes to reach on average and town calls 9 minutes. The mean for all calls was {} minutes. ¶
About two thirds of our calls come from the towns. || 16 || 12

Trains on the coast line were on time in 81% of cases and those on the valley line in 93%, so the franchise as a
whole was at {}. ¶ The coast line runs 300 trains a week and the valley line 900. || 84% || 90%

A postal parcel costs us £9.00 to send and a counter parcel £5.00; the average parcel costs {}. Three parcels in
every four go by post. || £6.00 || £8.00

Reoffending stood at 42.6% for men released on licence and 17.9% for those on community orders, which makes {}
overall. ¶ The cohort was 61 people on licence and 162 on community orders. || 36% || 24.7%

Seventy per cent of our learners study full time. ¶ Retention was 94% for full-time and 84% for part-time learners,
or {} for the college. || 87% || 91%

Members of the scheme gave £41 on average. Those giving online gave £18 and those giving by post £41: the average
gift was {}. Most gifts, about nine in ten, now come online. || £36 || £20

Uptake of the vaccine was {}. ¶ Among care home residents it was 92% and among those living in their own homes
64%. ¶ Care home residents are 5% of those invited. || 80% || 65%

The average stay was 12 days on Oak ward and 30 days on Elm ward, and {} days across both wards. Elm took half of
all patients. || 16 || 21

Urgent referrals waited 11 days and routine ones 45 days, on average. Taking every referral together the average
was {} days. ¶ Two in every five referrals were urgent. || 20 || 31.4

Satisfaction was 91% among those who rang us and 78% among those who wrote online, so satisfaction overall was
{}. ¶ Seven in ten of those asked rang us. || 80% || 87%

Three quarters of the journeys in the region are now on franchised services. ¶ Franchised services ran on time in
88.0% of cases, the rest in 79.0%; taken as a whole the region stood at {}. || 81.0% || 85.8%

| Area | Households | Recycling rate | / |---|---|---| / | North | 30,000 | 52% | / | South | 10,000 | 36% | ¶ The
rate for the whole borough was {}, with 52% in the North and 36% in the South. || 40% || 48%

A full inspection takes 6.0 hours and a follow-up visit 2.0 hours. The average visit took {} hours. ¶ About half of
our visits were follow-ups. || 5.2 || 4.0

We completed 1,200 jobs: 300 emergencies and 900 routine. ¶ Emergencies were fixed first time in 60% of cases and
routine jobs in 90%; {} of all jobs were. || 68% || 82.5%

Those with a plan scored 7.4 on average and those without one 5.4. The mean score for everybody was {}. One in
four of those asked has a plan. || 6.9 || 5.9

In the spring term absence was 4.1% in primary schools and 7.9% in secondary schools, {} in all. ¶ There are
18,000 pupils in primary schools and 12,000 in secondary schools. || 7.1% || 5.6%

The bulk of our stock, eight homes in every ten, is let at social rent. ¶ Tenants at social rent rated us good in
72% of cases, those at affordable rent in 62%. ¶ Over the two the figure is {}. || 64% || 70%

Patients had waited 31 days on average if sent by a family doctor and 18 days if sent from a ward. ¶ The average
over all patients seen was {} days. || 34 || 26

The clear-up rate for burglary was 12% and for car crime 4%. For the two kinds of crime together it was {}. || 14%
|| 7%

Grants to clubs averaged £2,000 and grants to schools £5,000, and the mean grant was £{}. We made 80 grants to
clubs and 20 to schools. || 4,100 || 2,600

Some 55% of the workforce are office staff and the rest work outdoors. Sickness was 3.0% among office staff and
7.0% among outdoor staff, {} for the workforce. || 3.6% || 4.8%

Minor applications were decided in 82% of cases in time and major ones in 95%; across the whole service {} were
decided in time. ¶ Fewer than one in ten applications are major. || 93% || 83%

Only a fifth of deliveries are made at night. ¶ A delivery by day is 2.0 miles on average and one by night 5.0
miles; for all deliveries the average is {} miles. || 4.1 || 2.6

Rail users put satisfaction at 84%, and rural bus users put it at 61%; over the panel it was {}. ¶ Rural bus users
were half of the panel. || 80% || 72.5%

Of 500 claims, 350 came by web and 150 on paper. ¶ A web claim was settled in 8 days on average and a paper claim
in 20 days. ¶ On average we settled a claim in {} days. || 16.5 || 11.6

Neighbourhood officers have been trained in 74% of cases and response officers in 58%, giving {} overall. ¶ Of our
constables, 51% work in a neighbourhood team and the others in response. || 72 per cent || 66 per cent
"""
)


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_a_whole_that_needs_groups_of_another_size_is_asked_after(text, wrong, right):
    found = [bool(asked(text.format(said)) & RULES) for said in (wrong, right)]
    assert found == [True, False]
