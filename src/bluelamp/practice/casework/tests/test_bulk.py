"""One thing to many cases: what is done is what was shown, a case at a time, and it can be taken back for a while."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.together import NotAsShown
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.actions.bulk import Asked
from bluelamp.practice.casework.bulk_acts import ASSIGN, UNASSIGN
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import Assignment, BulkRun
from bluelamp.practice.casework.tests.factories import LATER, MINUTE, NOW, WHY, case, cases
from bluelamp.practice.casework.tests.kinds import CASES

pytestmark = pytest.mark.django_db


def asked(to="oona", refs=None, act=ASSIGN, **chosen):
    said = {"username": to, "reason": WHY} if act is ASSIGN else {"reason": WHY}
    return Asked(CASES, act, said, Chosen(chosen), refs, once="drawn")


def shown(by, wanted):
    return actions.bulk.preview(by=by, asked=wanted, now=NOW)


def do(by, wanted):
    return actions.bulk.do(by=by, asked=wanted, seal=shown(by, wanted).seal, now=NOW)


def outcomes(run):
    return {row.holding_id: row.outcome for row in run.rows.all()}


def working():
    rows = Assignment.objects.filter(until=None)
    return dict(rows.values_list("holding", "user__username"))


def test_what_is_done_is_what_was_shown_and_what_is_refused_says_why(sergeant, officer, colleague):
    one, other, restricted = case(), case(), case(sensitivity="restricted")
    restricted.people.create(user_id=sergeant.actor_id, reason=WHY, since=NOW, by_name="Sadia")
    actions.assignments.assign(by=sergeant, ref=other.ref, username="cole", reason=WHY, now=NOW)
    preview = shown(sergeant, asked())
    assert {each.look.holding.pk: (each.row.words, each.row.against) for each in preview.rows} == {
        one.pk: ("Assigned to oona", ()),
        other.pk: ("Assigned to oona instead of cole", ()),
        restricted.pk: ("Assigned to oona", ("oona could not open it.",)),
    }
    assert (preview.going, preview.staying, working()) == (2, 1, {other.pk: "cole"})
    run = actions.bulk.do(by=sergeant, asked=asked(), seal=preview.seal, now=NOW)
    assert outcomes(run) == {one.pk: "done", other.pk: "done", restricted.pk: "refused"}
    assert working() == {one.pk: "oona", other.pk: "oona"}


def test_sent_twice_at_once_it_is_done_once(sergeant, officer):
    one, seal = case(), shown(sergeant, asked()).seal
    waiting, runs = [asked()], []

    def first_the_other(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and waiting:
            runs.append(actions.bulk.do(by=sergeant, asked=waiting.pop(), seal=seal, now=NOW))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(first_the_other):
        runs.append(actions.bulk.do(by=sergeant, asked=asked(), seal=seal, now=NOW))
    assert [run.pk for run in runs] == [BulkRun.objects.get().pk] * 2
    assert outcomes(runs[0]) == {one.pk: "done"}


@pytest.mark.parametrize("change", ["another", "gone", "reassigned", "said", "by"])
def test_whatever_changed_since_the_preview_is_shown_again(sergeant, officer, colleague, change):
    one, _ = cases(2)
    seal = shown(sergeant, asked()).seal
    by, wanted = sergeant, asked()
    if change == "another":
        case()
    elif change == "gone":
        type(one).objects.filter(pk=one.pk).update(lpu=None)
    elif change == "reassigned":
        actions.assignments.assign(by=sergeant, ref=one.ref, username="cole", reason=WHY, now=NOW)
    elif change == "said":
        wanted = asked("cole")
    else:
        by = replace(sergeant, actor_id=officer.actor_id)
    with pytest.raises(NotAsShown):
        actions.bulk.do(by=by, asked=wanted, seal=seal, now=NOW)
    assert BulkRun.objects.count() == 0


def test_only_the_ticked_and_only_those_that_are_seen(sergeant, officer):
    one, _, far = case(), case(), case("DY")
    run = do(sergeant, asked(refs=frozenset({one.ref, far.ref, "0000000000"})))
    assert outcomes(run) == {one.pk: "done"}


def test_all_that_were_found_means_those_that_fit(sergeant, officer):
    one, closed = case(), case(state="closed")
    assert outcomes(do(sergeant, asked(state=("open",)))) == {one.pk: "done"}
    assert closed.pk not in working()


def test_sent_twice_it_is_done_once(sergeant, officer):
    case()
    seal = shown(sergeant, asked()).seal
    first, second = (actions.bulk.do(by=sergeant, asked=asked(), seal=seal, now=NOW) for _ in range(2))
    assert (first, Assignment.objects.count()) == (second, 1)


def test_taken_back_each_goes_to_whoever_had_it(sergeant, officer, colleague):
    _, other = cases(2)
    actions.assignments.assign(by=sergeant, ref=other.ref, username="cole", reason=WHY, now=NOW)
    run = do(sergeant, asked())
    run = actions.bulk.undo(by=sergeant, number=run.pk, now=LATER)
    assert (working(), set(outcomes(run).values())) == ({other.pk: "cole"}, {"undone"})
    with pytest.raises(NotNow, match="already"):
        actions.bulk.undo(by=sergeant, number=run.pk, now=LATER)


def test_what_others_changed_meanwhile_stays_as_they_left_it(sergeant, officer, colleague):
    one, other = cases(2)
    run = do(sergeant, asked())
    actions.assignments.assign(by=sergeant, ref=one.ref, username="cole", reason=WHY, now=LATER)
    run = actions.bulk.undo(by=sergeant, number=run.pk, now=LATER)
    assert (working(), outcomes(run)) == ({one.pk: "cole"}, {one.pk: "done", other.pk: "undone"})


def test_after_half_an_hour_it_stays_done(sergeant, officer):
    case()
    run = do(sergeant, asked())
    with pytest.raises(NotNow, match="time"):
        actions.bulk.undo(by=sergeant, number=run.pk, now=NOW + 30 * MINUTE)


def test_nobody_takes_back_or_reads_what_somebody_else_did(sergeant, officer):
    case()
    run = do(sergeant, asked())
    for call in (actions.bulk.undo, actions.bulk.results):
        with pytest.raises(NotPermitted):
            call(by=officer, number=run.pk, now=NOW)


def test_given_back_to_nobody_and_back_again(sergeant, officer):
    one, free = cases(2)
    actions.assignments.assign(by=sergeant, ref=one.ref, username="oona", reason=WHY, now=NOW)
    run = do(sergeant, asked(act=UNASSIGN))
    assert (outcomes(run), working()) == ({one.pk: "done", free.pk: "refused"}, {})
    actions.bulk.undo(by=sergeant, number=run.pk, now=LATER)
    assert working() == {one.pk: "oona"}


def test_whoever_may_not_assign_one_may_not_assign_many(officer):
    case()
    with pytest.raises(NotPermitted):
        shown(officer, asked())


@pytest.mark.parametrize("wanted", [{"to": "nobody"}, {"refs": frozenset()}])
def test_what_cannot_be_understood_does_nothing(sergeant, wanted):
    case()
    with pytest.raises(NotNow):
        shown(sergeant, asked(**wanted))


def test_a_preview_asks_as_much_for_three_as_for_one(sergeant, officer):
    one, other, third = cases(3)
    counted = []
    for refs in ({one.ref}, {one.ref, other.ref, third.ref}):
        with CaptureQueriesContext(connection) as found:
            shown(sergeant, asked(refs=frozenset(refs)))
        counted.append(len(found))
    assert counted[0] == counted[1]
