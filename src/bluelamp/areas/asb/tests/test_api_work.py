"""Working on a case from an agency's own system: lists, notes, the timeline, promises, contact and shared actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.api import lists
from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case, refused
from bluelamp.areas.asb.worklist import CASES
from bluelamp.kernel.access.models import Disclosure
from bluelamp.kernel.access.tests.worlds import agreement
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.promises import actions as promises
from bluelamp.practice.promises.tests.factories import somebody
from bluelamp.web.api.models import GivenAnswer

pytestmark = pytest.mark.django_db
NOW = timezone.now().isoformat()
TOMORROW = (timezone.now() + timedelta(days=1)).isoformat()


@pytest.fixture
def homes():
    return landlord()


def test_a_promise_is_made_kept_by_version_and_read_back(homes):
    case = own_case(homes)
    made = homes("post", f"{case}/promises", {"to": "victim", "says": "We ring you.", "due_at": TOMORROW})
    at = f"{case}/promises/{made.json()['number']}"
    assert homes("post", f"{at}/keep", {"how": "phone"}).status_code == 428
    kept = homes("post", f"{at}/keep", {"how": "phone"}, If_Match=homes("get", at)["ETag"])
    assert (kept.status_code, kept["ETag"], homes("get", at).json()["state"]) == (200, '"2"', "kept")
    late = homes("post", f"{at}/cancel", {"reason": "Nobody needs it now."}, If_Match='"1"')
    assert (late.status_code, late.json()["version"]) == (412, 2)


def test_why_a_promise_is_late_is_read_with_it(homes):
    case = own_case(homes)
    made = homes("post", f"{case}/promises", {"to": "victim", "says": "We ring you.", "due_at": TOMORROW})
    at = f"{case}/promises/{made.json()['number']}"
    homes("post", f"{at}/pause", {"reason": "She is in hospital until Friday."}, If_Match='"1"')
    (one,) = homes("get", f"{case}/promises").json()["items"]
    said = (one["state"], [pause["reason"] for pause in one["pauses"]])
    assert said == ("paused", ["She is in hospital until Friday."])
    assert homes("post", f"{at}/resume", {}, If_Match='"2"').status_code == 200


def test_a_promise_of_another_case_is_not_there_and_nobody_is_written_down_as_having_read(homes):
    first, second = own_case(homes), own_case(homes)
    made = homes("post", f"{first}/promises", {"to": "victim", "says": "We ring you.", "due_at": TOMORROW})
    before = Record.objects.count()
    assert homes("get", f"{second}/promises/{made.json()['number']}").status_code == 404
    assert Record.objects.count() == before


def test_what_is_past_cannot_be_promised(homes):
    sent = {"to": "victim", "says": "We ring you.", "due_at": "2014-01-07T10:00:00Z"}
    answer = homes("post", f"{own_case(homes)}/promises", sent)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "That is in the past. Promise something that is still to come."


def test_attempts_and_the_plan_for_contact_go_both_ways(homes):
    case = own_case(homes)
    plan = {"method": "phone", "safe_times": "After 6pm", "voicemail_ok": False}
    assert homes("put", f"{case}/contact", plan, If_Match='"0"')["ETag"] == '"1"'
    for _ in range(3):
        assert homes("post", f"{case}/contact/attempts", {"method": "phone", "outcome": "no_answer"})
    read = homes("get", f"{case}/contact")
    told = read.json()
    assert (read["ETag"], told["plan"]["safe_times"], told["failed"]) == ('"1"', "After 6pm", 3)
    assert told["waits_for_supervisor"] is True
    safe = homes("post", f"{case}/contact/attempts", {"method": "phone", "outcome": "message_safe"})
    assert safe.status_code == 422


def test_a_partner_ends_its_own_action_on_a_shared_case_and_no_other(homes):
    case, by, now = police_case(), somebody("coordinator"), timezone.now()
    ref, day = case.rpartition("/")[2], (now + timedelta(days=9)).date()
    said = {"risks": "Being shouted at", "objectives": "It stops"}
    promises.victims.write(by=by, record=ref, said=said, review_on=day, version=0, now=now)
    theirs, ours = (
        promises.victims.add_action(
            by=by, record=ref, does="Fit a lock", owner="Repairs", agency=agency, due_on=day, now=now
        ).pk
        for agency in ("wickwell-homes", "west-midlands-police")
    )
    done = {"to": "done", "note": "Fitted this morning."}
    read = homes("get", f"{case}/plan").json()["actions"]
    assert {one["number"]: one["is_yours"] for one in read} == {theirs: True, ours: False}
    assert homes("post", f"{case}/plan/actions/{theirs}/end", done, If_Match='"1"').status_code == 200
    assert homes("post", f"{case}/plan/actions/{ours}/end", done, If_Match='"1"').status_code == 404


def test_of_a_case_that_is_shared_the_promises_stay_shut_unless_they_were_opened(homes):
    assert homes("get", f"{police_case('title')}/promises").status_code == 404
    assert homes("get", f"{police_case('promises')}/promises").json() == {"items": []}


def test_notes_are_heard_as_far_as_their_audience(homes):
    case = police_case()
    for words, audience in (("Ours alone.", "organisation"), ("For all.", "shared")):
        assert homes("post", f"{case}/notes", {"words": words, "audience": audience}).status_code == 201
    heard = [note["words"] for note in homes("get", f"{case}/notes").json()["items"]]
    police = officer("coordinator", "west-midlands-police")
    assert heard == ["For all.", "Ours alone."]
    assert [note["words"] for note in police("get", f"{case}/notes").json()["items"]] == ["For all."]


def test_a_note_is_put_right_by_its_author_and_added_to_by_others():
    landlord()
    writer, other = officer(), officer("partner")
    case = own_case(writer)
    number = writer("post", f"{case}/notes", {"words": "She was out.", "audience": "shared"}).json()["number"]
    right = {"words": "She was in.", "audience": "shared"}
    assert other("put", f"{case}/notes/{number}", right, If_Match='"1"').status_code == 422
    assert writer("put", f"{case}/notes/{number}", right, If_Match='"1"')["ETag"] == '"2"'
    other("post", f"{case}/notes", {"words": "Seen at noon.", "audience": "shared", "adds_to": number})
    (note,) = writer("get", f"{case}/notes").json()["items"]
    assert (note["words"], [each["words"] for each in note["addenda"]]) == ("She was in.", ["Seen at noon."])


def test_the_timeline_tells_what_is_open_and_can_be_narrowed(homes):
    case = own_case(homes)
    homes("post", f"{case}/notes", {"words": "The tenant was seen.", "audience": "shared"})
    whole = homes("get", f"{case}/timeline").json()
    kind = next(kind for kind in whole["kinds"] if kind.lower() == "note")
    notes = homes("get", f"{case}/timeline?kind={kind}").json()["items"]
    assert "report" in whole["kinds"]
    assert [one["words"] for one in notes] == ["The tenant was seen."]
    homes("post", f"{case}/contact/attempts", {"method": "phone", "outcome": "no_answer"})
    homes("post", f"{case}/promises", {"to": "victim", "says": "We ring you.", "due_at": TOMORROW})
    told = {one["kind"]: one["audience"] for one in homes("get", f"{case}/timeline").json()["items"]}
    assert (told["attempt"], told["promise"]) == ("Organisation only", "Told to the victim")


def test_the_worklist_is_chosen_by_the_names_of_the_page_and_comes_by_cursor(homes, monkeypatch):
    monkeypatch.setattr(lists, "CASES", replace(CASES, per_page=2))
    mine = {own_case(homes, to="", address=f"{n} Shingle Road").rpartition("/")[2] for n in range(3)}
    first = homes("get", "/asb/cases?qualifier=nuisance").json()
    rest = homes("get", f"/asb/cases?qualifier=nuisance&cursor={first['next']}").json()
    assert {row["ref"] for row in first["items"] + rest["items"]} == mine
    assert (first["count"], len(first["items"]), rest["next"]) == (3, 2, None)
    assert homes("get", "/asb/cases?qualifier=personal").json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("stage=gone", "query.stage"),
        ("reported-from=soon", "query.reported-from"),
        ("order=best", "query.order"),
        ("cursor=made-up", "query.cursor"),
    ],
)
def test_what_the_worklist_cannot_be_chosen_by_is_named(homes, asked, field):
    assert refused(homes("get", f"/asb/cases?{asked}")) == (422, [field])


def test_a_row_of_a_shared_case_shows_what_was_opened_and_is_a_disclosure(homes):
    police_case("title", "state", "reports")
    (row,) = homes("get", "/asb/cases").json()["items"]
    assert (set(row["said"]), row["is_yours"]) == ({"title", "state", "reports", "last"}, False)
    assert Disclosure.objects.filter(how="read").exists()


def test_a_case_of_this_already_is_found_before_a_new_one_and_the_answer_is_not_kept(homes):
    case = own_case(homes, received_at=NOW, happened_from=NOW)
    sent = {"address": "12 Shingle Rd", "point": "407000, 287000"}
    found = homes("post", "/asb/similar", sent, Idempotency_Key="asked-only-once").json()
    assert ([one["ref"] for one in found["cases"]], found["cases"][0]["may_add"]) == (
        [case.rpartition("/")[2]],
        True,
    )
    assert GivenAnswer.objects.count() == 0
    assert Record.objects.filter(operation="asb.search").exists()


def test_whom_to_ring_about_a_case_one_may_not_see_is_told_to_those_it_was_agreed_with(homes):
    police = officer("coordinator", "west-midlands-police")
    own_case(police, received_at=NOW, happened_from=NOW)
    asked = {"point": "407000, 287000"}
    assert homes("post", "/asb/similar", asked).json()["elsewhere"] == []
    agreement(ends_on=None)
    found = homes("post", "/asb/similar", asked).json()
    assert (found["cases"], [one["organisation"] for one in found["elsewhere"]]) == (
        [],
        ["West Midlands Police"],
    )


def test_somebody_is_put_on_a_case_and_taken_off_for_a_reason(homes):
    case = own_case(homes)
    made = homes("post", f"{case}/people", {"role": "alleged", "known_as": "woman with a dog"})
    number = made.json()["number"]
    assert homes("post", f"{case}/people/{number}/end", {"reason": "short"}).status_code == 422
    assert homes("post", f"{case}/people/{number}/end", {"reason": "It was another."}).status_code == 200
    assert homes("post", f"{case}/people/{number}/end", {"reason": "It was another."}).status_code == 404


def test_a_case_moves_on_by_version_with_every_reason_against(homes):
    case = own_case(homes)
    assert homes("post", f"{case}/move", {"to": "triage"}).status_code == 428
    read = homes("get", case)
    moved = homes("post", f"{case}/move", {"to": "triage"}, If_Match=read["ETag"])
    assert (moved.status_code, moved.json()["state"]) == (200, "triage")
    assert homes("post", f"{case}/move", {"to": "closed"}, If_Match=moved["ETag"]).status_code == 422
