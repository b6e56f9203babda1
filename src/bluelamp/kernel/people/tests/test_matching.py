"""Pairs of records: the linking lays them out, somebody decides, and decisions hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.linking import proposing
from bluelamp.kernel.people.linking.engine import Evidence, Scored
from bluelamp.kernel.people.models import Candidate, MatchDecision, Matching, Merge, Person
from bluelamp.kernel.people.tests.factories import HOMES, NOW, record, scope

SYSTEM = Scope.system("a test")
WHY = "Same birth and house, and she said so."
CLUES = (Evidence("Given name", "same given name", 6.0), Evidence("Address", "different addresses", -2.5))


def scored(left, right, probability=0.9999, bits=20.0):
    first, second = sorted((left.pk, right.pk))
    return Scored(f"{first:012}", f"{second:012}", probability, bits, CLUES)


def link(*found, **more):
    return actions.linking.link(by=SYSTEM, now=NOW, scored=list(found), **more)


def waiting(by, outcome=""):
    return [one.pk for one in queries.matching.waiting(by, now=NOW, outcome=outcome)]


@pytest.mark.django_db
def test_linking_fills_the_queue_and_again_finds_the_same():
    one, two, three = record(), record(given="Liz"), record(given="Jennifer")
    found = [scored(one, two), scored(one, three)]
    first = link(*found)
    assert (first.records, first.put_forward, first.to_look_at, first.linked) == (3, 1, 0, 0)
    assert link(*found) == first
    kept = Candidate.objects.get()
    assert (kept.left, kept.right, kept.outcome, kept.evidence[0]["says"]) == (
        one,
        two,
        "link",
        "same given name",
    )
    assert Matching.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("decision", "people", "comes_back"), [("link", 1, False), ("apart", 2, False), ("unsure", 2, True)]
)
def test_a_decision_joins_or_does_not_and_holds_when_records_are_compared_again(decision, people, comes_back):
    by, one, two = scope(), record(), record()
    link(scored(one, two, 0.6))
    (number,) = waiting(by, "ask")
    actions.matching.decide(by=by, number=number, decision=decision, reason=WHY, now=NOW)
    assert Person.objects.values("head").distinct().count() == people
    kept = MatchDecision.objects.get()
    assert (kept.decision, kept.probability, kept.settings_version, kept.by_name) == (
        decision,
        0.6,
        "2026-11",
        by.actor_name,
    )
    assert kept.evidence[1] == {"title": "Address", "says": "different addresses", "bits": -2.5}
    link(scored(one, two, 0.6))
    assert bool(waiting(by)) is comes_back


@pytest.mark.django_db
@pytest.mark.parametrize(("decision", "reason"), [("perhaps", WHY), ("link", "ok"), ("link", "")])
def test_a_decision_wants_to_be_one_and_to_say_why(decision, reason):
    by = scope()
    link(scored(record(), record(), 0.6))
    with pytest.raises(NotNow):
        actions.matching.decide(by=by, number=waiting(by)[0], decision=decision, reason=reason, now=NOW)
    assert (MatchDecision.objects.count(), Merge.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_pair_shows_only_to_those_who_may_see_both_records():
    ours, theirs, sealed = record(), record(HOMES), record(sensitivity="sealed")
    link(scored(ours, theirs, 0.6), scored(ours, sealed, 0.6))
    assert Candidate.objects.count() == 2
    number = Candidate.objects.first().pk
    for by in (scope(), scope("sergeant")):
        assert waiting(by) == []
        with pytest.raises(NotPermitted):
            actions.matching.decide(by=by, number=number, decision="link", reason=WHY, now=NOW)
    for by in (
        scope("partner", HOMES),
        scope("neighbourhood_officer"),
        scope("analyst"),
        scope("administrator"),
    ):
        with pytest.raises(NotPermitted):
            waiting(by)


@pytest.mark.django_db
def test_many_are_confirmed_at_once_and_one_that_cannot_be_does_not_hold_up_the_rest():
    by, rows = scope(), [record() for _ in range(5)]
    link(scored(rows[0], rows[1]), scored(rows[2], rows[3]), scored(rows[0], rows[4], 0.6))
    asked = waiting(by, "ask")[0]
    linked, refused = actions.matching.confirm(
        by=by, numbers=[*waiting(by, "link"), asked], reason=WHY, now=NOW
    )
    assert (linked, len(refused)) == (2, 1)
    assert "look at it by itself" in refused[0]
    assert Merge.objects.count() == 2


@pytest.mark.django_db
def test_the_policy_may_link_by_itself_and_every_link_is_a_decision_that_can_be_undone():
    one, two, three, four = (record() for _ in range(4))
    before = dict(Person.objects.values_list("pk", "head"))
    automatic = replace(proposing.policy(), automatic=True)
    found = [scored(one, two), scored(three, four), scored(two, three), scored(one, four, 0.6)]
    assert link(*found, policy=automatic).linked == 3
    assert set(Person.objects.values_list("head", flat=True)) == {one.person_id}
    assert {decision.by_name for decision in MatchDecision.objects.all()} == {"a test"}
    by = scope()
    for merge in Merge.objects.order_by("pk"):
        ref = Person.objects.get(pk=merge.gone_id).ref
        actions.merging.unmerge(by=by, ref=ref, number=merge.pk, reason=WHY, now=NOW)
    assert dict(Person.objects.values_list("pk", "head")) == before


@pytest.mark.django_db
def test_the_queue_and_a_pair_are_written_down_with_the_records_they_showed():
    by, one, two = scope(), record(), record()
    link(scored(one, two, 0.6))
    shown, total = actions.reading.page_of_pairs(by=by, outcome="ask", page=1, size=25, now=NOW)
    assert (len(shown), total) == (1, 1)
    written = Record.objects.latest("seq")
    assert written.operation == "people.pairs"
    assert written.objects_touched == sorted(f"holding:{r.holding.ref}" for r in (one, two))


@pytest.mark.django_db
def test_a_pair_says_what_differs_what_speaks_for_it_and_whether_it_is_stale():
    by, one, two = scope(), record(note="One."), record(given="Liz", note="Another.")
    link(scored(one, two, 0.6, bits=-10.0))
    pair = queries.matching.pair(by, waiting(by)[0], now=NOW)
    assert [item.key for item, _, _, differs in pair.rows() if differs] == ["name"]
    assert [clue.strength for clue in pair.clues] == ["for", "a little against"]
    assert (pair.prior, pair.is_stale) == (-13.5, False)
    assert "about 60 in 100" in pair.sentence
    actions.records.change(
        by=by, ref=one.holding.ref, version=1, kept=replace(actions.records.as_kept(one), sex="M"), now=NOW
    )
    assert queries.matching.pair(by, waiting(by)[0], now=NOW).is_stale


@pytest.mark.django_db
def test_one_pair_and_three_take_as_many_questions(django_assert_max_num_queries):
    by, rows = scope(), [record() for _ in range(6)]
    for number in (1, 3):
        link(*(scored(rows[2 * n], rows[2 * n + 1], 0.6) for n in range(number)))
        with django_assert_max_num_queries(24):
            shown, _ = actions.reading.page_of_pairs(by=by, outcome="ask", page=1, size=25, now=NOW)
        assert len(shown) == number
