"""What takes a second person, from their own script: closing at high risk, an assessment, a review, a plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case, refused
from bluelamp.practice.instruments.tests.factories import version
from bluelamp.practice.promises.models import SupervisorTask

pytestmark = pytest.mark.django_db
NOTE = {"note": "Read it whole and spoke with the tenant."}
WEAPON = {"answers": {"q1": ["weekly"], "q15": ["weapon"]}}


@pytest.fixture
def homes():
    version(shipped.newest())
    return landlord()


@pytest.fixture
def lead(homes):
    return officer()


def high(caller):
    """A case at high risk, assessed by somebody else than the lead."""
    case = own_case(caller)
    assert caller("post", f"{case}/assessments", WEAPON).json()["band"] == "HIGH"
    return case


def move(caller, case, to):
    sent = {"to": to, "reason": "It has been quiet for a month."}
    return caller("post", f"{case}/move", sent, If_Match=caller("get", case)["ETag"])


def test_closing_at_high_risk_is_approved_by_somebody_else_by_name(homes, lead):
    case = high(homes)
    assert lead("get", f"{case}/closing").json()["against_you"] == ["Nobody has proposed to close it."]
    for to in ("triage", "closure_proposed"):
        assert move(lead, case, to).status_code == 200
    assert homes("post", f"{case}/approvals", NOTE).status_code == 403
    own = lead("post", f"{case}/approvals", NOTE)
    assert (own.status_code, own.json()["detail"]) == (422, "Whoever proposed it does not approve it.")
    second = officer()
    assert second("post", f"{case}/approvals", NOTE).status_code == 201
    told = homes("get", f"{case}/closing").json()
    assert (told["band"], [one["note"] for one in told["approvals"]]) == ("HIGH", [NOTE["note"]])
    assert not [why for why in told["against"] if "inspector" in why]
    assert second("get", f"{case}/closing").json()["against_you"] == ["You have approved it already."]


def test_of_two_approvals_by_one_person_at_once_the_second_is_told_so(homes, lead):
    case, second = high(homes), officer()
    for to in ("triage", "closure_proposed"):
        move(lead, case, to)
    waiting, before = [f"{case}/approvals"], [""]

    def first_the_other(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and 'FROM "asb_approval"' in before[-1] and waiting:
            assert second("post", waiting.pop(), NOTE).status_code == 201
        before.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(first_the_other):
        answer = second("post", f"{case}/approvals", NOTE)
    told = (answer.status_code, answer.json()["detail"], waiting)
    assert told == (422, "You have approved it already.", [])


def test_what_closing_waits_for_is_not_told_of_a_case_that_is_shared(homes):
    assert homes("get", f"{police_case()}/closing").status_code == 404


def test_an_assessment_is_approved_once_and_not_by_whoever_made_it(homes, lead):
    case = own_case(homes)
    number = lead("post", f"{case}/assessments", WEAPON).json()["number"]
    at = f"{case}/assessments/{number}/approve"
    assert homes("post", at).status_code == 403
    assert "Somebody else has to approve it" in lead("post", at).json()["detail"]
    second = officer()
    assert second("post", at).status_code == 200
    assert homes("get", f"{case}/assessments/{number}").json()["summary"]["stage"] == "current"
    assert second("post", at).status_code == 422


def test_a_review_is_done_by_name_taken_back_and_done_again(homes, lead):
    case = high(homes)
    waiting = lead("get", "/asb/reviews?when=later").json()
    (sergeants,) = [one for one in waiting["items"] if one["review"]["rank"] == "sergeant"]
    number = sergeants["review"]["number"]
    assert (sergeants["case"], sergeants["may_review"]) == (case.rpartition("/")[2], True)
    assert homes("post", f"{case}/reviews/{number}/done", NOTE).status_code == 403
    assert lead("post", f"{case}/reviews/{number}/done", {"note": "ok"}).status_code == 422
    for _ in range(2):
        assert lead("post", f"{case}/reviews/{number}/done", NOTE).status_code == 200
        done = [one for one in homes("get", f"{case}/reviews").json()["items"] if one["done_at"]]
        assert [(one["number"], one["note"]) for one in done] == [(number, NOTE["note"])]
        assert lead("post", f"{case}/reviews/{number}/take-back").status_code == 200
    assert lead("post", f"{case}/reviews/{number}/take-back").status_code == 422
    assert lead("post", f"{own_case(homes)}/reviews/{number}/done", NOTE).status_code == 404


def test_a_queue_is_chosen_by_the_words_of_its_page(lead):
    assert refused(lead("get", "/asb/reviews?when=gone")) == (422, ["query.when"])
    assert refused(lead("get", "/asb/reviews?rank=constable")) == (422, ["query.rank"])
    empty = {"items": [], "total": 0, "page": 1, "pages": 1, "tasks": []}
    assert lead("get", "/asb/reviews?when=overdue&rank=inspector&page=7").json() == empty


def test_what_happens_when_nobody_can_be_reached_is_said_by_a_supervisor(homes, lead):
    case = own_case(homes)
    for _ in range(3):
        homes("post", f"{case}/contact/attempts", {"method": "phone", "outcome": "no_answer"})
    (task,) = lead("get", "/asb/reviews").json()["tasks"]
    at = f"{case}/tasks/{task['number']}/settle"
    assert homes("post", at, NOTE).status_code == 403
    assert lead("post", at, NOTE).status_code == 200
    assert lead("post", at, NOTE).json()["detail"] == "Somebody has decided it already."
    assert SupervisorTask.objects.get().note == NOTE["note"]


def test_a_plan_is_written_by_version_signed_by_another_and_ended(homes, lead):
    case, day = own_case(homes), (timezone.localdate() + timedelta(days=9)).isoformat()
    plan = {"said": {"risks": "Being shouted at", "objectives": "It stops"}, "review_on": day}
    assert homes("get", f"{case}/plan")["ETag"] == '"0"'
    assert lead("put", f"{case}/plan", plan, If_Match='"0"')["ETag"] == '"1"'
    assert lead("put", f"{case}/plan", plan, If_Match='"0"').status_code == 412
    assert "You wrote it" in lead("post", f"{case}/plan/sign", If_Match='"1"').json()["detail"]
    second = officer()
    assert second("post", f"{case}/plan/sign", If_Match='"1"').json() == {"version": 2, "is_signed": True}
    measure = {"kind": "patrol", "says": "Twice a night", "since": day, "expires_on": day}
    number = homes("post", f"{case}/plan/measures", measure).json()["number"]
    assert homes("post", f"{case}/plan/measures/{number}/end").status_code == 200
    assert [one["stands"] for one in homes("get", f"{case}/plan").json()["measures"]] == ["ended"]
    assert second("post", f"{case}/plan/end", {"reason": "They moved away."}).json()["version"] == 3


def test_to_a_plan_that_is_over_nothing_is_added_until_it_is_written_anew(homes, lead):
    case, day = own_case(homes), (timezone.localdate() + timedelta(days=9)).isoformat()
    plan = {"said": {"risks": "Being shouted at", "objectives": "It stops"}, "review_on": day}
    lead("put", f"{case}/plan", plan, If_Match='"0"')
    lead("post", f"{case}/plan/end", {"reason": "They moved away."})
    assert homes("get", f"{case}/plan").json()["is_ended"] is True
    action = {"does": "Fit a lock", "owner": "Repairs", "agency": "wickwell-homes", "due_on": day}
    measure = {"kind": "patrol", "says": "Twice a night", "since": day}
    for below, sent in (("actions", action), ("measures", measure)):
        refused = homes("post", f"{case}/plan/{below}", sent)
        assert (refused.status_code, refused.json()["detail"]) == (
            422,
            "The plan is over: write it anew first.",
        )
    assert lead("put", f"{case}/plan", plan, If_Match='"2"').json() == {"version": 3, "is_signed": False}
    told = homes("get", f"{case}/plan").json()
    assert (told["is_ended"], homes("post", f"{case}/plan/measures", measure).status_code) == (False, 201)
    assert officer()("post", f"{case}/plan/sign", If_Match='"3"').json() == {"version": 4, "is_signed": True}


def test_a_case_that_was_closed_is_opened_again_for_a_reason(homes, lead):
    case = own_case(homes)
    move(lead, case, "triage"), move(lead, case, "closure_proposed")
    Case.objects.update(state="closed", closed_at=timezone.now())
    assert lead("post", f"{case}/reopen", {"reason": "short"}).status_code == 422
    opened = lead("post", f"{case}/reopen", {"reason": "It began again last night."})
    assert (opened.status_code, opened.json()["state"]) == (200, "triage")


def test_what_else_is_true_of_a_case_is_said_and_ended(homes):
    case, sent = own_case(homes), {"what": "legal_action", "note": "At the county court"}
    assert homes("post", f"{case}/asides", sent).json() == {"items": ["legal_action"]}
    assert homes("post", f"{case}/asides", sent).json()["detail"] == "It is so already."
    assert homes("post", f"{case}/asides", sent | {"stands": False}).json() == {"items": []}
