"""The floor: one row read or written, a record chained to the one before, a durable commit, and nothing else.

Django as bare as it runs, in the same server: no middleware, no session, nobody who asks, two columns and no index.
"""

from __future__ import annotations

import gc
import hmac
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

from bluelamp.web import records

KEY = b"k" * 64
LOCK = 1

settings.configure(
    DATABASES={"default": records.database(os.environ, Path(os.environ["BLUELAMP_VAR"]))},
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    INSTALLED_APPS=[],
    MIDDLEWARE=[],
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - Django has to be set up first
from django.db import connection, transaction  # noqa: E402 - Django has to be set up first
from django.http import HttpRequest, JsonResponse  # noqa: E402 - Django has to be set up first
from django.urls import path  # noqa: E402 - Django has to be set up first

ROWS = 100


def make() -> None:
    """The tables, with some rows to read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor_item (id bigint PRIMARY KEY, name text, code text)")
        cursor.execute("CREATE TABLE floor_record (seq bigint PRIMARY KEY, said text, hash text)")
        cursor.executemany(
            "INSERT INTO floor_item VALUES (%s, %s, 'x')", [(n, f"Item {n}") for n in range(1, ROWS + 1)]
        )


def read(request: HttpRequest, number: int) -> JsonResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, code FROM floor_item WHERE id = %s", [number])
        name, code = cursor.fetchone()
        append("team.read", number)
    return answer(name, code)


def write(request: HttpRequest, number: int) -> JsonResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE floor_item SET name = %s WHERE id = %s", [f"Item {number}", number])
        append("team.write", number)
    return answer(f"Item {number}", "x")


def answer(name: str, code: str) -> JsonResponse:
    response = JsonResponse({"name": name, "code": code})
    response["Content-Length"] = str(len(response.content))
    return response


def append(operation: str, number: int) -> None:
    """One record, chained to the head."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT seq, hash FROM floor_record ORDER BY seq DESC LIMIT 1")
        seq, previous = cursor.fetchone() or (0, "0" * 64)
        said = json.dumps([seq + 1, datetime.now(UTC).isoformat(), 7, "Ann Example", operation, number])
        digest = hmac.digest(KEY, (previous + said).encode(), "sha256").hex()
        cursor.execute("INSERT INTO floor_record VALUES (%s, %s, %s)", [seq + 1, said, digest])


urlpatterns = [path("read/<int:number>", read), path("write/<int:number>", write)]
application = WSGIHandler()
# As the product does it: what the program is made of is never garbage.
gc.collect()
gc.freeze()

if __name__ == "__main__":
    make()
    print(json.dumps({"numbers": list(range(1, ROWS + 1)), "head": ""}))
