"""The locks on figures: the database refuses to change or remove one, whoever asks. A correction is a new figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("figures_figure", "figures_taking")
REFUSAL = "A figure is never changed or removed; a correction is a new figure."

ABORT = "BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
# INSERT OR REPLACE removes a row without a delete trigger unless recursive triggers are on: refuse a used number.
USED = "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
RAISE = "$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
REFUSE = "EXECUTE FUNCTION figures_refuse()"

LOCK = {
    "sqlite": (
        f"CREATE TRIGGER {{table}}_no_update BEFORE UPDATE ON {{table}} {ABORT}",
        f"CREATE TRIGGER {{table}}_no_delete BEFORE DELETE ON {{table}} {ABORT}",
        f"CREATE TRIGGER {{table}}_no_replace BEFORE INSERT ON {{table}} {USED} {ABORT}",
    ),
    "postgresql": (
        f"CREATE OR REPLACE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS {RAISE}",
        f"CREATE TRIGGER {{table}}_no_change BEFORE UPDATE OR DELETE ON {{table}} FOR EACH ROW {REFUSE}",
        f"CREATE TRIGGER {{table}}_no_truncate BEFORE TRUNCATE ON {{table}} FOR EACH STATEMENT {REFUSE}",
    ),
}
UNLOCK = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS {{table}}_no_{what}" for what in ("update", "delete", "replace")
    ),
    "postgresql": tuple(
        f"DROP TRIGGER IF EXISTS {{table}}_no_{what} ON {{table}}" for what in ("change", "truncate")
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
        for table in TABLES:
            for statement in statements[connection.vendor]:
                cursor.execute(statement.format(table=table, refusal=REFUSAL))
