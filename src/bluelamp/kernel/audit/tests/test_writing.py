"""One record after the other, with everything that was said, and one chain however many write."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import connection, connections, transaction

from bluelamp.kernel.audit import actions, sealing, verifying
from bluelamp.kernel.audit.models import Payload, Record, Touch
from bluelamp.kernel.audit.tests.test_audit import Ann

WRITERS, EACH = 32, 8


@dataclass(frozen=True)
class Partner(Ann):
    regime: str = "uk_gdpr"
    session: str = "5e55"
    address: str = "2001:db8::7"
    client: str = "housing-system"
    purpose: str = "prevention"


@pytest.mark.django_db
def test_a_record_keeps_everything_that_was_said():
    actions.record(
        by=Partner(),
        operation="sharing.send",
        objects=["person:7", "person:8", "person:7"],
        detail={"items": 2},
        kind="disclosure",
        recipient="Hearthside Homes",
        reason="The tenancy is at risk.",
        legal_basis="Crime and Disorder Act 1998, section 115",
        reference="case:12",
        on_behalf_of="Bob Example",
        sensitivity="restricted",
        payload={"after": "New Street"},
    )
    row = Record.objects.get()
    assert (row.regime, row.session, row.address, row.client, row.purpose) == (
        "uk_gdpr", "5e55", "2001:db8::7", "housing-system", "prevention",
    )  # fmt: skip
    assert (row.kind, row.recipient, row.legal_basis, row.reference, row.on_behalf_of, row.result) == (
        "disclosure", "Hearthside Homes", "Crime and Disorder Act 1998, section 115", "case:12", "Bob Example", "done",
    )  # fmt: skip
    assert Payload.objects.get(seq=row.seq).parts == {
        "reason": "The tenancy is at risk.",
        "values": {"after": "New Street"},
    }
    assert sorted(Touch.objects.values_list("object", "seq")) == [
        ("person:7", row.seq),
        ("person:8", row.seq),
    ]


@pytest.mark.django_db
def test_what_is_given_back_is_what_was_kept():
    written = actions.record(
        by=Partner(), operation="x" * 70, detail={"scale": 1.0, "name": "a\0b"}, kind="other"
    )
    kept = Record.objects.get()
    fields = [field.attname for field in Record._meta.concrete_fields]
    assert [getattr(written, name) for name in fields] == [getattr(kept, name) for name in fields]


@pytest.mark.django_db
def test_a_page_of_many_is_one_record_and_two_questions(django_assert_num_queries):
    with django_assert_num_queries(2):
        actions.shown(by=Ann(), operation="people.search", objects=[f"person:{n}" for n in range(25)])
    assert (Record.objects.get().kind, Touch.objects.count()) == ("consultation", 25)


REASONS = [
    ("people.look", "consultation", "", "", True),
    ("people.look", "consultation", "restricted", "", False),
    ("people.look", "consultation", "restricted", "too short", False),
    ("people.look", "consultation", "sealed", "She rang about her son.", True),
    ("access.break_glass", "consultation", "", "", False),
    ("people.export", "disclosure", "", "", False),
    ("keeping.dispose", "erasure", "", "", False),
    ("keeping.dispose", "erasure", "", "Its time is over.", True),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "kind", "sensitivity", "reason", "is_written"), REASONS)
def test_a_reason_is_asked_for_where_policy_says_so(operation, kind, sensitivity, reason, is_written):
    with suppress(actions.ReasonNeeded):
        actions.record(by=Ann(), operation=operation, kind=kind, sensitivity=sensitivity, reason=reason)
    assert Record.objects.exists() == is_written


@pytest.mark.django_db
def test_a_class_that_the_law_does_not_have_is_refused():
    with pytest.raises(LookupError):
        actions.record(by=Ann(), operation="people.look", kind="looking")


@pytest.fixture
def a_database_for_many(settings, tmp_path, monkeypatch):
    """Where many can write at once. SQLite in memory, as tests have it, is no such place: threads get a file of it."""
    settings.AUDIT_SEALS = str(tmp_path / "seals.jsonl")
    if connection.vendor != "sqlite":
        return connection
    copy = sqlite3.connect(tmp_path / "records.sqlite3")
    connection.ensure_connection()
    connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "records.sqlite3"))
    return copy


@pytest.mark.django_db(transaction=True)
def test_thirty_two_writers_make_one_chain(a_database_for_many):
    def write(writer: int) -> None:
        try:
            for turn in range(EACH):
                with transaction.atomic():
                    actions.record(by=Ann(writer), operation="people.look", objects=[f"person:{turn}"])
                    transaction.set_rollback(turn == 3)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    stood = WRITERS * (EACH - 1)
    report = verifying.verify(a_database_for_many, witness=sealing.witness())
    assert (report.findings, report.records, sealing.witness()) == ((), stood, (stood, report.head))
    cursor = a_database_for_many.cursor()
    cursor.execute("SELECT count(DISTINCT previous) FROM audit_record")
    assert cursor.fetchone() == (stood,)
