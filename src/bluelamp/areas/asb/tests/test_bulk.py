"""Many cases at once: reviewed with one note, put forward for closing, closed, and taken back while there is time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.areas.asb.bulk_acts import CLOSE, PROPOSE, REVIEW
from bluelamp.areas.asb.models import Case, StateChange
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, take, taker
from bluelamp.areas.asb.worklist import CASES, REVIEWS
from bluelamp.kernel.access.scope import Scope
from bluelamp.practice.casework.actions import bulk
from bluelamp.practice.casework.actions.bulk import Asked
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.queries import worklists
from bluelamp.practice.promises import actions as promises
from bluelamp.practice.promises.models import SupervisorReview

pytestmark = pytest.mark.django_db
WHY = "It has been quiet for a month."
SYSTEM = Scope.system("a test")


@pytest.fixture
def by():
    return taker("sergeant")


def case(by, band="medium", assessed_by=SYSTEM):
    made = case_of(take(by))
    promises.reviews.set_band(by=assessed_by, holding=made.holding, band=band, now=NOW)
    return made


def asked(act, on=CASES, refs=None, **said):
    said = said or ({"rank": "sergeant", "note": WHY} if act is REVIEW else {"reason": WHY})
    return Asked(on, act, said, Chosen(), refs, once="drawn")


def shown(by, wanted, now=NOW):
    preview = bulk.preview(by=by, asked=wanted, now=now)
    return {row.look.holding.pk: (row.row.words, row.row.against) for row in preview.rows}


def do(by, wanted, now=NOW):
    return bulk.do(by=by, asked=wanted, seal=bulk.preview(by=by, asked=wanted, now=now).seal, now=now)


def outcomes(run):
    return {row.holding_id: row.outcome for row in run.rows.all()}


def states():
    return dict(Case.objects.values_list("holding", "state"))


def reviews(holding):
    rows = SupervisorReview.objects.filter(holding=holding, rank="sergeant", dropped_at=None)
    return [(row.done_at, row.note) for row in rows.order_by("pk")]


def test_a_weeks_reviews_are_done_with_one_note_but_never_ones_own(by):
    theirs, own, standard = case(by), case(by, assessed_by=by), case(by, "standard")
    assert shown(by, asked(REVIEW)) == {
        theirs.holding_id: ("Reviewed by a sergeant, due 4 February 2014", ()),
        own.holding_id: (
            "Reviewed by a sergeant, due 4 February 2014",
            ("You assessed this record yourself. Somebody else has to review it.",),
        ),
        standard.holding_id: ("Reviewed by a sergeant", ("No review of this rank is due.",)),
    }
    run = do(by, asked(REVIEW))
    assert outcomes(run)[theirs.holding_id] == "done"
    assert reviews(theirs.holding) == [(NOW, WHY), (None, "")]
    assert reviews(own.holding) == [(None, "")]


def test_reviews_taken_back_are_due_again_as_they_were(by):
    one = case(by)
    due = SupervisorReview.objects.get(holding=one.holding, rank="sergeant", dropped_at=None).due_at
    run = do(by, asked(REVIEW))
    assert outcomes(bulk.undo(by=by, number=run.pk, now=NOW)) == {one.holding_id: "undone"}
    waiting = SupervisorReview.objects.get(holding=one.holding, rank="sergeant", dropped_at=None)
    assert (waiting.due_at, waiting.done_at, waiting.note) == (due, None, "")


def test_a_review_that_another_band_followed_stays_done(by):
    one = case(by)
    run = do(by, asked(REVIEW))
    promises.reviews.set_band(by=SYSTEM, holding=one.holding, band="high", now=NOW)
    assert outcomes(bulk.undo(by=by, number=run.pk, now=NOW)) == {one.holding_id: "done"}
    assert run.rows.get().why == "Not taken back: Something followed from it already."


def test_many_are_proposed_and_closed_and_what_stands_against_one_is_said(by):
    one, other = case(by), case(by)
    promises.promises.make(
        by=by,
        record=other.holding.ref,
        to_role="victim",
        says="We will ring you.",
        due_at=NOW + DAY,
        now=NOW,
    )
    do(by, asked(PROPOSE))
    assert set(states().values()) == {"closure_proposed"}
    later = NOW + 2 * DAY
    assert shown(by, asked(CLOSE), later) == {
        one.holding_id: ("Closed, until now: closing proposed", ()),
        other.holding_id: (
            "Closed, until now: closing proposed",
            ("Do first what is overdue: We will ring you.",),
        ),
    }
    do(by, asked(CLOSE), later)
    assert states() == {one.holding_id: "closed", other.holding_id: "closure_proposed"}


def test_what_was_closed_is_open_again_where_it_was_and_every_step_stays(by):
    one = case(by)
    do(by, asked(PROPOSE))
    run = do(by, asked(CLOSE))
    bulk.undo(by=by, number=run.pk, now=NOW)
    one.refresh_from_db()
    one.holding.refresh_from_db()
    assert (one.state, one.closed_at, one.reopened_count, one.holding.state) == (
        "closure_proposed",
        None,
        0,
        "open",
    )
    moves = StateChange.objects.filter(case=one).order_by("pk").values_list("before", "state")
    assert list(moves)[1:] == [
        ("reported", "closure_proposed"),
        ("closure_proposed", "closed"),
        ("closed", "closure_proposed"),
    ]


def test_a_case_that_somebody_moved_on_meanwhile_stays_as_they_left_it(by):
    one = case(by)
    run = do(by, asked(PROPOSE))
    colleague = taker("sergeant")
    do(colleague, asked(CLOSE))
    bulk.undo(by=by, number=run.pk, now=NOW)
    assert (states(), run.rows.get().why) == (
        {one.holding_id: "closed"},
        "Not taken back: Somebody moved it on meanwhile.",
    )


def test_the_list_of_reviews_has_the_first_due_first_and_nothing_that_waits_for_nobody(by):
    medium, high, _ = case(by), case(by, "high"), case(by, "standard")
    page = worklists.page(by, REVIEWS, Chosen(), now=NOW)
    assert [(line.look.ref, line.cells[2:4]) for line in page.lines] == [
        (high.holding.ref, ("Sergeant", "21 January 2014")),
        (medium.holding.ref, ("Sergeant", "4 February 2014")),
    ]


@pytest.mark.parametrize(
    ("due", "days", "found"),
    [
        ("due", 6, 0),
        ("due", 7, 1),
        ("overdue", 13, 0),
        ("overdue", 15, 1),
        ("due-sergeant", 7, 1),
        ("due-inspector", 7, 0),
        ("later", 6, 1),
    ],
)
def test_reviews_are_chosen_by_when_they_are_due_and_by_rank(by, due, days, found):
    case(by, "high")
    page = worklists.page(by, REVIEWS, Chosen({"due": (due,)}), now=NOW + days * DAY)
    assert len(page.lines) == found


@pytest.mark.parametrize("act", [REVIEW, PROPOSE, CLOSE])
def test_a_preview_asks_as_much_for_three_as_for_one(by, act):
    refs = [case(by).holding.ref for _ in range(3)]
    counted = []
    for some in (refs[:1], refs):
        with CaptureQueriesContext(connection) as found:
            shown(by, asked(act, refs=frozenset(some)))
        counted.append(len(found))
    assert counted[0] == counted[1]
    assert counted[0] <= 25
