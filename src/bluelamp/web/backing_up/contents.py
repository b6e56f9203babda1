"""What a records database holds, asked the same way of a live one, a copy and a restored one, so that they compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


class Cursor(Protocol):
    """As any driver has it."""

    def execute(self, query: Any, /) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> Any: ...


@dataclass(frozen=True)
class Contents:
    """Rows of each table, the migrations that were applied, and the number of the last audit record (0 for none)."""

    tables: Mapping[str, int]
    migrations: tuple[str, ...]
    last_record: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"migrations": list(self.migrations)}

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Contents:
        return cls(dict(said["tables"]), tuple(said["migrations"]), int(said["last_record"]))


def contents(cursor: Cursor, vendor: str) -> Contents:
    """Everything counted, in whatever transaction the cursor is in."""
    cursor.execute(TABLES[vendor])
    names = sorted(row[0] for row in cursor.fetchall())
    tables = {name: _first(cursor, f'SELECT count(*) FROM "{name}"') for name in names}
    if "django_migrations" not in tables or "audit_record" not in tables:
        return Contents(tables, (), 0)
    cursor.execute("SELECT app, name FROM django_migrations")
    migrations = tuple(sorted({f"{app}.{name}" for app, name in cursor.fetchall()}))
    return Contents(tables, migrations, _first(cursor, "SELECT coalesce(max(seq), 0) FROM audit_record"))


def _first(cursor: Cursor, query: str) -> int:
    cursor.execute(query)
    return int(cursor.fetchone()[0])
