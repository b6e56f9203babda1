"""The auditors' pages: who may open them, what they show, that reading is written down, and what wrong input gets."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access.permissions import GIVEN, MAY
from bluelamp.kernel.access.tests.factories import confirm, user_of
from bluelamp.kernel.audit import actions, sealing
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.tests.filling import fill
from bluelamp.kernel.audit.tests.test_audit import Ann

pytestmark = pytest.mark.django_db

PAGES = ("", "misuse", "extract", "verification", "download", "seals.jsonl")
REASON = "Complaint 12 of this month."


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(user_of("governance"))
    confirm(client)
    return client


@pytest.fixture
def three():
    """Ann finds two people, breaks the glass to one and tells why; somebody signs in."""
    ann = Ann(7, "=Ann Example")
    return [
        actions.record(by=ann, operation="people.search", objects=["person:AAAA", "person:BBBB"]),
        actions.record(by=ann, operation="glass.break_glass", objects=["person:AAAA"], reason="Eve Jones is at risk.",
                       payload={"before": "12 Old Road"}),
        actions.record(by=Ann(8, "Bob"), operation="access.sign_in", kind="other", objects=["user:8"]),
    ]  # fmt: skip


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", GIVEN)
def test_they_open_to_those_who_may_read_the_record_and_to_nobody_else(client, role, page):
    client.force_login(user_of(role))
    confirm(client)
    assert (client.get(f"/audit/{page}").status_code == 200) == ("audit.read" in MAY[role])


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, page):
    assert client.get(f"/audit/{page}").status_code == 302


FOUND = [
    ("", ["Bob", "=Ann Example"]), ("?person=AAAA", ["=Ann Example"]), ("?officer=8", ["Bob"]),
    ("?kind=other", ["Bob"]), ("?operation=glass.break_glass", ["=Ann Example"]), ("?person=CCCC", []),
    ("?since=1+January+2020&until=2/1/2020", []),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "who"), FOUND)
def test_records_are_found_by_what_is_asked(auditor, three, asked, who):
    said = words(auditor.get(f"/audit/{asked}").content)
    assert [name for name in ("Bob", "=Ann Example") if name in said] == who


def test_reading_the_record_is_in_the_record(auditor, three):
    auditor.get("/audit/?person=AAAA")
    auditor.get(f"/audit/records/{three[1].seq}/")
    reading = list(Record.objects.filter(seq__gt=three[2].seq, operation__startswith="audit."))
    assert [(row.operation, row.objects_touched) for row in reading] == [
        ("audit.search", ["person:AAAA", "holding:AAAA"]),
        ("audit.open", [f"audit:{three[1].seq}", "person:AAAA"]),
    ]
    assert {row.role for row in reading} == {"governance"}


def test_an_auditor_reads_the_reason_and_not_the_values(auditor, three):
    said = words(auditor.get(f"/audit/records/{three[1].seq}/").content)
    assert ("Eve Jones is at risk." in said, "Kept apart, and not shown here" in said) == (True, True)
    assert "12 Old Road" not in said


def test_an_erased_reason_is_said_to_be_erased(auditor, three):
    actions.erase_payload(by=Ann(), seqs=[three[1].seq], reason="Asked for, and granted.")
    said = words(auditor.get(f"/audit/records/{three[1].seq}/").content)
    assert ("Erased by law" in said, "Eve Jones" in said) == (True, False)


def test_a_record_that_is_not_there_is_not_found(auditor):
    assert auditor.get("/audit/records/99999/").status_code == 404


@pytest.mark.parametrize(
    "wrong", ["since=yesterday", "officer=Ann", "kind=looking", "person=a+b", "operation=x"]
)
def test_what_cannot_be_understood_is_said_and_kept(auditor, wrong):
    response = auditor.get(f"/audit/?{wrong}")
    assert (response.status_code, "There is a problem" in response.text) == (422, True)
    assert auditor.get(f"/audit/download?{wrong}").status_code == 404


@pytest.mark.parametrize("before", ["0", "-1", "two", "9" * 40])
def test_a_place_to_go_on_from_that_cannot_be_shows_a_page(auditor, three, before):
    assert auditor.get(f"/audit/?before={before}").status_code == 200


def test_a_page_of_fifty_takes_no_more_questions_than_one_of_one(auditor, django_assert_max_num_queries):
    fill(120)
    once = Record.objects.values_list("actor_id", flat=True)[5]
    auditor.get("/audit/")
    with CaptureQueriesContext(connection) as asked:
        assert auditor.get(f"/audit/?officer={once}").text.count("/audit/records/") < 5
    with django_assert_max_num_queries(len(asked)):
        assert auditor.get("/audit/").text.count("/audit/records/") == 50


def test_older_records_follow(auditor):
    fill(60)
    older = re.search(r'href="(/audit/\?[^"]*before=\d+)"', auditor.get("/audit/").text)
    assert older is not None
    assert auditor.get(older[1]).text.count("/audit/records/") == 10


def test_a_name_is_looked_for_by_post_and_leads_to_a_number(auditor):
    user = user_of("analyst", name="nadia.sample")
    response = auditor.post("/audit/officers", {"name": "nadia"})
    assert f"/audit/?officer={user.pk}" in response.text
    assert auditor.post("/audit/officers", {"name": ""}).status_code == 422
    assert auditor.get("/audit/officers").status_code == 405


def test_records_are_taken_away_with_a_reason_and_cells_that_do_not_run(auditor, three):
    assert auditor.post("/audit/download", {"reason": "short", "form": "csv"}).status_code == 422
    response = auditor.post("/audit/download?person=AAAA", {"reason": REASON, "form": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["officer"], row["operation"], row["marking"]) for row in rows] == [
        ("'=Ann Example", "people.search", "OFFICIAL-SENSITIVE"),
        ("'=Ann Example", "glass.break_glass", "OFFICIAL-SENSITIVE"),
    ]
    assert "Eve Jones" not in response.text
    found = json.loads(auditor.post("/audit/download", {"reason": REASON, "form": "json"}).content)
    assert found["records"][0]["hash"] == three[0].hash
    assert Record.objects.filter(operation="audit.export").count() == 2


def test_an_extract_tells_a_person_what_was_done_and_names_nobody(auditor, three):
    response = auditor.post("/audit/extract", {"person": "AAAA", "reason": REASON, "form": "page"})
    said = words(response.content)
    assert "2 times on record" in said
    assert [name for name in ("Ann Example", "Eve Jones", "BBBB", "Old Road") if name in said] == []
    sheet = auditor.post("/audit/extract", {"person": "AAAA", "reason": REASON, "form": "csv"})
    assert sheet.content.decode("utf-8-sig").count("\n") == 4
    assert auditor.post("/audit/extract", {"person": "AAAA", "reason": "", "form": "page"}).status_code == 422


def test_questions_to_ask_are_put_with_their_records(auditor, three):
    said = auditor.get("/audit/misuse?days=28").text.partition("in an emergency (1)")[2]
    assert re.findall(r"/audit/records/(\d+)/", said) == [str(three[1].seq)]


def test_verification_says_whether_all_is_as_written(auditor, three, settings):
    assert "It has not been asked yet" in auditor.get("/audit/verification").text
    sealing.seal(at=timezone.now() - timedelta(minutes=1))
    assert "<strong>Yes.</strong>" in auditor.post("/audit/verification").text
    assert "when last asked" in auditor.get("/audit/verification").text
    assert json.loads(auditor.get("/audit/seals.jsonl").text)["kind"] == "seal"
    forged = Record.objects.order_by("-seq").first()
    forged.seq, forged.previous, forged.hash = forged.seq + 1, forged.hash, "f" * 64
    forged.save(force_insert=True)
    assert f"Record {forged.seq}: forged." in auditor.post("/audit/verification").text


UNWRITABLE = {
    "sqlite": (
        "CREATE TRIGGER full BEFORE INSERT ON audit_record BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ),
}


def test_where_nothing_can_be_written_nothing_is_shown(auditor, three):
    auditor.raise_request_exception = False
    address = f"/audit/records/{three[1].seq}/"
    before = auditor.get(address)
    for statement in UNWRITABLE[connection.vendor]:
        connection.cursor().execute(statement)
    after = auditor.get(address)
    assert (before.status_code, "Eve Jones" in before.text) == (200, True)
    assert (after.status_code, "Eve Jones" in after.text, after["Retry-After"]) == (503, False, "30")
