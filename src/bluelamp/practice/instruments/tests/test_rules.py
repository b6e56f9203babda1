"""Reasons against, as truth tables."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.rules import Overriding
from bluelamp.practice.instruments.words import MOVES, STATES

WHY = "There were three more incidents."
SWITCHED_ON = Overriding({"sergeant": 2, "neighbourhood_officer": 1}, {"sergeant": 1}, 20)


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_a_version_moves_as_the_table_says_and_no_otherwise(before, after):
    units = ["BE"] if after == "pilot" else []
    against = rules.reasons_not_to_move(before=before, after=after, units=units, reason=WHY)
    assert (against == []) == (after in MOVES[before])


def test_units_belong_to_a_pilot_and_a_pilot_to_units():
    assert rules.reasons_not_to_move(before="draft", after="pilot", units=[], reason=WHY) == [
        "Choose the units that try it."
    ]
    assert rules.reasons_not_to_move(before="draft", after="in_force", units=["BE"], reason=WHY) == [
        "Units are chosen for a pilot alone."
    ]


@pytest.mark.parametrize(
    ("role", "is_assessor", "before", "after", "against"),
    [
        # role, made it themselves, from, to, how many reasons against
        ("neighbourhood_officer", True, 0, 1, 0),
        ("neighbourhood_officer", True, 0, 2, 1),
        ("sergeant", False, 0, 2, 0),
        ("sergeant", False, 2, 0, 1),
        ("neighbourhood_officer", True, 2, 1, 1),
        ("sergeant", False, 2, 1, 0),
        ("sergeant", True, 2, 1, 1),
        ("sergeant", True, 1, 2, 0),
        ("analyst", False, 0, 1, 1),
        ("sergeant", False, 1, 1, 1),
        ("sergeant", False, 1, None, 1),
    ],
)
def test_who_sets_which_band_where_lowering_is_switched_on(role, is_assessor, before, after, against):
    assert len(override(SWITCHED_ON, role, is_assessor, before, after)) == against


@pytest.mark.parametrize(
    ("role", "bands", "against"),
    [
        ("contact_officer", 1, []),
        ("contact_officer", 2, ["Your role lets you raise it by one band. Ask somebody who supervises."]),
        ("partner", 2, ["Your role lets you raise it by one band. Ask somebody who supervises."]),
        ("sergeant", 2, []),
        ("partner_lead", 2, []),
        ("analyst", 1, ["Your role does not let you raise a band."]),
    ],
)
def test_who_sees_the_street_raises_one_band_and_who_supervises_two(role, bands, against):
    assert override(rules.overriding(date(2014, 1, 7)), role, True, 0, bands) == against


@pytest.mark.parametrize("role", ["sergeant", "coordinator", "partner_lead"])
def test_nobody_lowers_a_band_as_shipped(role):
    assert override(rules.overriding(date(2014, 1, 7)), role, False, 2, 1) == [
        "A band is raised by judgement, and never lowered: this force has not switched that on."
    ]


def override(policy, role, is_assessor, before, after):
    return rules.reasons_not_to_override(
        stage="current", is_theirs=True, is_assessor=is_assessor, role=role, before=before, after=after,
        code="pattern", reason=WHY, policy=policy,
    )  # fmt: skip


def test_every_state_leads_somewhere_until_it_is_withdrawn():
    life = ["draft", "pilot", "in_force", "withdrawn"]
    assert all(after in MOVES[before] for before, after in pairwise(life))
    assert MOVES["withdrawn"] == ()
