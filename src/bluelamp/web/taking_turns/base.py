"""Django's SQLite, but for how a transaction waits for the one before it. Named as the engine by ``web/records.py``.

Left to itself SQLite looks again after 1, 2, 5, 10, 15, 20, 25, 50 and then every 100 ms: whoever has waited longest
looks least often, and two processes that write all the time keep a third waiting for seconds. Here all look as often.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from bluelamp.web.records import BUSY_SECONDS

LOOKS_AGAIN = 0.0005
"""Seconds between one look and the next: about what a short transaction takes."""


class DatabaseWrapper(base.DatabaseWrapper):
    """The same database, with turns taken at the write lock."""

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            # Everybody there is shares one connection.
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        until = time.monotonic() + BUSY_SECONDS
        self._wait_in_sqlite(0)
        try:
            while not self._begun(until):
                time.sleep(LOOKS_AGAIN)
        finally:
            self._wait_in_sqlite(BUSY_SECONDS * 1000)

    def _begun(self, until: float) -> bool:
        """Is it our turn? After ``until`` the database's own refusal is passed on."""
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as why:
            if not _is_busy(why) or time.monotonic() > until:
                raise
            return False
        return True

    def _wait_in_sqlite(self, milliseconds: int) -> None:
        connection: Any = self.connection
        connection.execute(f"PRAGMA busy_timeout={milliseconds}").close()


def _is_busy(why: OperationalError) -> bool:
    """Somebody else is writing, as SQLite says it: a name of its own only Python 3.11's library gives."""
    return "locked" in str(why)
