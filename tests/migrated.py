"""A database that was migrated once is copied the next time: seventy migrations take a dozen seconds, a copy none.

Migrations still run on the copy, so one that is new is applied; one that was edited makes another copy. On PostgreSQL
each run has a server of its own, and migrates.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache"


def kept() -> Path:
    """Where the copy lies that the migrations of today, and the packages of today, made."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(ROOT.glob("src/bluelamp/**/migrations/*.py")):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return KEPT / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def fill_from(path: Path) -> None:
    """From now on a database in memory that is still empty begins as the copy."""

    def begin(connection: Any, **about: object) -> None:
        if path.exists() and connection.vendor == "sqlite" and connection.is_in_memory_db():
            empty = not connection.connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            if empty:
                _copy(connection.Database.connect(f"file:{path}?mode=ro", uri=True), connection.connection)

    connection_created.connect(begin, weak=False, dispatch_uid="a database that was migrated before")


def keep(path: Path) -> None:
    """Copy the database as it now stands. Two workers may do so at once: whoever is last is as right."""
    if connection.vendor != "sqlite" or path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    _copy(connection.connection, connection.Database.connect(str(partial)), close=False)
    partial.replace(path)
    for older in path.parent.glob("migrated-*.sqlite3"):
        if older != path:
            older.unlink(missing_ok=True)


def _copy(source: Any, target: Any, *, close: bool = True) -> None:
    source.backup(target)
    (source if close else target).close()
