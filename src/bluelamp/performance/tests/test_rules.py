"""When a rebase may be proposed, approved, declined and withdrawn, as truth tables."""

from __future__ import annotations

import pytest

from bluelamp.kernel.figures.periods import Month
from bluelamp.performance import rules

SINCE, FIRST, LAST = Month(2013, 5), Month(2010, 12), Month(2013, 11)
GOOD = {
    "since": SINCE,
    "first": FIRST,
    "last": LAST,
    "cause": "Recorded in a new way",
    "evidence": "Force order of 1 March 2013",
    "is_taken": False,
}
STATES = ("proposed", "approved", "declined", "withdrawn")
WHY = "The day of the change is on record."


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"since": LAST}, []),
        ({"since": FIRST}, ["since"]),
        ({"since": Month(2010, 11)}, ["since"]),
        ({"since": Month(2013, 12)}, ["since"]),
        ({"first": None, "last": None}, ["since"]),
        ({"is_taken": True}, ["since"]),
        ({"cause": "  new  "}, ["cause"]),
        ({"evidence": ""}, ["evidence"]),
        ({"since": FIRST, "cause": "", "evidence": ""}, ["since", "cause", "evidence"]),
    ],
)
def test_a_proposal_is_refused_at_the_field_that_is_wrong(change, fields):
    assert [reason.field for reason in rules.reasons_not_to_propose(**GOOD | change)] == fields


@pytest.mark.parametrize(
    ("state", "is_proposer", "lasts", "approve", "decline", "withdraw"),
    [
        # reasons against each; withdrawing asks neither who nor whether it lasts
        ("proposed", False, True, 0, 0, 0),
        ("proposed", False, False, 1, 0, 0),
        ("proposed", True, True, 1, 1, 0),
        ("proposed", True, False, 2, 1, 0),
        ("approved", False, True, 1, 1, 0),
        ("declined", False, True, 1, 1, 1),
        ("withdrawn", False, True, 1, 1, 1),
        ("withdrawn", True, False, 3, 2, 1),
    ],
)
def test_who_may_decide_what_and_when(state, is_proposer, lasts, approve, decline, withdraw):
    stands = {"state": state, "last_deed": "Lena approved it.", "because": WHY}
    assert (
        len(rules.reasons_not_to_approve(**stands, is_proposer=is_proposer, expected_to_last=lasts)),
        len(rules.reasons_not_to_decline(**stands, is_proposer=is_proposer)),
        len(rules.reasons_not_to_withdraw(**stands)),
    ) == (approve, decline, withdraw)


@pytest.mark.parametrize(("because", "refused"), [(None, False), (WHY, False), ("ok", True), ("  ", True)])
def test_nothing_is_decided_without_a_reason_that_can_be_checked(because, refused):
    stands = {"state": "proposed", "last_deed": "", "because": because}
    found = [
        rules.reasons_not_to_approve(**stands, is_proposer=False, expected_to_last=True),
        rules.reasons_not_to_decline(**stands, is_proposer=False),
        rules.reasons_not_to_withdraw(**stands),
    ]
    assert [[reason.field for reason in each] for each in found] == [["because"] if refused else []] * 3


@pytest.mark.parametrize("state", ["approved", "declined", "withdrawn"])
def test_whoever_comes_second_is_told_who_was_first(state):
    (against, *_) = rules.reasons_not_to_approve(
        state=state, last_deed="Lena Sample approved it on 7 January 2014.", is_proposer=False, expected_to_last=True
    )  # fmt: skip
    assert against.words == "It has been decided already. Lena Sample approved it on 7 January 2014."
