"""The embedded records come into step by themselves; a server's wait for whoever keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.utils import timezone

from bluelamp.web import upkeep

PROGRAM = (
    "import django; django.setup(); from bluelamp.web import upkeep;"
    "print(repr(upkeep.make_ready()), upkeep.migrations_wait())"
)


def test_of_two_processes_that_start_together_one_migrates_and_both_go_on(tmp_path):
    source = str(Path(upkeep.__file__).parents[2])
    environ = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "BLUELAMP_TEST_RECORDS")}
    environ |= {
        "PYTHONPATH": source,
        "BLUELAMP_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings",
    }
    started = [
        subprocess.Popen([sys.executable, "-c", PROGRAM], env=environ, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate()[0].strip() for process in started] == ["'' False"] * 2


def test_a_server_s_records_are_never_migrated_unasked(monkeypatch):
    monkeypatch.setattr(upkeep, "migrations_wait", lambda: True)
    monkeypatch.setattr(upkeep, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(upkeep, "call_command", lambda *args, **kwargs: pytest.fail("migrated"))
    assert upkeep.make_ready() == (
        "The records are empty or of an older version. Bring them into step with: bluelamp migrate"
    )


def test_records_out_of_reach_are_told_in_one_line(monkeypatch):
    def out_of_reach() -> bool:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(upkeep, "migrations_wait", out_of_reach)
    assert upkeep.make_ready() == "The records cannot be opened: connection refused"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server takes stock by itself")
def test_stock_is_taken_of_how_many_there_are_and_not_of_what_they_hold():
    Session.objects.create(session_key="one", session_data="", expire_date=timezone.now())
    upkeep.take_stock()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'django_session'")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT count(*) FROM sqlite_stat4")
        assert cursor.fetchone() == (0,)
