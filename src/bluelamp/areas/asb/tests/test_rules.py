"""When a case is moved on, closed and opened again, as truth tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.rules import Standing
from bluelamp.areas.asb.tests.factories import DAY, NOW
from bluelamp.areas.asb.words import STATES, WAYS

WHY = "It has been quiet for a month."
READY = Standing(
    state="closure_proposed",
    band="HIGH",
    has_contact_plan=True,
    last_contact_at=NOW - 3 * DAY,
    is_victim_consulted=True,
    proposed_by=1,
    approved_by=frozenset({2}),
)
"""A case at high risk with everything done that closing it wants."""
CONSULT = "Ask the victim about closing it, and write down when."
SPEAK = "Speak to the victim: the last contact was more than 7 days ago."
APPROVE = "At high risk an inspector approves that it is closed, who did not propose it."

CLOSING = [
    ({}, []),
    ({"is_victim_consulted": False}, [CONSULT]),
    ({"last_contact_at": NOW - 7 * DAY}, []),
    ({"last_contact_at": NOW - 7 * DAY - timedelta(seconds=1)}, [SPEAK]),
    ({"last_contact_at": None}, [SPEAK]),
    ({"approved_by": frozenset()}, [APPROVE]),
    ({"approved_by": frozenset({1})}, [APPROVE]),
    ({"approved_by": frozenset({1, 2})}, []),
    ({"overdue": ("ring back",)}, ["Do first what is overdue: ring back."]),
    (
        {"band": "MEDIUM", "is_victim_consulted": False, "last_contact_at": None, "approved_by": frozenset()},
        [],
    ),
    ({"band": "STANDARD", "overdue": ("a", "b")}, ["Do first what is overdue: a; b."]),
]


@pytest.mark.parametrize(("change", "against"), CLOSING)
def test_closing_wants_exactly_this(change, against):
    standing = replace(READY, **change)
    assert rules.reasons_not_to_move(standing, "closed", reason=WHY, now=NOW) == against


def test_closing_wants_a_reason_and_moving_on_does_not():
    assert rules.reasons_not_to_move(READY, "closed", reason="done", now=NOW) == [rules.SAY_WHY]
    begun = Standing(state="reported")
    assert rules.reasons_not_to_move(begun, "triage", reason="", now=NOW) == []


@pytest.mark.parametrize(
    ("band", "against"),
    [("STANDARD", []), ("UNASSESSED", ["Assess the risk first."]), ("", ["Assess the risk first."])],
)
def test_a_case_is_risk_assessed_only_with_an_assessment(band, against):
    standing = Standing(state="triage", band=band)
    assert rules.reasons_not_to_move(standing, "assessed", reason="", now=NOW) == against


@pytest.mark.parametrize(
    ("has_plan", "against"),
    [(True, []), (False, ["Agree how and how often the victim is contacted first."])],
)
def test_a_case_is_active_only_with_a_contact_plan(has_plan, against):
    standing = Standing(state="plan_agreed", has_contact_plan=has_plan)
    assert rules.reasons_not_to_move(standing, "active", reason="", now=NOW) == against


@pytest.mark.parametrize("state", STATES)
def test_a_case_goes_nowhere_but_its_own_ways(state):
    standing = replace(READY, state=state)
    refused = {to for to in STATES if rules.reasons_not_to_move(standing, to, reason=WHY, now=NOW)}
    assert refused == set(STATES) - set(WAYS[state])


@pytest.mark.parametrize(
    ("state", "days", "may"),
    [("closed", 0, True), ("closed", 90, True), ("closed", 90.001, False), ("active", 1, False)],
)
def test_a_case_is_opened_again_for_ninety_days(state, days, may):
    closed_at = NOW - timedelta(days=days)
    assert (rules.reasons_not_to_reopen(state, closed_at, now=NOW) == []) is may


@pytest.mark.parametrize(
    ("state", "by", "may"),
    [
        ("closure_proposed", 3, True),
        ("closure_proposed", 1, False),
        ("closure_proposed", 2, False),
        ("closure_proposed", None, False),
        ("active", 3, False),
    ],
)
def test_a_second_person_approves_a_proposal_once(state, by, may):
    assert (rules.reasons_not_to_approve(replace(READY, state=state), by=by) == []) is may


QUESTIONS = ("repeat", "targeted")
FILLED = {
    "answers": {"repeat": "no", "targeted": "not_asked"},
    "crime": "no_crime",
    "crime_note": "",
    "is_hate": False,
}


@pytest.mark.parametrize(
    ("change", "against"),
    [
        ({}, []),
        ({"answers": {"repeat": "no"}}, ["Say of each question whether it was asked: targeted."]),
        (
            {"answers": {"repeat": "no", "targeted": "maybe"}},
            ["Say of each question whether it was asked: targeted."],
        ),
        ({"crime": ""}, ["Say whether there is a crime in it."]),
        ({"crime": "recorded"}, ["Enter the number of the crime."]),
        ({"crime": "recorded", "crime_note": "20E1/1234/14"}, []),
        ({"is_hate": True}, ["It is a hate incident: say why there is no crime in it."]),
        ({"is_hate": True, "crime_note": "Words only, to nobody."}, []),
    ],
)
def test_a_report_says_what_was_asked_and_whether_crime_was_considered(change, against):
    assert rules.reasons_not_to_report(questions=QUESTIONS, **FILLED | change) == against


@pytest.mark.parametrize(("reports", "is_repeat"), [(0, False), (2, False), (3, True)])
def test_three_reports_make_a_repeat_victim(reports, is_repeat):
    assert rules.is_repeat(reports) is is_repeat
