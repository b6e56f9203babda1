"""Keeping the records in step with the program: the embedded database by itself, a server's when its keeper says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


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
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as problem:
        return f"The records cannot be opened: {_first_line(problem)}"
    return ""


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
