"""Who hears what, and when something may be done: on plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.worlds import FORCE, HOMES, NOW
from bluelamp.practice.casework import rules


@dataclass
class Said:
    audience: str
    units: list[str] = field(default_factory=lambda: ["BW"])
    department: str = FORCE
    author_id: int | None = 1


def reader(number=2, lpus=("BW",), organisation=FORCE, body=FORCE, role="neighbourhood_officer"):
    return Scope(number, "x", role, organisation, frozenset(lpus), body=body)


TEAM, AUTHOR = reader(), reader(1, ("DY",))
ELSEWHERE, WHOLE = reader(lpus=("DY",)), reader(lpus=())
PARTNER = reader(lpus=(), organisation=HOMES, body=HOMES, role="partner")


@pytest.mark.parametrize(
    ("audience", "heard_by"),
    [
        ("team", {"team", "author", "assigned"}),
        ("organisation", {"team", "author", "assigned", "elsewhere", "whole"}),
        ("shared", {"team", "author", "assigned", "elsewhere", "whole", "partner"}),
        ("told", {"team", "author", "assigned", "elsewhere", "whole", "partner"}),
    ],
)
def test_a_note_is_heard_by_those_it_is_for(audience, heard_by):
    said = Said(audience)
    asked = {
        "team": rules.hears(TEAM, said, body=FORCE),
        "author": rules.hears(AUTHOR, said, body=FORCE),
        "assigned": rules.hears(ELSEWHERE, said, body=FORCE, works_on_it=True),
        "elsewhere": rules.hears(ELSEWHERE, said, body=FORCE),
        "whole": rules.hears(WHOLE, said, body=FORCE),
        "partner": rules.hears(PARTNER, said, body=FORCE),
    }
    assert {name for name, hears in asked.items() if hears} == heard_by


def test_a_partners_own_note_stays_with_the_partner():
    said = Said("organisation", units=[], department=HOMES)
    assert [rules.hears(one, said, body=HOMES) for one in (PARTNER, TEAM, WHOLE)] == [True, False, False]


def test_without_units_the_team_is_the_department():
    said = Said("team", units=[], department="osd")
    same, other = reader(lpus=(), organisation="osd"), reader(lpus=(), organisation="hr")
    assert [rules.hears(one, said, body=FORCE) for one in (same, other, TEAM)] == [True, False, False]


@pytest.mark.parametrize(
    ("minutes", "is_author", "has_addenda", "may"),
    [
        (0, True, False, True),
        (14, True, False, True),
        (15, True, False, False),
        (14, False, False, False),
        (14, True, True, False),
        (-1, True, False, False),
    ],
)
def test_a_note_is_put_right_by_its_author_for_a_quarter_of_an_hour(minutes, is_author, has_addenda, may):
    against = rules.reasons_not_to_correct(
        is_author=is_author,
        written_at=NOW,
        has_addenda=has_addenda,
        within=rules.terms(NOW.date()).edit_for,
        now=NOW + timedelta(minutes=minutes),
    )
    assert (against == []) == may


def test_only_those_who_hold_the_case_say_what_the_victim_was_told():
    said = {"words": "You will hear on Friday.", "audience": "told", "nature": "fact"}
    assert rules.reasons_not_to_write(**said, is_own=True) == []
    assert len(rules.reasons_not_to_write(**said, is_own=False)) == 1


def test_everything_that_is_wrong_with_a_note_is_said_at_once():
    against = rules.reasons_not_to_write(words=" ", audience="all", nature="rumour", is_own=True)
    assert len(against) == 3


@pytest.mark.parametrize(
    ("two", "one_kind", "gone", "keeps", "reason", "faults"),
    [
        (True, True, False, False, "The same door, the same night.", 0),
        (False, True, False, False, "The same door, the same night.", 1),
        (True, False, False, False, "The same door, the same night.", 1),
        (True, True, True, False, "The same door, the same night.", 1),
        (True, True, False, True, "The same door, the same night.", 1),
        (True, True, False, False, "Same.", 1),
    ],
)
def test_two_cases_are_joined_once_and_with_a_reason(two, one_kind, gone, keeps, reason, faults):
    against = rules.reasons_not_to_merge(
        are_two=two, of_one_kind=one_kind, is_gone=gone, keeps_others_gone=keeps, reason=reason
    )
    assert len(against) == faults
