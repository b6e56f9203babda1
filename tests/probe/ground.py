"""Records to probe on: a database of our own in a file, migrated once and copied for each run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def ready() -> None:
    """Django, set up for tests."""
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)


def migrated(path: Path) -> Path:
    """A database with every table and nothing in it; made where it is not there."""
    from django.core.management import call_command

    if not path.exists():
        with _on(path):
            call_command("migrate", verbosity=0)
    return path


def migrated_apart(path: Path) -> Path:
    """The same from within the suite, whose own records stay as they are."""
    told = f"from tests.probe import ground as g; from pathlib import Path; g.ready(); g.migrated(Path({str(path)!r}))"
    subprocess.run([sys.executable, "-c", told], cwd=ROOT, check=True, env=on_sqlite())
    return path


def on_sqlite() -> dict[str, str]:
    left_out = ("BLUELAMP_TEST_RECORDS", "DATABASE_URL", "PYTEST_XDIST_WORKER")
    return {name: value for name, value in os.environ.items() if name not in left_out}


@contextmanager
def fresh(base: Path, copy: Path) -> Iterator[None]:
    """The records are a copy of ``base``, until this ends."""
    shutil.copy(base, copy)
    with _on(copy):
        yield
    copy.unlink()


@contextmanager
def _on(path: Path) -> Iterator[None]:
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
