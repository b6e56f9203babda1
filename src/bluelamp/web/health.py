"""Is it well? For whoever keeps Bluelamp running: no personal data, no secrets, nothing that needs signing in."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from bluelamp.kernel.access import policy
from bluelamp.web import upkeep
from bluelamp.web.records import PRAGMAS


@policy.public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the records can be used, 503 when they cannot."""
    report = health()
    return JsonResponse(
        report, status=200 if report["status"] == "ok" else 503, headers={"Cache-Control": "no-store"}
    )


def health() -> dict[str, Any]:
    """Engine, version, pragmas as the database itself reads them back, and whether every migration is applied."""
    try:
        connection.ensure_connection()
        report: dict[str, Any] = {"engine": connection.vendor, "version": _version(), "pragmas": pragmas()}
        report["migrations_applied"] = not upkeep.migrations_wait()
    except DatabaseError:
        # What the driver says can hold a host, a user and a path: it goes to the log, not to whoever asks.
        return {"status": "records out of reach", "engine": connection.vendor}
    return {"status": "ok" if report["migrations_applied"] else "migrations wait", **report}


def pragmas() -> dict[str, Any]:
    """The pragmas of this very connection; none on PostgreSQL. A database in memory has no ``mmap_size`` to tell."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        rows = {name: cursor.execute(f"PRAGMA {name}").fetchone() for name in PRAGMAS}
    return {name: row[0] if row else None for name, row in rows.items()}


def _version() -> str:
    """As the database itself says it: the library in use, not the one that was meant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return str(cursor.fetchone()[0])
