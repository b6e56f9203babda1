"""What is put forward, what is asked, what is left apart; and that no person is put together across a bar."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.kernel.people.linking import proposing
from bluelamp.kernel.people.linking.engine import Scored
from bluelamp.kernel.people.linking.entries import Entry
from bluelamp.kernel.people.linking.proposing import APART, ASK, LINK, Policy

POLICY = Policy("test", sure=0.99, ask=0.2, automatic=False)
BORN = date(1980, 1, 29)


def entry(name: str, given: str = "Elizabeth", born: date | None = BORN) -> Entry:
    return Entry(name, given, "Brindlewick", born=born)


def pair(left: str, right: str, probability: float = 0.9999, bits: float = 20.0) -> Scored:
    return Scored(left, right, probability, bits, ())


def outcomes(entries, scored, **more):
    found = proposing.propose(entries, scored, POLICY, **more)
    return {(one.scored.left, one.scored.right): one.outcome for one in found}


@pytest.mark.parametrize(
    ("probability", "outcome"), [(0.99, LINK), (0.9899, ASK), (0.2, ASK), (0.1999, APART)]
)
def test_probability_decides_where_nothing_bars(probability, outcome):
    assert outcomes([entry("a"), entry("b")], [pair("a", "b", probability)]) == {("a", "b"): outcome}


def test_a_twin_stays_apart_however_probable():
    assert outcomes([entry("a"), entry("b", "Jennifer")], [pair("a", "b")]) == {("a", "b"): APART}


def test_a_person_is_never_put_together_across_a_bar():
    """b fits a and c, but a and c were born fifteen months apart: the weaker link waits for somebody."""
    entries = [entry("a"), entry("b", born=None), entry("c", born=date(1981, 4, 3))]
    found = outcomes(entries, [pair("a", "b", bits=30), pair("b", "c", bits=12)])
    assert found == {("a", "b"): LINK, ("b", "c"): ASK}


def test_a_record_that_fits_two_people_alike_waits():
    entries = [entry("a"), entry("b", born=None), entry("c", born=date(1950, 4, 3))]
    found = outcomes(entries, [pair("a", "b", bits=20), pair("b", "c", bits=18)])
    assert found == {("a", "b"): ASK, ("b", "c"): ASK}


def test_a_decision_to_keep_apart_holds_through_others():
    entries = [entry("a"), entry("b"), entry("c")]
    scored = [pair("a", "b"), pair("b", "c")]
    assert outcomes(entries, scored, apart=[("a", "c")]) == {("a", "b"): LINK, ("b", "c"): ASK}


def test_what_is_linked_already_counts_when_bars_are_asked():
    entries = [entry("a"), entry("b", born=None), entry("c", born=date(1981, 4, 3))]
    assert outcomes(entries, [pair("b", "c")], linked=[("a", "b")]) == {("b", "c"): ASK}


def test_the_policy_of_the_force_links_nothing_by_itself():
    policy = proposing.policy()
    assert (policy.automatic, 0 < policy.ask < policy.sure < 1) == (False, True)


def test_clusters_name_each_record_by_the_first_of_its_person():
    assert proposing.clusters("abcd", [("b", "c"), ("c", "d")]) == {"a": "a", "b": "b", "c": "b", "d": "b"}
