"""Records to probe on: a database of our own, in memory, that was migrated once and is copied each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def ready() -> None:
    """Django, set up for tests."""
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)


@contextmanager
def records() -> Iterator[None]:
    """The records are in memory, with every table and nothing in them, until this ends."""
    from django.core.management import call_command
    from django.db import connection

    from tests import migrated

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = ":memory:"
    migrated.fill_from(migrated.kept())
    try:
        call_command("migrate", verbosity=0)
        migrated.keep()
        yield
    finally:
        connection.connection.close()
        connection.connection = None
        connection.settings_dict["NAME"] = before


def on_sqlite() -> dict[str, str]:
    """The environment of a server of our own, whatever the suite runs on."""
    left_out = ("BLUELAMP_TEST_RECORDS", "DATABASE_URL", "PYTEST_XDIST_WORKER")
    return {name: value for name, value in os.environ.items() if name not in left_out}
