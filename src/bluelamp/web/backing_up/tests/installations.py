"""Whole installations to back up: a folder of files, and records with a row in every table, on either database."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import Field
from psycopg import sql

from bluelamp.web.backing_up.attending import tables_of_models
from bluelamp.web.backing_up.checking import Engine, engine_of
from bluelamp.web.backing_up.contents import TABLES
from bluelamp.web.backing_up.postgresql import Postgresql

FILES = {
    "warehouse/crime/manifest.json": b"{}",
    "warehouse/crime/wmp/2013-11/ab.parquet": bytes(range(256)) * 40,
    "attachments/2a/Ünïcode name.bin": b"\0\xff" * 5_000,
    "empty": b"",
}
LEFT_OUT = "cache/charts/1.svg"
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgtype::text, tgenabled FROM pg_trigger WHERE NOT tgisinternal",
}


@dataclass(frozen=True)
class Installation:
    """A folder, its records, and the settings that a program works on them with."""

    var: Path
    environ: Mapping[str, str]

    @property
    def engine(self) -> Engine:
        return engine_of(self.environ, self.var)

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """A connection of the driver's own, committed at the end."""
        if url := self.environ["DATABASE_URL"]:
            with psycopg.connect(url) as opened:
                yield opened
        else:
            with closing(sqlite3.connect(self.var / "records.sqlite3", timeout=30)) as opened:
                yield opened
                opened.commit()

    def held(self) -> dict[str, tuple[int, str]]:
        """Rows and a digest of their content, table by table; and the same of the locks upon them."""
        with self.connected() as opened:
            cursor = opened.cursor()
            cursor.execute(TABLES[connection.vendor])
            found = {name: digest(cursor, f'SELECT * FROM "{name}"') for (name,) in cursor.fetchall()}
            return found | {"(triggers)": digest(cursor, TRIGGERS[connection.vendor])}

    def files(self) -> dict[str, bytes]:
        return {name: (self.var / name).read_bytes() for name in FILES}


def digest(cursor: Any, query: str) -> tuple[int, str]:
    cursor.execute(query)
    rows = sorted(
        repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
    )
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """An installation with the tables of the test's own database, and files. Its database is dropped in the end."""
    var = folder / "var"
    for name, content in {**FILES, LEFT_OUT: b"<svg/>"}.items():
        (var / name).parent.mkdir(parents=True, exist_ok=True)
        (var / name).write_bytes(content)
    connection.ensure_connection()
    with {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor](var) as url:
        yield Installation(var, {"BLUELAMP_VAR": str(var), "DATABASE_URL": url})


@contextmanager
def _sqlite(var: Path) -> Iterator[str]:
    # The test has a transaction open, and SQLite copies no database that is being written: so statement by statement.
    cursor = connection.connection.cursor()
    schema = cursor.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
    ).fetchall()
    with closing(sqlite3.connect(var / "records.sqlite3", isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = wal")
        made.execute("BEGIN")
        for kind, name, written in sorted(schema, key=lambda each: each[0] != "table"):
            made.execute(written)
            if kind == "table" and (rows := cursor.execute(f'SELECT * FROM "{name}"').fetchall()):
                made.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        made.execute("COMMIT")
    yield ""


@contextmanager
def _postgresql(var: Path) -> Iterator[str]:
    """A database beside the test's own, with its tables."""
    here = Postgresql(url_of(connection.settings_dict))
    name = f"{here.name}_{os.getpid()}_{var.parent.name[-8:]}"
    made = urlsplit(here.url)._replace(path="/" + quote(name, safe="")).geturl()
    with here._connected("postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    dump = var.parent / "tables.dump"
    here._run("pg_dump", "--format=custom", f"--file={dump}", f"--dbname={here._address(here.name)}")
    here._run("pg_restore", f"--dbname={here._address(name)}", str(dump))
    try:
        yield made
    finally:
        with here._connected("postgres", autocommit=True) as server:
            found = server.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [name + "%"]
            ).fetchall()
            for (each,) in found:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(each)))


def url_of(described: Mapping[str, Any]) -> str:
    """The address of a database as DATABASE_URL has it, from Django's description."""
    host = quote(described["HOST"], safe="")
    port = f":{described['PORT']}" if described["PORT"] else ""
    who = quote(described["USER"], safe="")
    password = f":{quote(described['PASSWORD'], safe='')}" if described["PASSWORD"] else ""
    return f"postgresql://{who}{password}@{host}{port}/{quote(described['NAME'], safe='')}"


def fill(installation: Installation) -> None:
    """A row of made-up values in every table of a model, whatever rules the row breaks: copying asks for none."""
    with installation.connected() as opened:
        cursor = opened.cursor()
        LOOSEN[connection.vendor](cursor)
        for table, model in tables_of_models().items():
            fields = model._meta.local_concrete_fields
            columns = ", ".join(f'"{field.column}"' for field in fields)
            marks = ", ".join(["?" if connection.vendor == "sqlite" else "%s"] * len(fields))
            values = [value(field, number) for number, field in enumerate(fields)]
            cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
        TIGHTEN[connection.vendor](cursor)


def value(field: Field[Any, Any], number: int) -> Any:
    """A value of the field's type that no other row has."""
    while field.remote_field:
        field = field.target_field
    kind = next(kind for kind in type(field).__mro__ if kind.__name__ in VALUES).__name__
    made = VALUES[kind]
    if isinstance(made, str) and kind not in ("JSONField", "GenericIPAddressField"):
        made = f"{number}{made}"[: getattr(field, "max_length", None) or 99]
    if connection.vendor == "sqlite" and not isinstance(made, str | int | float | bytes):
        return str(made)
    return made


VALUES: dict[str, Any] = {
    # As large as the smallest column holds: permissions are made again, with new numbers, whenever tests empty them.
    "IntegerField": 32_767,
    "BooleanField": True,
    "CharField": "-canary",
    "TextField": "-canary “ünïcode”",
    "DateTimeField": datetime(2014, 1, 7, 9, tzinfo=UTC),
    "DateField": date(2014, 1, 7),
    "TimeField": time(9, 30),
    "DurationField": timedelta(days=1),
    "DecimalField": 7,
    "FloatField": 0.1,
    "BinaryField": b"\0canary\xff",
    "JSONField": '["canary"]',
    "UUIDField": UUID(int=7),
    "GenericIPAddressField": "127.0.0.1",
}


def _loosen_sqlite(cursor: Any) -> None:
    cursor.execute("PRAGMA foreign_keys = off")
    cursor.execute("PRAGMA ignore_check_constraints = on")
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    cursor.execute("CREATE TEMP TABLE locks AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in cursor.execute("SELECT name FROM locks").fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def _tighten_sqlite(cursor: Any) -> None:
    for (written,) in cursor.execute("SELECT sql FROM locks").fetchall():
        cursor.execute(written)


def _loosen_postgresql(cursor: Any) -> None:
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
    )
    for table, name in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _tighten_postgresql(cursor: Any) -> None:
    cursor.execute("SET session_replication_role = origin")


LOOSEN = {"sqlite": _loosen_sqlite, "postgresql": _loosen_postgresql}
TIGHTEN = {"sqlite": _tighten_sqlite, "postgresql": _tighten_postgresql}
