"""Several reviews with one note: shown first, done as shown, taken back for a while, by whoever did them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.access.together import OTHERWISE, NotAsShown
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.promises import actions
from bluelamp.practice.promises.actions.together import Said
from bluelamp.practice.promises.models import ReviewRun, SupervisorReview
from bluelamp.practice.promises.tests.factories import KINDS, record, somebody

pytestmark = pytest.mark.django_db
WHY = "Read each of them: the plans hold."
NOW = timezone.now()
THEN = NOW - timedelta(days=20)


@pytest.fixture(autouse=True)
def quarrels(settings):
    settings.RECORD_KINDS = KINDS


@pytest.fixture
def sergeant():
    user = user_of("sergeant")
    return replace(scope_of("sergeant"), actor_id=user.pk, actor_name=user.username)


def due(by=None):
    """A review by a sergeant that is late, of a record that ``by`` assessed."""
    held = record()
    actions.reviews.set_band(by=by or somebody(), holding=held, band="high", now=THEN)
    return SupervisorReview.objects.get(holding=held, rank="sergeant")


def ticked(*rows, once="a draw", note=WHY):
    return Said(tuple(f"{row.holding.ref}-{row.pk}" for row in rows), note, once)


def done(by, said, now=NOW):
    return actions.together.do(
        by=by, said=said, seal=actions.together.preview(by=by, said=said, now=now).seal, now=now
    )


def outcomes(run):
    return dict(run.rows.values_list("review", "outcome"))


def test_what_will_happen_is_shown_and_nothing_is_changed(sergeant):
    ours, own = due(), due(by=sergeant)
    found = actions.together.preview(by=sergeant, said=ticked(ours, own), now=NOW)
    against = {one.waiting.row.pk: one.against for one in found.rows}
    assert (found.going, found.staying, against[ours.pk]) == (1, 1, ())
    assert against[own.pk] == ("You assessed this record yourself. Somebody else has to review it.",)
    assert not SupervisorReview.objects.filter(done_at__isnull=False).exists()


def test_it_is_done_as_it_was_shown_and_once(sergeant):
    ours, own = due(), due(by=sergeant)
    run = done(sergeant, ticked(ours, own))
    again = actions.together.do(by=sergeant, said=ticked(ours, own), seal=run.seal, now=NOW)
    ours.refresh_from_db()
    assert (ours.note, again.pk, ReviewRun.objects.count()) == (WHY, run.pk, 1)
    assert outcomes(run) == {ours.pk: "done", own.pk: "refused"}


def test_sent_twice_at_once_it_is_done_once(sergeant):
    said = ticked(due())
    seal = actions.together.preview(by=sergeant, said=said, now=NOW).seal
    asked = {"by": sergeant, "said": said, "seal": seal, "now": NOW}
    waiting, runs = [asked], []

    def first_the_other(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and waiting:
            runs.append(actions.together.do(**waiting.pop()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(first_the_other):
        runs.append(actions.together.do(**asked))
    assert [run.pk for run in runs] == [ReviewRun.objects.get().pk] * 2
    assert set(outcomes(runs[0]).values()) == {"done"}


@pytest.mark.parametrize("change", [{"note": "Another note altogether."}, {"once": "another draw"}])
def test_what_was_not_shown_is_not_done(sergeant, change):
    row = due()
    shown = actions.together.preview(by=sergeant, said=ticked(row), now=NOW)
    with pytest.raises(NotAsShown, match=re.escape(OTHERWISE)):
        actions.together.do(by=sergeant, said=ticked(row, **change), seal=shown.seal, now=NOW)


def test_when_somebody_did_one_of_them_meanwhile_it_is_shown_again(sergeant):
    first, second = due(), due()
    shown = actions.together.preview(by=sergeant, said=ticked(first, second), now=NOW)
    actions.reviews.review(
        by=somebody("sergeant"), record=first.holding.ref, number=first.pk, note=WHY, now=NOW
    )
    with pytest.raises(NotAsShown):
        actions.together.do(by=sergeant, said=ticked(first, second), seal=shown.seal, now=NOW)


def test_it_is_taken_back_and_every_review_is_due_again(sergeant):
    first, second = due(), due()
    run = actions.together.undo(by=sergeant, number=done(sergeant, ticked(first, second)).pk, now=NOW)
    assert set(outcomes(run).values()) == {"undone"}
    open_now = SupervisorReview.objects.filter(rank="sergeant", done_at=None, dropped_at=None)
    assert set(open_now.values_list("pk", flat=True)) == {first.pk, second.pk}
    with pytest.raises(NotNow, match="taken back already"):
        actions.together.undo(by=sergeant, number=run.pk, now=NOW)


def test_a_review_that_something_followed_from_stays(sergeant):
    first, second = due(), due()
    run = done(sergeant, ticked(first, second))
    actions.reviews.set_band(by=somebody(), holding=first.holding, band="medium", now=NOW)
    undone = actions.together.undo(by=sergeant, number=run.pk, now=NOW)
    assert outcomes(undone) == {first.pk: "done", second.pk: "undone"}
    assert undone.rows.get(review=first).why == "Not taken back: Something followed from it already."


def test_after_half_an_hour_it_stays_and_it_is_nobody_elses(sergeant):
    run = done(sergeant, ticked(due()))
    with pytest.raises(NotNow, match="time to take it back is over"):
        actions.together.undo(by=sergeant, number=run.pk, now=NOW + timedelta(minutes=30))
    for ask in (actions.together.undo, actions.together.results):
        with pytest.raises(NotPermitted):
            ask(by=somebody("sergeant"), number=run.pk, now=NOW)


def test_taken_back_by_two_requests_at_once_it_is_written_down_once(sergeant):
    row = due()
    actions.reviews.review(by=sergeant, record=row.holding.ref, number=row.pk, note=WHY, now=NOW)
    asked = {"by": sergeant, "record": row.holding.ref, "number": row.pk, "now": NOW}
    waiting = [asked]

    def first_the_other(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and waiting:
            actions.reviews.take_back(**waiting.pop())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(first_the_other), pytest.raises(NotNow, match="did not do this review"):
        actions.reviews.take_back(**asked)
    assert Record.objects.filter(operation="promises.take_review_back").count() == 1


def test_what_does_not_wait_cannot_be_ticked(sergeant):
    row = due()
    for wrong in (Said((f"0000000000-{row.pk}",), WHY), Said((f"{row.holding.ref}-9999999",), WHY)):
        with pytest.raises(NotNow, match="Choose at least one"):
            actions.together.preview(by=sergeant, said=wrong, now=NOW)


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000])
def test_a_number_that_no_review_can_have_is_none_that_waits(sergeant, number):
    with pytest.raises(NotNow, match="Choose at least one"):
        actions.together.preview(by=sergeant, said=Said((f"{due().holding.ref}-{number}",), WHY), now=NOW)


def test_on_the_page_they_are_ticked_shown_done_and_taken_back():
    client, user = Client(), user_of("sergeant")
    client.force_login(user)
    me = replace(scope_of("sergeant"), actor_id=user.pk)
    row, mine = due(), due(by=me)
    page = client.get("/promises/reviews").content.decode()
    assert (row.holding.ref in page, "You assessed it" in page) == (True, True)
    tick = {"chosen": [f"{row.holding.ref}-{row.pk}"], "note": WHY}
    assert client.post("/promises/reviews", tick | {"note": "short"}).status_code == 422
    own = {"chosen": [f"{mine.holding.ref}-{mine.pk}"], "note": WHY}
    assert client.post("/promises/reviews", own).status_code == 422
    shown = client.post("/promises/reviews", tick)
    said = dict(re.findall(r'name="(once|seal)" value="([^"]+)"', shown.content.decode()))
    assert "1 review will be done" in shown.content.decode()
    assert WHY in client.post("/promises/reviews", tick | said | {"change": "1"}).content.decode()
    made = client.post("/promises/reviews", tick | said)
    assert (made.status_code, client.post("/promises/reviews", tick | said)["Location"]) == (
        302,
        made["Location"],
    )
    assert "Take it back" in client.get(made["Location"]).content.decode()
    assert client.post(f"{made['Location']}undo").status_code == 302
    assert "1 taken back" in client.get(made["Location"]).content.decode()
    assert client.post(f"{made['Location']}undo").status_code == 422
    assert client.post("/promises/reviews", tick | said | {"seal": "made up"}).status_code == 409
