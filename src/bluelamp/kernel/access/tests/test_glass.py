"""Opening one record in an emergency: with a reason, for an hour, and seen by a second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import BreakGlass, GlassReview, Notice
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import look, visible
from bluelamp.kernel.access.sharing import actions, queries
from bluelamp.kernel.access.sharing.actions.glass import NO_SUCH, StepUpNeeded
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.access.tests.worlds import DAY, HOMES, HOUR, NOW, holding, named
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
WHY = "A child has run away and may be at this address."


@pytest.fixture(autouse=True)
def letters(settings):
    settings.RECORD_KINDS = "bluelamp.kernel.access.tests.kinds.KINDS"


def somebody(role="neighbourhood_officer", confirmed=NOW - timedelta(minutes=1), **more):
    return replace(Scope.of(user_of(role, **more)), stepped_up_at=confirmed)


def break_glass(by, held, reason=WHY, now=NOW):
    return actions.glass.break_glass(by=by, ref=getattr(held, "ref", held), reason=reason, now=now)


def test_it_opens_that_one_record_and_no_other_for_an_hour():
    officer, held = somebody(lpus=["CV"]), holding(lpu="DY")
    holding(lpu="DY")
    broken = break_glass(officer, held)
    assert (broken.until, broken.review_by) == (NOW + HOUR, NOW + 2 * DAY)
    assert list(visible(officer, LETTER, now=NOW)) == [held]
    _, looked = actions.glass.consult(by=officer, number=broken.pk, now=NOW)
    assert len(looked.shown()) == 5
    assert looked.decision.via == ("glass",)
    for late in (lambda: look(officer, held.ref, LETTER, now=NOW + HOUR),
                 lambda: actions.glass.consult(by=officer, number=broken.pk, now=NOW + HOUR)):  # fmt: skip
        with pytest.raises(NotPermitted):
            late()


def test_what_was_opened_by_one_is_not_open_to_another():
    broken = break_glass(somebody(lpus=["CV"]), holding(lpu="DY"))
    with pytest.raises(NotPermitted):
        actions.glass.consult(by=somebody(lpus=["CV"]), number=broken.pk, now=NOW)


def test_a_reference_can_be_typed_as_it_was_read_out():
    held = holding(lpu="DY", ref="01AB2CD3EF")
    assert break_glass(somebody(lpus=["CV"]), "oI-ab 2cd3ef").holding == held


def test_a_wrong_reference_and_one_that_is_not_for_them_get_the_same_answer():
    officer = somebody(lpus=["CV"])
    refs = [
        holding(sensitivity="sealed").ref,
        holding(owner=HOMES).ref,
        holding(state="erased").ref,
        "0000000000",
    ]
    said = []
    for ref in refs:
        with pytest.raises(NotNow) as refusal:
            break_glass(officer, ref)
        said.append(str(refusal.value))
    assert said == [NO_SUCH] * 4
    assert not Notice.objects.exists()
    assert list(Record.objects.values_list("operation", "result")) == [("glass.break_glass", "refused")] * 4


@pytest.mark.parametrize("reason", ["", "urgent", " " * 30 + "now"])
def test_it_wants_a_reason(reason):
    with pytest.raises(NotNow, match="at least 20 characters"):
        break_glass(somebody(), holding(), reason)


@pytest.mark.parametrize("confirmed", [None, NOW - timedelta(minutes=11), NOW + timedelta(minutes=1)])
def test_it_wants_somebody_who_just_proved_who_they_are(confirmed):
    with pytest.raises(StepUpNeeded):
        break_glass(somebody(confirmed=confirmed), holding())
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("role", ["partner", "analyst", "administrator", "acc"])
def test_roles_that_never_handle_emergencies_open_nothing(role):
    with pytest.raises(NotPermitted):
        break_glass(somebody(role), holding())


def test_governance_opens_what_is_sealed_and_those_named_on_it_are_told():
    held, member, other = holding(sensitivity="sealed"), user_of("sergeant"), user_of("sergeant")
    named(held, member)
    break_glass(somebody("governance"), held)
    assert [held.ref in one.words for one in queries.notices.waiting(Scope.of(member))] == [True]
    assert not queries.notices.waiting(Scope.of(other))
    told = queries.notices.waiting(Scope.of(user_of("governance")))
    assert [held.ref in one.words for one in told] == [False]


def test_of_an_ordinary_record_those_who_handle_records_there_are_told():
    sergeant, partner = Scope.of(user_of("sergeant")), Scope.of(user_of("partner_lead", organisation=HOMES))
    break_glass(somebody(lpus=["CV"]), holding(lpu="DY"))
    assert queries.notices.waiting(sergeant).count() == 1
    assert queries.notices.waiting(partner).count() == 0
    assert actions.notices.see(by=sergeant, now=NOW) == 1
    assert actions.notices.see(by=sergeant, now=NOW) == 0


def test_a_second_person_reviews_it_once():
    governance = somebody("governance")
    mine = break_glass(governance, holding(sensitivity="sealed"))
    note = "Rang the officer; the control room log agrees."
    with pytest.raises(NotPermitted):
        actions.glass.review(by=governance, number=mine.pk, outcome="justified", note=note, now=NOW)
    second = somebody("governance")
    actions.glass.review(by=second, number=mine.pk, outcome="justified", note=note, now=NOW)
    with pytest.raises(NotNow, match="reviewed it already"):
        actions.glass.review(by=second, number=mine.pk, outcome="not_justified", note=note, now=NOW)
    assert GlassReview.objects.get().outcome == "justified"
    assert not queries.glass.queue(second, now=NOW)


def test_what_nobody_reviews_in_time_goes_up():
    acc = somebody("acc")
    broken = break_glass(somebody(lpus=["CV"]), holding(lpu="DY"))
    assert not queries.glass.queue(acc, now=NOW + 2 * DAY)
    assert list(queries.glass.queue(acc, now=NOW + 2 * DAY + HOUR)) == [broken]
    assert list(queries.glass.queue(somebody("governance"), now=NOW)) == [broken]
    assert not queries.glass.queue(Scope.of(user_of("partner_lead", organisation=HOMES)), now=NOW + 3 * DAY)
    with pytest.raises(NotPermitted):
        queries.glass.queue(somebody("sergeant"), now=NOW)


def test_reading_why_it_was_opened_is_written_down():
    broken = break_glass(somebody(lpus=["CV"]), holding(lpu="DY"))
    governance = somebody("governance")
    assert actions.glass.reviews(by=governance, now=NOW) == ([broken], [])
    assert actions.glass.open_review(by=governance, number=broken.pk) == broken
    told = Record.objects.filter(actor_id=governance.actor_id).order_by("seq")
    assert [(row.operation, f"holding:{broken.holding.ref}" in row.objects_touched) for row in told] == [
        ("glass.reviews", True),
        ("glass.open_review", True),
    ]
