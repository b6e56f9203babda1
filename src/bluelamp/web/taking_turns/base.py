"""Django's SQLite, but for how a transaction waits for the one before it. Named as the engine by ``web/records.py``.

Left to itself SQLite looks again after 1, 2, 5, 10, 15, 20, 25, 50 and then every 100 ms: whoever has waited longest
looks least often, and two processes that write all the time keep a third waiting for seconds. Here all look as often.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from bluelamp.web.records import BUSY_SECONDS

LOOKS_AGAIN = 0.001
"""Seconds between one look and the next: about what a short transaction takes."""


STATEMENTS = 1_000
"""So many are kept as SQLite reads them."""


class Cursor(base.SQLiteCursorWrapper):
    """The same, but that it does not look through the same words for their placeholders every time."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _as_sqlite_reads(query)
        converted: str = super().convert_query(query, param_names=param_names)
        return converted


@lru_cache(maxsize=STATEMENTS)
def _as_sqlite_reads(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class DatabaseWrapper(base.DatabaseWrapper):
    """The same database, with turns taken at the write lock."""

    def create_cursor(self, name: str | None = None) -> Any:
        connection: Any = self.connection
        return connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            # Everybody there shares one connection.
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        self._wait_in_sqlite(0)
        try:
            if not self._begun():
                # Refused in the words of the database, as Django passes them on.
                super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            self._wait_in_sqlite(BUSY_SECONDS * 1000)

    def _begun(self) -> bool:
        """Wait for our turn; false when it did not come in time, or nothing can be written at all.

        The library is asked itself, because it is asked often: Django takes ten times as long over the answer.
        """
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._run("BEGIN IMMEDIATE")
            except self.Database.OperationalError as why:
                if "locked" not in str(why) or time.monotonic() > until:
                    return False
                time.sleep(LOOKS_AGAIN)
            else:
                return True

    def _wait_in_sqlite(self, milliseconds: int) -> None:
        self._run(f"PRAGMA busy_timeout={milliseconds}")

    def _run(self, statement: str) -> None:
        connection: Any = self.connection
        connection.execute(statement).close()
