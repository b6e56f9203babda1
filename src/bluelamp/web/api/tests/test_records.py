"""A partner's system keeps its own records and reads what is shared with it, and nothing else."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client

from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests import factories
from bluelamp.kernel.people.tests.factories import COUNCIL, HOMES, POLICE
from bluelamp.web.api.models import GivenAnswer
from bluelamp.web.api.tests.calling import system

pytestmark = pytest.mark.django_db
SOMEBODY = {"given": "Ottoline", "family": "Canary", "born": "1981-04-23", "homes": [{"postcode": "B1 2PG"}]}


@pytest.fixture
def landlord(db):
    factories.body(HOMES)
    return system(HOMES)


@pytest.fixture
def council(db):
    factories.body(COUNCIL)
    return system(COUNCIL)


def test_a_system_adds_a_record_and_reads_it_back(landlord):
    made = landlord("post", "/records", SOMEBODY)
    assert (made.status_code, made["ETag"], made["Location"]) == (201, '"1"', made.json()["href"])
    read = landlord("get", made["Location"].removeprefix("/api/v1"))
    said = read.json()
    assert (said["said"]["name"], said["said"]["born"], said["is_yours"]) == (
        ["Ottoline Canary"],
        ["23 April 1981"],
        True,
    )
    assert read["ETag"] == '"1"'


def test_the_answer_to_a_post_says_nothing_about_anybody(landlord):
    landlord("post", "/records", SOMEBODY, Idempotency_Key="one-of-its-kind")
    assert "Canary" not in GivenAnswer.objects.get().body


def test_what_another_organisation_holds_is_not_there(landlord, council):
    ref = landlord("post", "/records", SOMEBODY).json()["ref"]
    absent = council("get", "/records/0000000000")
    for verb, body in (("get", None), ("put", SOMEBODY)):
        refused = council(verb, f"/records/{ref}", body, If_Match='"1"')
        assert (refused.status_code, refused.content) == (404, absent.content)
    assert council("get", "/records").json() == {"items": [], "next": None}


def test_what_a_system_may_not_do_for_its_token_it_may_not_do(db):
    factories.body(HOMES)
    reader = system(HOMES, "people.read")
    assert reader("post", "/records", SOMEBODY).status_code == 403
    assert SourceRecord.objects.count() == 0


def test_a_change_wants_the_version_that_was_read(landlord):
    ref = landlord("post", "/records", SOMEBODY).json()["ref"]
    assert landlord("put", f"/records/{ref}", SOMEBODY).status_code == 428
    assert landlord("put", f"/records/{ref}", SOMEBODY, If_Match="*").status_code == 428
    assert landlord("put", f"/records/{ref}", SOMEBODY, If_Match='"1"')["ETag"] == '"2"'
    stale = landlord("put", f"/records/{ref}", SOMEBODY | {"given": "Otto"}, If_Match='"1"')
    assert (stale.status_code, stale.json()["version"]) == (412, 2)
    assert SourceRecord.objects.get().names.get().given == "Ottoline"


def test_a_record_without_a_name_is_refused_and_nothing_is_kept(landlord):
    refused = landlord("post", "/records", {"born": "1981-04-23"}, Idempotency_Key="no-name-at-all")
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert (SourceRecord.objects.count(), GivenAnswer.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"given": "x" * 101}, "body.given"),
        ({"born": "yesterday"}, "body.born"),
        ({"head": 7}, "body.head"),
        ({"homes": [{"since": "2013-13-01"}]}, "body.homes.0.since"),
    ],
)
def test_a_fault_in_what_was_sent_is_named_at_its_field(landlord, body, field):
    refused = landlord("post", "/records", {"given": "Ottoline"} | body)
    assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("sent", "kind", "status"), [("{", "application/json", 400), ("given=x", "text/plain", 415)]
)
def test_what_is_no_json_is_refused(landlord, sent, kind, status):
    refused = Client().post(
        "/api/v1/records", sent, content_type=kind, headers={"Authorization": f"Bearer {landlord.token}"}
    )
    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")


def test_a_list_is_paged_and_each_answer_written_down_with_whom_it_showed(landlord):
    refs = {landlord("post", "/records", SOMEBODY | {"given": name}).json()["ref"] for name in "ABC"}
    first = landlord("get", "/records?limit=2").json()
    second = landlord("get", f"/records?limit=2&cursor={first['next']}").json()
    seen = [item["ref"] for item in first["items"] + second["items"]]
    assert (set(seen), len(seen), second["next"]) == (refs, 3, None)
    shown = Record.objects.filter(operation="people.records").order_by("seq")
    assert [len(record.objects_touched) for record in shown] == [2, 1]


def test_a_cursor_that_was_made_up_is_refused(landlord):
    assert landlord("get", "/records?cursor=made-up").status_code == 422


def test_restricted_records_are_opened_one_by_one_and_for_a_reason(landlord):
    factories.record(HOMES, sensitivity="restricted")
    assert landlord("get", "/records").json()["items"] == []


def test_the_same_request_again_gives_the_same_answer_and_one_record(landlord):
    first = landlord("post", "/records", SOMEBODY, Idempotency_Key="f3b1c6de-0001")
    again = landlord("post", "/records", SOMEBODY, Idempotency_Key="f3b1c6de-0001")
    assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    assert SourceRecord.objects.count() == 1


def test_a_key_used_for_another_request_is_refused(landlord):
    landlord("post", "/records", SOMEBODY, Idempotency_Key="f3b1c6de-0001")
    other = landlord("post", "/records", SOMEBODY | {"given": "Otto"}, Idempotency_Key="f3b1c6de-0001")
    assert (other.status_code, SourceRecord.objects.count()) == (422, 1)


def test_two_systems_that_choose_the_same_key_do_not_meet(landlord, council):
    for caller in (landlord, council):
        assert caller("post", "/records", SOMEBODY, Idempotency_Key="f3b1c6de-0001").status_code == 201
    assert SourceRecord.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_twins_sent_at_the_same_moment_make_one_record():
    if connection.vendor == "sqlite":
        pytest.skip(
            "the tests' SQLite lies in memory, where threads lock whole tables; the probe asks a file"
        )
    factories.body(HOMES)
    landlord = system(HOMES)
    answers = []

    def send():
        try:
            answers.append(landlord("post", "/records", SOMEBODY, Idempotency_Key="f3b1c6de-0001"))
        finally:
            connection.close()

    several = [threading.Thread(target=send) for _ in range(6)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert (len(answers), SourceRecord.objects.count()) == (6, 1)


def test_nobody_reads_a_police_record_that_was_not_shared(landlord):
    police = factories.record(POLICE)
    assert landlord("get", f"/records/{police.holding.ref}").status_code == 404
