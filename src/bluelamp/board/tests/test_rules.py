"""When a finding may be settled and a paper signed, as truth tables."""

from __future__ import annotations

import pytest

from bluelamp.board import rules

READY = {"open_findings": 0, "is_signed": False, "is_latest": True, "is_as_read": True}


@pytest.mark.parametrize(
    ("change", "against"),
    [
        ({}, []),
        ({"open_findings": 1}, ["1 finding is neither cleared nor accepted with a reason."]),
        ({"open_findings": 3}, ["3 findings are neither cleared nor accepted with a reason."]),
        ({"is_signed": True}, ["This edition is signed already."]),
        ({"is_latest": False}, ["A later edition has been built. Sign that one."]),
        ({"is_as_read": False}, ["The paper has changed since you read it. Read it again, then sign."]),
    ],
)
def test_what_stands_against_signing(change, against):
    assert rules.reasons_not_to_sign(**(READY | change)) == against


def test_everything_that_stands_against_signing_is_told_at_once():
    worst = {"open_findings": 2, "is_signed": True, "is_latest": False, "is_as_read": False}
    assert len(rules.reasons_not_to_sign(**worst)) == 4


@pytest.mark.parametrize(
    ("is_known", "is_signed", "reason", "count"),
    [
        (True, False, "It is from the log.", 0),
        (True, False, "too short", 1),
        (True, False, " " * 20, 1),
        (False, False, "It is from the log.", 1),
        (True, True, "It is from the log.", 1),
        (False, True, "", 3),
    ],
)
def test_what_stands_against_settling_a_finding(is_known, is_signed, reason, count):
    against = rules.reasons_not_to_settle(is_known=is_known, is_signed=is_signed, reason=reason)
    assert len(against) == count
