"""What is erased is in no file any more: neither in the embedded records nor in their log, while the program runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from bluelamp.web.backing_up.tests.installations import installed

PROGRAM = """
import django; django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
from bluelamp.kernel.keeping.tests.test_erasing import CANARY, canaried, erase
def found():
    files = [path for path in Path(settings.VAR).rglob("*") if path.is_file()]
    return sorted(path.name for path in files if CANARY.encode() in path.read_bytes())
made, _, why = canaried()
with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that it is in the pages, and not in the log alone
before = found()
erase(made, why)
print(before, found())
"""


def test_the_files_hold_no_trace_of_an_erased_record(tmp_path, db):
    if connection.vendor != "sqlite":
        pytest.skip("what a server's files hold is between it and its disk: see docs/explanation/keeping.md")
    with installed(tmp_path) as installation:
        own = {**installation.environ, "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
        environ = os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=False
        )
        assert done.stdout.strip() == "['records.sqlite3'] []", done.stderr
        assert "Zquillabrand" not in done.stderr
