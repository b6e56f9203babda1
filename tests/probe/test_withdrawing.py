"""A share of the race of reading against withdrawing, on whichever database the suite runs on."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests import migrated
from tests.probe.racing import Race, on_records

TRIALS = 40


@pytest.mark.django_db(transaction=True)
def test_nothing_is_given_after_it_was_taken_back(tmp_path: Path):
    found: list[Race] = []
    if connection.vendor == "sqlite":
        # The tests' SQLite lies in memory, where threads lock whole tables: this race runs on a file.
        if (kept := migrated.kept()).exists():
            shutil.copy(kept, tmp_path / "records.sqlite3")
        with on_records(str(tmp_path / "records.sqlite3")):
            runner = threading.Thread(target=_run, args=(found,))
            runner.start()
            runner.join()
    else:
        _run(found)
    [race] = found
    assert (race.trials, race.late, race.after, race.unlogged) == (TRIALS, 0, 0, 0)
    assert race.given >= TRIALS


def _run(found: list[Race]) -> None:
    try:
        if connection.vendor == "sqlite":
            call_command("migrate", verbosity=0)
        race = Race()
        race.run(TRIALS)
        found.append(race)
    finally:
        if connection.vendor == "sqlite":
            connection.close()
