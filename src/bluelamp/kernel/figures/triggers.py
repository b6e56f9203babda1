"""The locks on figures: the database refuses to change or remove one, whoever asks. A correction is a new figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("figures_figure", "figures_taking")
REFUSAL = "A figure is never changed or removed; a correction is a new figure."

LOCK = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        # INSERT OR REPLACE removes a row without a delete trigger unless recursive triggers are on.
        "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION figures_refuse()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse()",
    ),
}
UNLOCK = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS {{table}}_no_{what}" for what in ("update", "delete", "replace")),
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


def _run(connection: BaseDatabaseWrapper, statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            for statement in statements[connection.vendor]:
                cursor.execute(statement.format(table=table, refusal=REFUSAL))
