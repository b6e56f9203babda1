"""The threshold, counted by hand: published procedures, and what holds of any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.areas.asb.case_reviews import policies
from bluelamp.areas.asb.case_reviews.rules import Complaint, already_meeting, decide

AT = date(2023, 6, 30)
FIRST, LATER = policies.called("birmingham-2014"), policies.called("birmingham-2023")


def told(days_before: int, incident: str = "", **more: object) -> Complaint:
    """A complaint made so many days before the application, of what happened that day."""
    on = AT - timedelta(days=days_before)
    said = {
        "on": on,
        "incident": incident or f"day {days_before}",
        "incident_on": on,
        "agency": "the police",
        "by": "v",
    }
    return Complaint(**said | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("complaints", "on_the_first", "on_the_later"),
    [
        ([told(170), told(60), told(10)], True, True),
        ([told(170), told(60), told(40)], True, False),
        ([told(60, "a"), told(59, "a", agency="the council"), told(10)], False, False),
        ([told(100, is_hate=True)], False, True),
        ([told(80, is_hate=True)], True, True),
        ([told(80, is_hate=True, had_action=True)], False, True),
        ([told(20), told(10)], False, False),
        ([told(200), told(60), told(10)], False, False),
        ([told(10, incident_on=AT - timedelta(days=45)), told(60), told(20)], False, False),
        ([], False, False),
    ],
)
def test_the_procedures_of_birmingham_say_what_they_published(complaints, on_the_first, on_the_later):
    assert decide(FIRST, complaints, at=AT, victim="v").is_met is on_the_first
    assert decide(LATER, complaints, at=AT, victim="v").is_met is on_the_later


def test_five_people_with_no_action_meet_the_first_procedure_and_one_answered_takes_it_away():
    five = [told(30 + number, by=f"neighbour {number}") for number in range(5)]
    assert [each.rule for each in decide(FIRST, five, at=AT, victim="neighbour 0").found if each.is_met] == [
        "community"
    ]
    answered = [replace(five[0], had_action=True), *five[1:]]
    assert not decide(FIRST, answered, at=AT, victim="neighbour 0").is_met
    assert not decide(LATER, five, at=AT, victim="neighbour 0").is_met


def test_each_complaint_says_why_it_counts_or_does_not():
    verdict = decide(
        FIRST,
        [
            told(60, "a"),
            told(59, "a", agency="the council"),
            told(250),
            told(5, incident_on=AT - timedelta(days=90)),
            told(-3),
            told(8, incident_on=AT),
        ],
        at=AT,
        victim="v",
    )  # fmt: skip
    assert [(each.counts, each.why) for each in verdict.counted] == [
        (False, "It was made more than 6 months before the application."),
        (True, "It counts."),
        (False, "The same incident was told to the police on 1 May 2023, and counts once."),
        (False, "What it tells of is dated after it."),
        (False, "It was made more than 1 month after what happened."),
        (False, "It was made after the application."),
    ]
    assert verdict.says() == (
        "The threshold is not met. 1 separate incident in 6 months, of 3 needed. 0 hate incidents in 3 months with no "
        "action taken, of 1 needed. 1 person in 6 months with no action taken, of 5 needed."
    )


def test_a_household_counts_as_one_where_the_procedure_says_so():
    shared = [
        told(30, by="a", household="h"),
        told(20, by="b", household="h"),
        told(10, by="b", household="h"),
    ]
    general = policies.called("general")
    assert decide(general, shared, at=AT, victim="a", household="h").is_met
    assert not decide(FIRST, shared, at=AT, victim="a", household="h").is_met


def test_others_complaints_never_make_somebody_a_victim_of_three_incidents():
    verdict = decide(FIRST, [told(30, by="x"), told(20, by="y"), told(10)], at=AT, victim="v")
    assert (verdict.is_met, verdict.found[0].has) == (False, 1)


@pytest.mark.parametrize(
    ("made", "at", "is_in"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), True),
        (date(2022, 12, 31), date(2023, 6, 30), True),
        (date(2022, 12, 30), date(2023, 6, 30), False),
        (date(2023, 8, 31), date(2024, 2, 29), True),
        (date(2023, 8, 31), date(2024, 3, 1), False),
    ],
)
def test_six_months_begin_with_the_day_of_the_complaint(made, at, is_in):
    one = Complaint(made, "a", made, "the police", by="v")
    assert decide(FIRST, [one], at=at, victim="v").counted[0].counts is is_in


def test_who_already_meets_the_threshold_is_found_across_agencies_without_applying():
    rows = [told(60, by="a", agency="the council"), told(40, by="a"), told(9, by="a", agency="a landlord")]
    rows += [told(50, by="b"), told(49, by="b")]
    assert [victim for victim, _ in already_meeting(LATER, rows, at=AT)] == ["a"]


DAYS = st.integers(0, 400)
COMPLAINTS = st.lists(
    st.builds(
        lambda days, incident, late, by, hate, action: told(
            days, f"i{incident}", by=f"p{by}", is_hate=hate, had_action=action,
            incident_on=AT - timedelta(days=days + late),
        ),
        DAYS, st.integers(0, 6), st.integers(0, 60), st.integers(0, 6), st.booleans(), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip
ANY = st.sampled_from(policies.every())


@given(ANY, COMPLAINTS, st.randoms())
def test_the_order_in_which_complaints_come_changes_nothing(policy, complaints, chance):
    shuffled = list(complaints)
    chance.shuffle(shuffled)
    assert decide(policy, shuffled, at=AT, victim="p0") == decide(policy, complaints, at=AT, victim="p0")


@given(ANY, COMPLAINTS, COMPLAINTS)
def test_another_complaint_never_takes_a_met_threshold_away(policy, complaints, more):
    if decide(policy, complaints, at=AT, victim="p0").is_met:
        assert decide(policy, [*complaints, *more], at=AT, victim="p0").is_met


@given(ANY, COMPLAINTS)
def test_telling_a_second_agency_changes_nothing(policy, complaints):
    twice = [*complaints, *(replace(each, agency="the council") for each in complaints)]
    first, again = decide(policy, complaints, at=AT, victim="p0"), decide(policy, twice, at=AT, victim="p0")
    assert [(each.is_met, each.has) for each in first.found] == [
        (each.is_met, each.has) for each in again.found
    ]


@given(ANY, COMPLAINTS)
def test_no_more_incidents_count_than_there_were(policy, complaints):
    verdict = decide(policy, complaints, at=AT)
    assert (
        verdict.found[0].has
        == sum(each.counts for each in verdict.counted)
        <= len({each.incident for each in complaints})
    )
    assert len(verdict.counted) == len(complaints)


@pytest.mark.parametrize(
    ("day", "place", "key"),
    [
        (date(2014, 10, 19), "E08000025", None),
        (date(2014, 10, 20), "E08000025", "birmingham-2014"),
        (date(2023, 1, 1), "E08000025", "birmingham-2023"),
        (date(2015, 1, 1), "E08000028", "general"),
        (date(2014, 1, 7), "", None),
    ],
)
def test_each_place_has_one_procedure_on_a_day(day, place, key):
    found = policies.in_force(day, place)
    assert (found and found.key) == key


ROW = {
    "key": "k", "title": "t", "place": "", "from": date(2014, 10, 20), "least": 3, "window": "P6M",
    "complain_within": "P1M", "source": "s", "verified": False,
    "working_days": {"acknowledge": 2, "returns": 10, "decide": 15, "panel": 20, "outcome": 5, "appeal": 20},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"least": 4}, "k: a procedure asks for one to 3 complaints."),
        ({"least": 0}, "k: a procedure asks for one to 3 complaints."),
        ({"window": "six months"}, "k: six months is no length of time: write PT48H, P21D, P3M or P2Y."),
        ({"working_days": {"acknowledge": 2}}, "k: .*missing 5 required"),
    ],
)
def test_a_procedure_that_cannot_be_right_is_refused(change, says):
    with pytest.raises(policies.NotAPolicy, match=says):
        policies.policy({**ROW, **change})


def test_a_procedure_without_a_window_is_refused():
    with pytest.raises(policies.NotAPolicy, match="k: window is missing"):
        policies.policy({name: said for name, said in ROW.items() if name != "window"})
