"""What hangs on one record: the panel, the time line, contact, reviews, evidence, and how it all goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.kinds import called
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import look
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.tests.worlds import HOMES, grant
from bluelamp.practice.promises import actions, clocks, queries
from bluelamp.practice.promises.actions.contact import Agreed
from bluelamp.practice.promises.models import (
    Banding,
    Card,
    ContactPlan,
    Promise,
    SupervisorReview,
    SupervisorTask,
)
from bluelamp.practice.promises.queries import evidence
from bluelamp.practice.promises.tests.factories import DAY, KINDS, NOW, record, somebody

pytestmark = pytest.mark.django_db
WHY = "They are away until the end of the week."
FIELDS = {"officer": "PC Made-up, 1234", "number": "101"}


@pytest.fixture(autouse=True)
def quarrels(settings):
    settings.RECORD_KINDS = KINDS


@pytest.fixture
def officer():
    return somebody()


def full(officer, held):
    """A record on which everything happened that can."""
    sergeant = somebody("sergeant")
    actions.reviews.set_band(by=officer, holding=held, band="high", now=NOW - 20 * DAY)
    actions.promises.make(
        by=officer, record=held.ref, to_role="victim", timer="next-contact", now=NOW, started_at=NOW
    )
    agreed = Agreed(is_agreed=True, agreed_on=clocks.on(NOW), every_days=3)
    actions.contact.plan(by=officer, record=held.ref, agreed=agreed, version=0, now=NOW)
    for _ in range(3):
        actions.contact.attempt(by=officer, record=held.ref, method="phone", outcome="no_answer", now=NOW)
    actions.cards.issue(by=officer, record=held.ref, method="print", fields=FIELDS, now=NOW)
    actions.victims.write(
        by=officer, record=held.ref, said={"risks": "Alone.", "objectives": "Safe."},
        review_on=clocks.on(NOW + DAY), version=0, now=NOW,
    )  # fmt: skip
    due = SupervisorReview.objects.get(holding=held, rank="sergeant")
    actions.reviews.review(by=sergeant, record=held.ref, number=due.pk, note=WHY, now=NOW)


def seen(scope, held, now=NOW):
    return look(scope, held.ref, called(held.kind), now=now)


def test_the_panel_of_a_full_record_asks_no_more_than_a_dozen_questions(
    officer, django_assert_max_num_queries
):
    held = record()
    full(officer, held)
    looked = seen(officer, held)
    with django_assert_max_num_queries(14):
        panel = queries.panel(officer, looked, now=NOW)
    assert (len(panel.open), panel.touch.failed, panel.touch.every_days, panel.band) == (1, 3, 3, "high")
    assert (panel.card.method, panel.plan.is_signed, panel.may_keep, panel.may_review) == (
        "print",
        False,
        True,
        False,
    )


def test_a_partner_is_shown_the_items_that_were_opened_and_no_others(officer):
    held = record()
    full(officer, held)
    grant(held, items=["promises"], since=NOW - DAY)
    partner = somebody("partner", HOMES)
    panel = queries.panel(partner, seen(partner, held), now=NOW)
    assert (len(panel.lines), panel.touch.plan, panel.reviews, panel.plan, panel.may_keep) == (
        1,
        None,
        (),
        None,
        False,
    )
    kinds = {entry.kind for entry in queries.timeline(partner, seen(partner, held), now=NOW)}
    assert kinds == {"promise", "card"}
    with pytest.raises(NotPermitted):
        queries.victims.of_record(partner, held.ref, now=NOW)


def test_the_time_line_tells_in_order_what_happened_and_who_may_read_it(officer):
    held = record()
    full(officer, held)
    told = queries.timeline(officer, seen(officer, held), now=NOW)
    assert [entry.at for entry in told] == sorted(entry.at for entry in told)
    assert {(entry.kind, entry.audience) for entry in told} == {
        ("promise", "told"), ("attempt", "organisation"), ("card", "told"), ("review", "organisation"),
    }  # fmt: skip


def test_the_time_line_tells_a_partner_nothing_that_is_for_the_organisation_alone(officer):
    held = record()
    full(officer, held)
    grant(held, HOMES, called(held.kind).keys, since=NOW - DAY)
    partner = somebody("partner", organisation=HOMES)
    told = queries.timeline(partner, seen(partner, held), now=NOW)
    assert {(entry.kind, entry.audience) for entry in told} == {("promise", "told"), ("card", "told")}


def test_a_card_that_is_sent_again_does_not_promise_again_what_was_kept_meanwhile(officer):
    held = record()
    said = {"by": officer, "record": held.ref, "method": "print", "fields": FIELDS, "submission": "7"}
    actions.cards.issue(**said, promising=("first-contact",), now=NOW)
    made = Promise.objects.get()
    actions.promises.keep(
        by=officer, record=held.ref, number=made.pk, how="spoke", version=made.version, now=NOW
    )
    actions.cards.issue(**said, promising=("first-contact",), now=NOW + DAY)
    assert (Promise.objects.count(), Card.objects.count()) == (1, 1)


def test_erasing_leaves_no_row_of_the_record_and_every_row_of_another(officer):
    held, other = record(), record()
    full(officer, held)
    full(officer, other)
    tables = [
        model
        for model in apps.get_app_config("promises").get_models()
        if any(field.related_model is Holding for field in model._meta.get_fields())
    ]
    before = {model: model.objects.filter(holding=other).count() for model in tables}
    gone = actions.erase(held.pk)
    assert {model: model.objects.filter(holding=held).count() for model in tables} == dict.fromkeys(tables, 0)
    assert {model: model.objects.filter(holding=other).count() for model in tables} == before
    assert {name.partition(":")[0] for name in gone.objects} == {"promise", "card"}
    assert set(tables) == set(actions.erasing.ALL)


def test_whoever_speaks_with_them_keeps_the_promise_and_moves_the_next_contact(officer):
    held = record()
    promise = actions.promises.make(
        by=officer, record=held.ref, says="We will ring.", to_role="victim", due_at=NOW + DAY, now=NOW
    )
    actions.contact.plan(by=officer, record=held.ref, agreed=Agreed(), version=0, now=NOW)
    later = NOW + timedelta(hours=3)
    said = {
        "record": held.ref,
        "method": "phone",
        "outcome": "spoke",
        "promise": promise.pk,
        "submission": "1",
    }
    for _ in range(2):
        actions.contact.attempt(by=officer, now=later, **said)
    promise.refresh_from_db()
    assert (queries.promises.state(promise, later), promise.kept_how) == ("kept", "phone")
    touch = queries.contact.of_record(officer, held.ref, now=later)
    assert (len(touch.attempts), clocks.on(touch.plan.next_due_at)) == (1, clocks.on(NOW + 14 * DAY))


def test_three_failures_ask_a_supervisor_once_and_nothing_is_closed(officer):
    held, sergeant = record(), somebody("sergeant")
    for _ in range(5):
        actions.contact.attempt(by=officer, record=held.ref, method="phone", outcome="no_answer", now=NOW)
    task = SupervisorTask.objects.get()
    with pytest.raises(NotPermitted):
        actions.contact.settle(by=officer, record=held.ref, number=task.pk, note=WHY, now=NOW)
    actions.contact.settle(by=sergeant, record=held.ref, number=task.pk, note=WHY, now=NOW)
    with pytest.raises(NotNow, match="already"):
        actions.contact.settle(by=sergeant, record=held.ref, number=task.pk, note=WHY, now=NOW)
    held.refresh_from_db()
    assert held.state == "open"


def test_a_contact_plan_is_never_overwritten_unseen(officer):
    held = record()
    actions.contact.plan(by=officer, record=held.ref, agreed=Agreed(), version=0, now=NOW)
    mine = Agreed(method="text", safe_times="after 6pm")
    for version in (0, 7):
        with pytest.raises(ChangedMeanwhile) as late:
            actions.contact.plan(by=officer, record=held.ref, agreed=mine, version=version, now=NOW)
        assert [one.label for one in late.value.differences] == [
            "How they want to hear from us",
            "Safe times",
        ]
    assert ContactPlan.objects.get().method == "phone"


def test_a_changed_band_ends_its_reviews_and_puts_none_off_that_is_overdue(officer):
    held = record()
    actions.reviews.set_band(by=officer, holding=held, band="high", now=NOW)
    actions.reviews.set_band(by=officer, holding=held, band="high", now=NOW + DAY)
    assert SupervisorReview.objects.count() == 3
    late = NOW + 20 * DAY
    actions.reviews.set_band(by=officer, holding=held, band="medium", now=late)
    still = SupervisorReview.objects.filter(done_at__isnull=True, dropped_at__isnull=True).order_by("due_at")
    assert [(row.rank, clocks.on(row.due_at)) for row in still] == [
        ("sergeant", clocks.on(NOW + 14 * DAY)), ("inspector", clocks.on(late + 56 * DAY)),
    ]  # fmt: skip
    assert Banding.objects.filter(holding=held, until__isnull=True).get().band == "medium"


def test_of_two_at_once_the_one_that_waited_stands_from_no_earlier_than_the_other(officer):
    held = record()
    actions.reviews.set_band(by=officer, holding=held, band="high", now=NOW + timedelta(seconds=1))
    actions.reviews.set_band(by=officer, holding=held, band="medium", now=NOW)
    rows = Banding.objects.filter(holding=held).order_by("pk").values_list("band", "since", "until")
    second = NOW + timedelta(seconds=1)
    assert list(rows) == [("high", second, second), ("medium", second, None)]


def test_reviews_of_closed_records_and_of_others_records_wait_for_nobody(officer):
    sergeant = somebody("sergeant")
    for held in (record(), record(state="closed"), record(owner=HOMES), record(sensitivity="sealed")):
        actions.reviews.set_band(by=officer, holding=held, band="high", now=NOW - 20 * DAY)
    waiting = queries.reviews.waiting(sergeant, queries.reviews.Choice(when="overdue"), now=NOW)
    assert waiting.count() == 1


def test_what_promises_know_of_the_standards_is_told_for_many_records_at_once(
    officer, django_assert_max_num_queries
):
    done, bare = record(), record()
    full(officer, done)
    actions.reviews.set_band(by=officer, holding=bare, band="high", now=NOW)
    ids = [done.pk, bare.pk]
    with django_assert_max_num_queries(6):
        told = {key: asked(ids, NOW) for key, asked in evidence.of_kind("quarrel").items()}
    assert {key: (of[done.pk], of[bare.pk]) for key, of in told.items()} == {
        "card": ("pass", "fail"), "contact-plan": ("pass", "fail"), "contact-on-time": ("na", "na"),
        "victim-plan": ("pass", "fail"), "reviews-on-time": ("fail", "na"),
    }  # fmt: skip


def test_a_sealed_record_is_in_nobody_s_sample_and_another_unit_s_in_nobody_else_s():
    sergeant = somebody("sergeant", lpus=["CV"])
    ours = record(lpu="CV")
    for held in ({"lpu": "DY"}, {"lpu": "CV", "sensitivity": "sealed"}, {"lpu": "CV", "owner": HOMES}):
        record(**held)
    span = {"since": clocks.on(NOW - 9 * DAY), "until": clocks.on(NOW), "of_each": 9, "seed": "x", "now": NOW}
    sample = actions.standards.draw(by=sergeant, kind=called("quarrel"), **span)
    assert [one.holding_id for one in sample.records.all()] == [ours.pk]
    with pytest.raises(NotPermitted):
        queries.standards.worksheet(somebody("sergeant", lpus=["DY"]), sample.pk, now=NOW)
    with pytest.raises(NotNow, match="No records"):
        actions.standards.draw(by=sergeant, kind=called("letter"), **span)
