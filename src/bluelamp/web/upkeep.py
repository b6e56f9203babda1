"""Keeping the records in step with the program: the embedded database by itself, a server's when its keeper says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

STOCK = """
    PRAGMA analysis_limit = 1000;
    ANALYZE;
    DELETE FROM sqlite_stat4;
    ANALYZE sqlite_schema;
"""
"""How SQLite learns how many rows there are of each sort: from a thousand of each index, and not what is in them.

Where it knows values too, it plans each statement anew for those it is given, which takes ten times as long as the
answer: of an assessment two thirds."""
LOCK_WAIT = "1s"
"""How long a migration waits for a lock on a server: what other services of government keep to as well."""


def migrations_wait() -> bool:
    """Is there a migration that these records have not had?"""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_ready() -> str:
    """Bring the embedded database into step. Returns why the records cannot be used, or nothing when they can.

    A server's database is shared and backed up by somebody: it is theirs to migrate, when they choose to.
    """
    try:
        if not migrations_wait():
            return ""
        if connection.vendor != "sqlite":
            return "The records are empty or of an older version. Bring them into step with: bluelamp migrate"
        with _alone(settings.VAR / "migrating.lock"):
            migrate()
    except DatabaseError as problem:
        return f"The records cannot be opened: {_first_line(problem)}"
    return ""


def take_stock() -> None:
    """Have the embedded database see how much it holds, so that it finds the short way. A server's does by itself."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.wrap_database_errors:
            connection.connection.executescript(STOCK)


def migrate(*, verbosity: int = 0) -> None:
    """Every migration that waits, each whole or not at all; begun again, it goes on where it stopped.

    On a server it gives up after a second of waiting for somebody else's lock: people who work come first, and behind a
    migration that waits everybody else would wait too.
    """
    with _waiting_at_most(LOCK_WAIT):
        for label in _made_by_others():
            call_command("migrate", label, verbosity=verbosity, interactive=False)
        call_command("migrate", verbosity=verbosity, interactive=False)


def _made_by_others() -> list[str]:
    """The packages whose migrations wait. They go first: each of their many small steps has Django build anew every
    model that hangs together with users, and before our own are there those are few (25 s of work become 15)."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    waiting = {migration.app_label for migration, _ in plan}
    ours = f"{__name__.partition('.')[0]}."
    return [
        each.label
        for each in apps.get_app_configs()
        if each.label in waiting and not each.name.startswith(ours)
    ]


@contextmanager
def _waiting_at_most(limit: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])
        try:
            yield
        finally:
            cursor.execute("RESET lock_timeout")


def _first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or ["the database gave no reason"])[0]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time; the others wait, and then find it done."""
    with lock.open("w") as file:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
