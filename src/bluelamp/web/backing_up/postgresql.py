"""Records on a PostgreSQL server: copied by ``pg_dump`` in one snapshot, restored beside the old ones and renamed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bluelamp.web import records
from bluelamp.web.backing_up import Refused, Unsound
from bluelamp.web.backing_up.contents import Contents, contents

OF_THE_DRIVER = {"prepare_threshold"}
"""What is told to the driver that serves pages, and is no part of an address: ``pg_dump`` would refuse it."""
LONGEST_NAME = 63
"""PostgreSQL cuts names that are longer."""


class Postgresql:
    """The database that ``DATABASE_URL`` names."""

    vendor = "postgresql"
    member = "records.dump"

    def __init__(self, url: str) -> None:
        self.url, described = url, records.postgresql(url)
        self.name: str = described["NAME"]
        asked = {"user": described["USER"], "password": described["PASSWORD"], "host": described["HOST"]}
        asked |= {"port": described["PORT"], **described["OPTIONS"]}
        self.reached_by = {key: value for key, value in asked.items() if value and key not in OF_THE_DRIVER}

    def copy(self, to: Path) -> Contents:
        """A copy as of one moment, while others write."""
        try:
            with self._connected(self.name) as source:
                source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                exported = source.execute("SELECT pg_export_snapshot()").fetchone()
                assert exported is not None
                self._run(
                    "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={exported[0]}",
                    f"--file={to}", f"--dbname={self._address(self.name)}",
                )  # fmt: skip
                return contents(source.cursor(), self.vendor)
        except psycopg.Error as problem:
            raise Refused(f"The records could not be copied: {_line(problem)}") from None

    @contextmanager
    def staged(self, folder: Path, copy: Path) -> Iterator[dict[str, str]]:
        """The copy in a new database beside the old one, dropped again unless it was put in place meanwhile."""
        name = self._beside(folder.parent.name)
        try:
            with self._connected("postgres", autocommit=True) as server:
                server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.Error as problem:
            raise Refused(
                f"A database beside {self.name} could not be made to open the backup in: {_line(problem)} "
                "The role in DATABASE_URL needs the right to create databases (ALTER ROLE … CREATEDB)."
            ) from None
        try:
            self._run(
                "pg_restore", "--exit-on-error", "--no-owner", "--no-privileges",
                f"--dbname={self._address(name)}", str(copy),
            )  # fmt: skip
            copy.unlink()
            address = urlsplit(self.url)._replace(path="/" + quote(name, safe="")).geturl()
            yield {"BLUELAMP_VAR": str(folder), "DATABASE_URL": address}
        finally:
            with self._connected("postgres", autocommit=True) as server:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))

    @contextmanager
    def in_place(self, settings: Mapping[str, str]) -> Iterator[str]:
        """The new database takes the old one's name in one transaction, which ends when the files are in place too."""
        made = records.postgresql(settings["DATABASE_URL"])["NAME"]
        aside = made.replace("_restoring_", "_before_")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        try:
            with self._connected("postgres") as server:
                self._nobody_else(server)
                if self._is_there(server):
                    server.execute(rename.format(sql.Identifier(self.name), sql.Identifier(aside)))
                server.execute(rename.format(sql.Identifier(made), sql.Identifier(self.name)))
                yield aside
        except psycopg.Error as problem:
            raise Refused(
                f"The restored records could not take the place of the old: {_line(problem)}"
            ) from None

    def _nobody_else(self, server: psycopg.Connection[Any]) -> None:
        found = server.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [self.name]
        ).fetchone()
        if found and found[0]:
            raise Refused(
                f"{found[0]} connections to {self.name} are open. Stop what uses it, then try again."
            )

    def _is_there(self, server: psycopg.Connection[Any]) -> bool:
        return (
            server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]).fetchone() is not None
        )

    def _beside(self, stamp: str) -> str:
        ending = f"_restoring_{stamp[-15:].lower()}_{os.getpid()}"
        return self.name[: LONGEST_NAME - len(ending)] + ending

    def _connected(self, name: str, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        return psycopg.connect(**self.reached_by, dbname=name, autocommit=autocommit)

    def _address(self, name: str) -> str:
        """For a program's arguments, which everybody on the machine can read: all but the password."""
        return make_conninfo(**{k: v for k, v in self.reached_by.items() if k != "password"}, dbname=name)

    def _run(self, program: str, *arguments: str) -> None:
        found = shutil.which(program)
        if found is None:
            raise Refused(
                f"{program} is not on this machine. Install PostgreSQL's client programs, no older than the server."
            )
        environ = os.environ | {"PGPASSWORD": self.reached_by.get("password", "")}
        done = subprocess.run([found, *arguments], env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unsound(f"{program} gave up: {_line(done.stderr)}")


def _line(problem: object) -> str:
    return (str(problem).strip().splitlines() or ["no reason was given."])[0]
