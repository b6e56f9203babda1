from datetime import date

import pytest

from bluelamp.analysis import spc
from bluelamp.analysis.spc import rebasing

MONTHS = [date(2013, month, 1) for month in range(1, 13)]
DECISION = {
    "since": date(2013, 4, 1),
    "cause": "New recording standard",
    "evidence": "Force order 12/2013; the step is in every unit at once.",
    "decided_by": "P. Analyst",
    "decided_on": date(2013, 12, 2),
}


def test_a_rebase_counts_once_a_second_person_approves_it_and_no_longer_once_withdrawn():
    decided = spc.Rebase(**DECISION)
    approved = decided.approve(by="C. Inspector", on=date(2013, 12, 5))
    withdrawn = approved.withdraw(by="C. Inspector", on=date(2014, 1, 6))
    assert [r.is_in_force for r in (decided, approved, withdrawn)] == [False, True, False]
    assert rebasing.phases([decided, withdrawn], MONTHS) == ()
    assert rebasing.phases([approved], MONTHS) == (3,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cause": " "}, "needs its cause"),
        ({"decided_by": ""}, "name of whoever decided"),
        ({"decided_on": date(2013, 3, 1)}, "cannot begin after the day it is decided"),
        ({"approved_by": "C. Inspector"}, "approval of a rebase needs both who and when"),
        ({"approved_by": "p.  analyst", "approved_on": date(2013, 12, 5)}, "by a second person"),
        (
            {"approved_by": "C. Inspector", "approved_on": date(2013, 12, 1)},
            "cannot come before the decision",
        ),
        ({"withdrawn_on": date(2013, 12, 5)}, "withdrawal of a rebase needs both"),
    ],
)
def test_what_cannot_be_a_decision_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        spc.Rebase(**{**DECISION, **change})


@pytest.mark.parametrize(
    ("change", "words"),
    [({"evidence": ""}, "on its evidence"), ({"expected_to_last": False}, "no new usual")],
)
def test_approval_is_refused_without_evidence_or_for_what_will_pass(change, words):
    with pytest.raises(ValueError, match=words):
        spc.Rebase(**{**DECISION, **change}).approve(by="C. Inspector", on=date(2013, 12, 5))


@pytest.mark.parametrize("since", [date(2012, 12, 1), date(2013, 1, 1), date(2014, 1, 1)])
def test_a_rebase_outside_the_series_is_refused(since):
    with pytest.raises(ValueError, match="runs from January 2013 to December 2013"):
        rebasing.position(since, MONTHS)


USUAL = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]


@pytest.mark.parametrize(
    ("after", "cause", "lasts", "reasons"),
    [
        ([70, 71, 69, 70, 72, 71, 70, 69], "New standard", True, 0),
        ([70, 71, 69, 70, 72, 71, 70, 69], "", False, 2),
        ([70, 71, 69], "New standard", True, 1),
        ([80, 81, 79, 82, 80, 81, 79, 80], "New standard", True, 1),
        ([70, 81, 79, 82, 80, 81, 79, 80], "New standard", True, 1),
        ([70, 95, 70, 95, 70, 95, 70, 95], "New standard", True, 1),
    ],
)
def test_reasons_not_to_rebase(after, cause, lasts, reasons):
    signal = spc.judge([*USUAL, *after])
    assert len(spc.reasons_not_to_rebase(signal, 12, cause=cause, expected_to_last=lasts)) == reasons
