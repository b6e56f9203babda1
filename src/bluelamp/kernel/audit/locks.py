"""Locks that the database itself keeps: triggers that refuse to change or remove a row, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Locks:
    """The statements that put locks on, and take them off; by vendor: ``sqlite``, ``postgresql``."""

    on: Mapping[str, tuple[str, ...]]
    off: Mapping[str, tuple[str, ...]]

    def lock(self, connection: BaseDatabaseWrapper) -> None:
        """Put the locks on."""
        _run(connection, self.on)

    def unlock(self, connection: BaseDatabaseWrapper) -> None:
        """Take the locks off: for undoing a migration, and for emptying a test database."""
        _run(connection, self.off)

    @contextmanager
    def unlocked(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """The locks off for a moment, and on again whatever happens."""
        self.unlock(connection)
        try:
            yield
        finally:
            self.lock(connection)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
