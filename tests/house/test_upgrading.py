"""Records of every release come into step with this version, whatever they hold and however often it is interrupted."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest
from django.db import connection

from bluelamp.web import upkeep
from bluelamp.web.backing_up.postgresql import Postgresql
from bluelamp.web.backing_up.tests.installations import url_of
from tests.house.released import RELEASES

LAY_DOWN = "from tests.house import released; released.lay_down('{}')"
UPGRADE = "from bluelamp.web import upkeep; upkeep.migrate()"
LOOK = """
from tests.house import released; from bluelamp.web import upkeep
print(released.lost('{}'), upkeep.migrations_wait())
"""


class Records:
    """Empty records of their own, and programs that work on them."""

    def __init__(self, var, url: str) -> None:
        self.var = var
        own = {
            "BLUELAMP_VAR": str(var),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings",
        }
        self.environ = os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path)}

    def start(self, program: str) -> subprocess.Popen[str]:
        run = [sys.executable, "-c", f"import django; django.setup()\n{program}"]
        return subprocess.Popen(
            run, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, program: str) -> str:
        process = self.start(program)
        said, wrong = process.communicate()
        assert process.returncode == 0, wrong
        return said.strip()

    def applied(self) -> int:
        """How many migrations stand, as another reader sees it."""
        with closing(sqlite3.connect(self.var / "records.sqlite3", timeout=30)) as opened:
            return opened.execute("SELECT count(*) FROM django_migrations").fetchone()[0]

    def upgrade_killed_after(self, steps: int) -> int:
        """Kill -9 the upgrade once so many more migrations stand; how many there were."""
        before, process = self.applied(), self.start(UPGRADE)
        while process.poll() is None and self.applied() < before + steps:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return self.applied() - before


@pytest.fixture
def records(tmp_path, db):
    if connection.vendor == "sqlite":
        yield Records(tmp_path, "")
        return
    here = Postgresql(url_of(connection.settings_dict))
    name = f"{here.name}_upgrade"
    with here._connected("postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield Records(tmp_path, here.url.replace(f"/{here.name}", f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_s_records_come_into_step_with_every_row_though_killed_on_the_way(records, release):
    records.run(LAY_DOWN.format(release))
    if connection.vendor == "sqlite":
        assert records.upgrade_killed_after(2) >= 2
    records.run(UPGRADE)
    assert records.run(LOOK.format(release)) == "[] False"


@pytest.mark.django_db(transaction=True)
def test_on_a_server_a_migration_gives_up_rather_than_make_everybody_wait(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer, and no queue behind a lock")
    asked = []

    def changes_a_table(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            asked.append(cursor.fetchone()[0])
            cursor.execute("ALTER TABLE organisations_team ADD COLUMN later integer")

    monkeypatch.setattr(upkeep, "call_command", changes_a_table)
    with psycopg.connect(url_of(connection.settings_dict)) as somebody:
        somebody.execute("SELECT count(*) FROM organisations_team")
        with pytest.raises(Exception, match="lock timeout"):
            upkeep.migrate()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert (asked, cursor.fetchone()[0]) == (["1s"], "0")
