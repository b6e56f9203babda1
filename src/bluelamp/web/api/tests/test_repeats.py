"""An answer kept for its ``Idempotency-Key`` is given again only to who could still have been given it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.tests.api import REPORT, landlord, own_case, police_case
from bluelamp.kernel.access.actions import give_role
from bluelamp.kernel.access.models import Agreement, Grant, GrantItem, Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests import worlds
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.people.tests.factories import COUNCIL, HOMES, POLICE, body
from bluelamp.practice.promises import actions as promises
from bluelamp.practice.promises.models import PlanAction, Promise
from bluelamp.practice.promises.tests.factories import somebody
from bluelamp.web.api.models import PartnerSystem
from bluelamp.web.api.tests.calling import script_of

pytestmark = pytest.mark.django_db
KEY = {"Idempotency_Key": "6f1c2f5e-once"}
WHY = {"withdrawn_by_name": "Ann", "withdrawn_why": "It was for January."}


def said() -> dict[str, str]:
    soon = timezone.now() + timedelta(days=1)
    return {"to": "victim", "says": "We ring you.", "due_at": soon.isoformat()}


def held(case: str) -> Holding:
    return Holding.objects.get(ref=case.rpartition("/")[2])


def seal(holding):
    holding.sensitivity = "sealed"
    holding.save()


def erase(holding):
    holding.state = "erased"
    holding.save()


def hand_over(holding):
    """To another organisation, which lets the one before go on reading it."""
    holding.organisation = body(COUNCIL)
    holding.save()
    worlds.grant(holding, HOMES, ["title", "reports"], since=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize("done", [seal, erase, hand_over])
def test_what_was_answered_about_a_record_is_not_told_again_when_it_is_out_of_reach(done):
    homes = landlord()
    case = own_case(homes)
    sent = said()
    assert homes("post", f"{case}/promises", sent, **KEY).status_code == 201
    done(held(case))
    again, first = (homes("post", f"{case}/promises", sent, **key) for key in (KEY, {}))
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (again.status_code, "Idempotency-Replayed" in again, Promise.objects.count()) == (404, False, 1)


@pytest.mark.parametrize("done", [seal, erase])
def test_where_a_new_record_is_found_is_not_told_again_when_it_is_out_of_reach(done):
    homes = landlord()
    sent = {"given": "Ottoline", "family": "Canary"}
    made = homes("post", "/records", sent, **KEY)
    done(Holding.objects.get(ref=made.json()["ref"]))
    again = homes("post", "/records", sent, **KEY)
    assert (again.status_code, again.has_header("Location"), b"ref" in again.content) == (404, False, False)
    assert Holding.objects.filter(kind="source-record").count() == 1


def test_a_closed_record_still_answers_as_it_did():
    homes = landlord()
    case, sent = own_case(homes), said()
    first = homes("post", f"{case}/promises", sent, **KEY)
    Holding.objects.filter(pk=held(case).pk).update(state="closed")
    again = homes("post", f"{case}/promises", sent, **KEY)
    assert (again.status_code, again.content, Promise.objects.count()) == (201, first.content, 1)


@pytest.fixture
def action_ended():
    """A partner ended its own action on a case that the police opened to it: the call, to be made again."""
    homes, case, now = landlord(), police_case(), timezone.now()
    by, ref, day = somebody("coordinator"), case.rpartition("/")[2], (now + timedelta(days=9)).date()
    plan = {"risks": "Being shouted at", "objectives": "It stops"}
    promises.victims.write(by=by, record=ref, said=plan, review_on=day, version=0, now=now)
    action = promises.victims.add_action(
        by=by, record=ref, does="Fit a lock", owner="Repairs", agency=HOMES, due_on=day, now=now
    )
    done = {"to": "done", "note": "Fitted this morning."}

    def call():
        return homes("post", f"{case}/plan/actions/{action.pk}/end", done, If_Match='"1"', **KEY)

    assert call().status_code == 200
    return call


def withdrawn():
    Grant.objects.update(withdrawn_at=timezone.now(), **WHY)


def run_out():
    Grant.objects.update(until=timezone.now())


def narrowed():
    GrantItem.objects.exclude(item="title").delete()


def agreement_ended():
    worlds.agreement(ended_at=timezone.now(), ended_why="Over.")
    Grant.objects.update(basis="agreement", agreement=Agreement.objects.get())


@pytest.mark.parametrize("ended", [withdrawn, run_out, narrowed, agreement_ended])
def test_what_was_answered_under_a_grant_ends_with_the_grant(action_ended, ended):
    assert action_ended()["Idempotency-Replayed"] == "true"
    ended()
    before = PlanAction.objects.values().get()
    assert (action_ended().status_code, PlanAction.objects.values().get()) == (404, before)


def test_who_lost_the_scope_the_role_or_the_account_is_not_answered_again():
    homes = landlord()
    case, sent = own_case(homes), said()
    homes("post", f"{case}/promises", sent, **KEY)
    PartnerSystem.objects.update(acts=["asb.read"])
    assert homes("post", f"{case}/promises", sent, **KEY).status_code == 403
    PartnerSystem.objects.update(ended_at=timezone.now())
    assert homes("post", f"{case}/promises", sent, **KEY).status_code == 401


def test_who_works_for_somebody_else_now_is_not_told_what_was_answered_before():
    landlord()
    lead = user_of("partner_lead", organisation=HOMES)
    script, sent = script_of(lead), REPORT | {"to": POLICE}
    assert script("post", "/asb/reports", sent, **KEY).json()["case"] == ""
    body(COUNCIL)
    keyboard = Scope.system("test")
    give_role(by=keyboard, user=lead, role="partner_lead", organisation=COUNCIL, now=timezone.now())
    again = script("post", "/asb/reports", sent, **KEY)
    assert (again.status_code, b"report" in again.content, Report.objects.count()) == (422, False, 1)
