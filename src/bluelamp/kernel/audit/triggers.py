"""The locks on the audit record: the database refuses to change or remove a row, whoever asks and however they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The audit record is never changed or removed."

_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
_EACH = "EXECUTE FUNCTION audit_refuse()"

LOCK = {
    "sqlite": (
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_record {_REFUSE}",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_record {_REFUSE}",
        # INSERT OR REPLACE removes a row without asking the delete trigger: refuse a number that is in use.
        f"""CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_record
            WHEN EXISTS (SELECT 1 FROM audit_record WHERE seq = NEW.seq) {_REFUSE}""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_record FOR EACH ROW {_EACH}",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_record FOR EACH STATEMENT {_EACH}",
    ),
}
UNLOCK = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS audit_no_update",
        "DROP TRIGGER IF EXISTS audit_no_delete",
        "DROP TRIGGER IF EXISTS audit_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_no_change ON audit_record",
        "DROP TRIGGER IF EXISTS audit_no_truncate ON audit_record",
    ),
}


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the locks on."""
    _run(connection, LOCK)


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the locks off: for undoing the migration, and for emptying a test database."""
    _run(connection, UNLOCK)


@contextmanager
def unlocked(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The locks off for a moment, and on again whatever happens."""
    unlock(connection)
    try:
        yield
    finally:
        lock(connection)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
