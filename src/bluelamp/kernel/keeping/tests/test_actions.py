"""Keeping and letting go: what one person decides, what takes two, and what nobody may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.actions.glass import StepUpNeeded
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.keeping import actions, queries, rules
from bluelamp.kernel.keeping.models import Disposal, Keeping, Review
from bluelamp.kernel.keeping.queries import Choice
from bluelamp.kernel.keeping.tests.factories import (
    NOW,
    SENTENCE,
    SYSTEM,
    TODAY,
    confirmed,
    held,
    record,
    ref,
    scope,
)
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests.factories import HOMES

pytestmark = pytest.mark.django_db
NO = dict.fromkeys(rules.questions(TODAY).asks, False)


def operations():
    return list(Record.objects.filter(operation__startswith="keeping").values_list("operation", flat=True))


def test_every_record_gets_its_place_once_and_moves_when_it_changes():
    made = record()
    placed = Keeping.objects.get(holding=made.holding_id)
    assert (placed.group, placed.last_event, placed.next_review) == ("ordinary", date(2014, 1, 7), TODAY)
    assert actions.refresh(by=SYSTEM, today=TODAY) == 0
    SourceRecord.objects.filter(pk=made.pk).update(changed_at=NOW)
    assert actions.refresh(by=SYSTEM, today=TODAY) == 1
    placed.refresh_from_db()
    assert placed.next_review == date(2026, 1, 7)


def test_a_group_that_ends_by_age_knows_the_day():
    made = record(born=date(1930, 3, 5))
    placed = actions.regroup(by=scope(), ref=ref(made), group="mopi-1", reason=SENTENCE, now=NOW)
    assert (placed.ends_on, placed.next_review) == (date(2030, 3, 5), date(2024, 1, 7))


def test_keeping_a_record_answers_the_questions_and_moves_its_next_review():
    made, officer = record(), scope()
    review = actions.retain(
        by=officer, ref=ref(made), answers=NO | {"purpose": True}, rationale=SENTENCE, now=NOW
    )
    assert (review.decision, review.due_on, review.answers["purpose"]) == ("retain", TODAY, True)
    assert Keeping.objects.get(holding=made.holding_id).next_review == date(2021, 1, 7)
    assert operations() == ["keeping.retain"]


def test_a_record_kept_past_its_end_by_age_is_looked_at_again_and_not_every_day():
    made = record(born=date(1915, 1, 1))
    actions.regroup(by=scope(), ref=ref(made), group="mopi-1", reason=SENTENCE, now=NOW)
    assert Keeping.objects.get(holding=made.holding_id).next_review == date(2015, 1, 1)
    actions.retain(by=scope(), ref=ref(made), answers=NO, rationale=SENTENCE, now=NOW)
    actions.refresh(by=SYSTEM, today=TODAY + timedelta(days=1))
    assert Keeping.objects.get(holding=made.holding_id).next_review == date(2030, 1, 7)


def test_one_person_alone_disposes_of_nothing():
    made, alone = record(), confirmed()
    actions.propose_disposal(by=alone, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    with pytest.raises(NotNow, match="You put it forward yourself"):
        actions.approve_disposal(by=alone, ref=ref(made), reason=SENTENCE, now=NOW)
    assert held(made).state == "open"


def test_the_database_itself_wants_two_people():
    made, alone = record(), confirmed()
    actions.propose_disposal(by=alone, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(decided_by=alone.actor_id, decided_at=NOW, approved=True)


@pytest.mark.parametrize("ago", [None, timedelta(minutes=10), timedelta(minutes=-1)])
def test_the_second_person_proves_who_they_are_first(ago):
    made, second = record(), scope("governance")
    actions.propose_disposal(by=scope(), ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    second = replace(second, stepped_up_at=ago if ago is None else NOW - ago)
    with pytest.raises(StepUpNeeded):
        actions.approve_disposal(by=second, ref=ref(made), reason=SENTENCE, now=NOW)
    assert held(made).state == "open"


def test_two_people_erase_it_and_both_stand_in_the_record():
    made = record()
    first, second = scope(), confirmed()
    actions.propose_disposal(by=first, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    done = actions.approve_disposal(by=second, ref=ref(made), reason=SENTENCE, now=NOW)
    assert (done.proposed_by_id, done.decided_by_id, done.approved) == (first.actor_id, second.actor_id, True)
    assert held(made).state == "erased"
    assert operations() == ["keeping.propose_disposal", "keeping.approve_disposal", "keeping.erase"]


def test_a_legal_hold_beats_a_disposal_that_was_put_forward_before():
    made, second = record(), confirmed()
    actions.propose_disposal(by=scope(), ref=ref(made), ground="court", reason=SENTENCE, now=NOW)
    actions.place_hold(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)
    with pytest.raises(NotNow, match="A legal hold stands on it"):
        actions.approve_disposal(by=second, ref=ref(made), reason=SENTENCE, now=NOW)
    assert held(made).state == "open"
    actions.lift_hold(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)
    actions.approve_disposal(by=second, ref=ref(made), reason=SENTENCE, now=NOW)
    assert held(made).state == "erased"


def test_under_a_hold_nothing_is_put_forward_and_no_second_hold_is_placed():
    made = record()
    actions.place_hold(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)
    with pytest.raises(NotNow, match="hold"):
        actions.propose_disposal(by=scope(), ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    with pytest.raises(NotNow, match="already"):
        actions.place_hold(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)


def test_a_declined_record_stays_and_can_be_put_forward_again():
    made, first = record(), scope()
    actions.propose_disposal(by=first, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    actions.decline_disposal(by=confirmed(), ref=ref(made), reason=SENTENCE, now=NOW)
    with pytest.raises(NotPermitted, match="Nobody has put it forward"):
        actions.approve_disposal(by=confirmed(), ref=ref(made), reason=SENTENCE, now=NOW)
    actions.propose_disposal(by=first, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    assert Disposal.objects.filter(holding=made.holding_id).count() == 2


def test_whoever_put_it_forward_may_take_that_back_and_others_of_their_role_may_not():
    made, first = record(), scope()
    actions.propose_disposal(by=first, ref=ref(made), ground="review", reason=SENTENCE, now=NOW)
    with pytest.raises(NotPermitted):
        actions.decline_disposal(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)
    assert not actions.decline_disposal(by=first, ref=ref(made), reason=SENTENCE, now=NOW).approved


def test_what_is_refused_changes_nothing_and_leaves_no_row():
    made = record()
    with pytest.raises(NotNow):
        actions.retain(by=scope(), ref=ref(made), answers={}, rationale="", now=NOW)
    with pytest.raises(NotNow):
        actions.regroup(by=scope(), ref=ref(made), group="mopi-9", reason=SENTENCE, now=NOW)
    with pytest.raises(NotNow):
        actions.lift_hold(by=scope(), ref=ref(made), reason=SENTENCE, now=NOW)
    assert (Review.objects.count(), operations()) == (0, [])


def test_nobody_decides_about_the_records_of_another_organisation_or_of_none():
    made = record()
    for theirs in (confirmed("partner_lead", HOMES), scope("coordinator", HOMES)):
        for reference in (ref(made), "0000000000"):
            with pytest.raises(NotPermitted, match="There is no such record"):
                actions.propose_disposal(by=theirs, ref=reference, ground="review", reason=SENTENCE, now=NOW)


def test_governance_sees_no_sealed_record_by_its_office():
    ordinary, restricted, sealed = record(), record(sensitivity="restricted"), record(sensitivity="sealed")
    shown = queries.lines(confirmed(), Choice(), now=NOW, today=TODAY)
    assert {row.holding_id for row in shown} == {ordinary.holding_id, restricted.holding_id}
    assert sealed.holding_id not in {row.holding_id for row in shown}


def test_an_officer_sees_the_keeping_of_what_they_may_read_and_no_more():
    ordinary = record()
    record(sensitivity="restricted")
    record(HOMES)
    shown = queries.lines(scope(), Choice(), now=NOW, today=TODAY)
    assert [row.holding_id for row in shown] == [ordinary.holding_id]


@pytest.mark.parametrize("role", ["contact_officer", "analyst", "acc", "board_member", "administrator"])
def test_others_see_no_worklist(role):
    with pytest.raises(NotPermitted):
        queries.lines(scope(role), Choice(), now=NOW, today=TODAY)


def test_the_worklist_is_counted_by_standing():
    due, waiting, on_hold = record(), record(), record()
    actions.propose_disposal(by=scope(), ref=ref(waiting), ground="review", reason=SENTENCE, now=NOW)
    actions.place_hold(by=scope(), ref=ref(on_hold), reason=SENTENCE, now=NOW)
    assert queries.counts(scope(), now=NOW, today=TODAY) == {"due": 1, "waiting": 1, "held": 1, "later": 0}
    (line,) = queries.told(queries.lines(scope(), Choice(), now=NOW, today=TODAY), today=TODAY)
    assert (line.ref, line.standing, line.why) == (ref(due), "due", "It has had no event for 6 years.")
