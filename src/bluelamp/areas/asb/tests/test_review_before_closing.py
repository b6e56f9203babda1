"""A case at standard risk is reviewed by a sergeant before it is closed: by the rule of the day it is proposed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.areas.asb import actions, queries
from bluelamp.areas.asb.standing import standing_of
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, take, taker
from bluelamp.areas.asb.worklist import REVIEWS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.queries import worklists
from bluelamp.practice.promises.actions import reviews
from bluelamp.practice.promises.models import SupervisorReview

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 11, 23, 9, tzinfo=UTC)
WHY = "It has been quiet for a month."
WAITS = "It waits for the review of a sergeant before it is closed."


@pytest.fixture
def by():
    return taker("sergeant")


@pytest.fixture
def case(by):
    return case_of(take(by))


def band(case, to="standard", now=SINCE, **said):
    reviews.set_band(by=Scope.system("a test"), holding=case.holding, band=to, now=now, **said)


def move(by, case, to, now=SINCE):
    looked, case = queries.cases.case(by, case.holding.ref, now=now)
    stands = standing_of(by, looked, case, now=now)
    return actions.moves.move(
        by=by, ref=looked.ref, to=to, reason=WHY, standing=stands, version=case.version, now=now
    )


def waiting(case):
    rows = SupervisorReview.objects.filter(holding=case.holding, done_at=None, dropped_at=None)
    return [(row.title, row.due_at.date()) for row in rows.order_by("pk")]


def review(by, case, now=SINCE):
    row = SupervisorReview.objects.get(holding=case.holding, is_for_closing=True, dropped_at=None)
    return reviews.review(by=by, record=case.holding.ref, number=row.pk, note=WHY, now=now)


def test_it_is_closed_once_a_sergeant_has_reviewed_it(by, case):
    band(case)
    assert waiting(case) == []
    move(by, case, "closure_proposed")
    assert waiting(case) == [("Sergeant, before it is closed", (SINCE + 7 * DAY).date())]
    with pytest.raises(NotNow, match=WAITS):
        move(by, case, "closed")
    review(by, case)
    assert waiting(case) == []
    assert move(by, case, "closed").state == "closed"


def test_it_stands_in_the_list_of_reviews_for_what_it_is(by, case):
    band(case)
    move(by, case, "closure_proposed")
    (line,) = worklists.page(by, REVIEWS, Chosen(), now=SINCE).lines
    assert line.cells[2] == "Sergeant, before it is closed"


@pytest.mark.parametrize(("to", "now"), [("standard", NOW), ("medium", SINCE)])
def test_nobody_asks_for_it_before_the_rule_began_nor_where_reviews_go_on_anyway(by, case, to, now):
    band(case, to, now)
    move(by, case, "closure_proposed", now)
    assert not SupervisorReview.objects.filter(is_for_closing=True).exists()
    assert move(by, case, "closed", now).state == "closed"


def test_it_falls_away_when_the_case_goes_on_and_comes_anew_with_the_next_proposal(by, case):
    band(case)
    for to in ("closure_proposed", "open"):
        move(by, case, to)
    assert waiting(case) == []
    move(by, case, "closure_proposed")
    assert len(waiting(case)) == 1


def test_it_falls_away_when_the_proposal_is_taken_back(by, case):
    band(case)
    made = move(by, case, "closure_proposed").moves.latest("pk")
    actions.moves.take_back(by=by, ref=case.holding.ref, change_made=made.pk, now=SINCE)
    assert waiting(case) == []


def test_a_case_that_comes_into_the_band_once_it_is_proposed_waits_too(by, case):
    band(case, "medium")
    move(by, case, "closure_proposed")
    band(case, "standard", is_closing=True)
    assert waiting(case) == [("Sergeant, before it is closed", (SINCE + 7 * DAY).date())]
    with pytest.raises(NotNow, match=WAITS):
        move(by, case, "closed")


def test_whoever_assessed_it_does_not_review_it(by, case):
    reviews.set_band(by=by, holding=case.holding, band="standard", now=SINCE)
    move(by, case, "closure_proposed")
    with pytest.raises(NotNow, match="You assessed this record yourself"):
        review(by, case)
