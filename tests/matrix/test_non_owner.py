"""On PostgreSQL the product runs as a role that owns nothing, by the grants that the page on running it gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.matrix import cells, running, world

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-in-production.md"
SEED, CELLS = 2014, 200

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no roles."),
]


def become_the_role() -> None:
    """From here to the end of the test; the role goes with the test's transaction."""
    statements = re.findall(r"^ +((?:CREATE ROLE|GRANT|REVOKE) .*;)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(statements) == 5
    with connection.cursor() as cursor:
        for statement in (*statements, "SET LOCAL ROLE bluelamp_app"):
            cursor.execute(statement)


def test_the_product_does_all_that_it_does_as_a_role_that_owns_nothing():
    everybody = running.asker(world.build())
    become_the_role()
    outcome = running.run(everybody, cells.drawn(everybody.world, CELLS, SEED))
    assert outcome.faults == []
    assert min(outcome.shown, outcome.written) > 0


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_record DISABLE TRIGGER ALL",
        "DROP TABLE audit_seal",
        "TRUNCATE audit_record CASCADE",
        "UPDATE audit_record SET actor_name = 'Somebody else'",
        "DELETE FROM audit_record",
        "DELETE FROM audit_seal",
        "SET session_replication_role = replica",
        "CREATE TABLE beside (id integer)",
    ],
)
def test_it_cannot_reach_round_the_locks_on_the_audit_record(statement):
    become_the_role()
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
