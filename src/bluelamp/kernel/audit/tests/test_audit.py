"""A record is written with what it describes, and stays."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction

from bluelamp.kernel.audit import actions
from bluelamp.kernel.audit.models import Record


@dataclass(frozen=True)
class Ann:
    actor_id: int = 7
    actor_name: str = "Ann Example"
    role: str = "analyst"
    organisation: str = "west-midlands-police"


pytestmark = pytest.mark.django_db


def test_a_record_says_who_did_what_to_what():
    actions.record(
        by=Ann(), operation="figures.take", objects=["figure:1", "figure:2"], detail={"figures": 2}
    )
    row = Record.objects.get()
    assert (row.actor_id, row.actor_name, row.role, row.organisation) == (
        7, "Ann Example", "analyst", "west-midlands-police",
    )  # fmt: skip
    assert (row.operation, row.objects_touched, row.detail) == (
        "figures.take", ["figure:1", "figure:2"], {"figures": 2},
    )  # fmt: skip


def test_records_are_numbered_in_the_order_they_were_written():
    numbers = [actions.record(by=Ann(), operation="figures.take").seq for _ in range(3)]
    assert numbers == sorted(set(numbers))


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError, match="open one around the whole action"):
        actions.record(by=Ann(), operation="figures.take")


def test_what_is_rolled_back_leaves_no_record():
    with transaction.atomic():
        actions.record(by=Ann(), operation="figures.take")
        transaction.set_rollback(True)
    assert not Record.objects.exists()


def test_a_record_that_does_not_say_what_was_done_is_refused():
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.record(by=Ann(), operation="")


CHANGES = {
    "update one": "UPDATE audit_record SET actor_name = 'Bob'",
    "delete one": "DELETE FROM audit_record",
    "replace one (sqlite)": (
        "INSERT OR REPLACE INTO audit_record (seq, at, actor_name, organisation, role, operation, objects, detail) "
        "SELECT seq, at, 'Bob', '', '', 'x', '[]', '{}' FROM audit_record"
    ),
    "truncate (postgresql)": "TRUNCATE audit_record",
}


@pytest.mark.parametrize("how", CHANGES)
def test_the_database_itself_refuses_to(how):
    if "(" in how and f"({connection.vendor})" not in how:
        pytest.skip(f"{connection.vendor} has no such statement")
    actions.record(by=Ann(), operation="figures.take")
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(CHANGES[how])
    assert Record.objects.get().actor_name == "Ann Example"


@pytest.mark.parametrize(
    "change",
    [
        lambda: Record.objects.update(role="acc"),
        lambda: Record.objects.all().delete(),
        lambda: Record.objects.bulk_update(
            [Record(seq=r.seq, role="acc") for r in Record.objects.all()], ["role"]
        ),
    ],
    ids=["update", "delete", "bulk_update"],
)
def test_no_way_round_through_django_either(change):
    actions.record(by=Ann(), operation="figures.take")
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        change()
    assert Record.objects.get().role == "analyst"
