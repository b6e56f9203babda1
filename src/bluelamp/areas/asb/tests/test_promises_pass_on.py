"""What was promised on a case is kept by whoever works on it, at whose desk it is seen, unless somebody was named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from bluelamp.areas.asb.tests.factories import NOW, take
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, user_of
from bluelamp.kernel.access.tests.worlds import HOMES, grant
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.casework import actions as casework
from bluelamp.practice.casework import queries as worked
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.queries.promises import Choice

pytestmark = pytest.mark.django_db
WHY = "It is on her street."
SOON = NOW + timedelta(minutes=5)


def somebody(role: str, name: str, lpu: str = "BW") -> Scope:
    return Scope.of(user_of(role, [lpu], name=name))


@pytest.fixture
def sergeant() -> Scope:
    return somebody("sergeant", "sadia")


@pytest.fixture
def caller(sergeant) -> Scope:
    """Whoever took the call, and promised what is on the card."""
    return Scope.of(user_of("contact_officer", name="cora"))


@pytest.fixture
def oona() -> Scope:
    return somebody("neighbourhood_officer", "oona")


def promise(by: Scope, ref: str, **more):
    said = {"says": "We will ring you.", "to_role": "victim", "due_at": NOW + timedelta(days=1)} | more
    return actions.promises.make(by=by, record=ref, now=NOW, **said)


def assign(by: Scope, ref: str, to: Scope) -> None:
    casework.assignments.assign(by=by, ref=ref, username=to.actor_name, reason=WHY, now=SOON)


def looked(ref: str):
    return worked.looking.case(Scope.system("a test"), ref, now=SOON)


def keepers(ref: str) -> dict[str, str]:
    """What was promised on a case → who keeps it."""
    by = Scope.system("a test")
    return {one.promise.says: one.promise.keeper for one in queries.promises.of_record(by, ref, now=SOON)}


def desk(whose: Scope) -> list[str]:
    choice = Choice(when="coming", whose="mine")
    return [one.says for one in queries.promises.chosen(whose, choice, now=NOW)]


def test_open_promises_go_to_whoever_the_case_is_assigned_to_and_are_seen_at_their_desk(
    caller, oona, sergeant
):
    ref = take(caller).case
    promise(caller, ref)
    kept = promise(caller, ref, says="The rubbish goes.")
    actions.promises.keep(by=sergeant, record=ref, number=kept.pk, how="visit", version=1, now=NOW)
    promise(caller, ref, says="I ring you myself.", keeper="cora")
    assert desk(caller) == ["We will ring you.", "I ring you myself."]
    assign(sergeant, ref, oona)
    assert keepers(ref) == {
        "We will ring you.": "oona", "I ring you myself.": "cora", "The rubbish goes.": "cora",
    }  # fmt: skip
    assert (desk(caller), desk(oona)) == (["I ring you myself."], ["We will ring you."])


def test_that_it_went_on_is_told_on_the_timeline_to_its_own_people_and_in_the_audit_record(
    caller, oona, sergeant
):
    ref = take(caller).case
    number = promise(caller, ref).pk
    assign(sergeant, ref, oona)
    shown = worked.looking.case(sergeant, ref, now=SOON)
    told = [one for one in queries.timeline(sergeant, shown, now=SOON) if one.words.startswith("Passed")]
    assert [(one.at, one.who, one.words, one.audience) for one in told] == [
        (SOON, "sadia", f"Passed on from cora to oona: We will ring you. {WHY}", "organisation")
    ]
    record = Record.objects.get(operation="promises.pass_on")
    assert record.objects_touched == [f"holding:{ref}", f"promise:{number}", f"user:{oona.actor_id}"]
    partner = Scope.of(user_of("partner", organisation=HOMES))
    grant(Holding.objects.get(ref=ref), HOMES, items=["promises"])
    theirs = queries.timeline(partner, worked.looking.case(partner, ref, now=SOON), now=SOON)
    assert [one.words for one in theirs if "Passed" in one.words] == []


def test_what_is_promised_on_a_case_that_somebody_works_on_is_theirs_from_the_first(caller, oona, sergeant):
    casework.assignments.answer_for(by=sergeant, username="oona", place="BW", now=NOW)
    ref = take(caller).case
    actions.cards.issue(
        by=caller, record=ref, method="print", promising=["first-contact"], now=NOW,
        fields={"officer": "Oona", "number": "101"},
    )  # fmt: skip
    assert set(keepers(ref).values()) == {"oona"}


def test_given_back_or_undone_they_are_with_whoever_made_them_again(caller, oona, sergeant):
    ref = take(caller).case
    promise(caller, ref)
    assign(sergeant, ref, oona)
    promise(oona, ref, says="I come by.")
    casework.assignments.unassign(by=sergeant, ref=ref, reason="She is away.", now=SOON)
    assert keepers(ref) == {"We will ring you.": "cora", "I come by.": "oona"}


def test_a_partner_who_puts_its_own_people_on_a_case_takes_no_promise_of_the_force(caller, oona, sergeant):
    ref = take(caller).case
    promise(caller, ref)
    lena = Scope.of(user_of("partner", organisation=HOMES, name="lena"))
    grant(Holding.objects.get(ref=ref), HOMES, items=["notes", "promises"])
    casework.assignments.take(by=lena, ref=ref, now=SOON)
    assert [row.user_name for row in worked.assignments.standing([looked(ref)])] == ["lena"]
    assert keepers(ref) == {"We will ring you.": "cora"}


def test_cases_that_are_joined_have_one_keeper_and_parted_their_own_again(caller, oona, sergeant):
    kept, gone = take(caller).case, take(caller).case
    promise(caller, gone)
    assign(sergeant, kept, oona)
    casework.links.merge(by=sergeant, ref=kept, other=gone, reason="They are the same youths.", now=SOON)
    assert keepers(gone) == {"We will ring you.": "oona"}
    number = worked.links.belonging(sergeant, worked.looking.case(sergeant, kept, now=SOON), now=SOON)
    casework.links.unmerge(
        by=sergeant, ref=kept, number=number.joined[0].merge.pk, reason="They are others.", now=SOON
    )
    assert keepers(gone) == {"We will ring you.": "cora"}


@pytest.mark.parametrize("name", ["nobody", "dora", "homer"])
def test_nobody_is_named_who_could_not_keep_it(caller, sergeant, name):
    ref = take(caller).case
    somebody("neighbourhood_officer", "dora", lpu="DY")
    user_of("partner", organisation=HOMES, name="homer")
    Holding.objects.filter(ref=ref).update(sensitivity="restricted", lpu=lpu_called("BW"))
    with pytest.raises(NotNow, match="nobody called so"):
        promise(replace(sergeant, role="system"), ref, keeper=name)


def test_the_form_asks_who_keeps_it_and_keeps_what_was_typed(client, caller, oona, sergeant):
    ref = take(caller).case
    client.force_login(user_of("sergeant", ["BW"]))
    said = {"to_role": "victim", "timer": "next-contact", "keeper": "nobody at all"}
    page = client.post(reverse("promises:make", args=[ref]), said)
    assert (page.status_code, "nobody at all" in page.content.decode()) == (422, True)
    client.post(reverse("promises:make", args=[ref]), said | {"keeper": "oona"})
    assert set(keepers(ref).values()) == {"oona"}
