"""Many records at once, chained as they would have been one by one: for tests and measurements of what reads them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from bluelamp.kernel.audit import chaining, keyring, writing

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
OPERATIONS = (
    ("people.look", "consultation"),
    ("people.search", "consultation"),
    ("people.change", "alteration"),
)

Change = Callable[[dict[str, Any]], dict[str, Any]]


def fill(count: int, *, seed: int = 1, rows: Iterator[dict[str, Any]] | None = None) -> None:
    """Write ``count`` made-up records after those that are there; ``rows`` gives others, each what it wants to say."""
    ring, vendor = keyring.ring(), connection.vendor
    rows = rows or made_up(count, random.Random(seed))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(writing.HEAD[vendor])
        last, previous, _ = cursor.fetchone() or (0, chaining.GENESIS, "")
        batch: list[list[Any]] = []
        for seq, said in enumerate(rows, start=last + 1):
            row = dict.fromkeys(chaining.COLUMNS, "") | {"result": "done", "detail": "{}"} | said
            row |= {"seq": seq, "key_name": ring.name}
            chained = [row[column] for column in chaining.COLUMNS]
            digest = chaining.digest(ring.key, previous, chaining.canonical(chained))
            chained[writing.AT] += writing.UTC_MARK[vendor]
            batch.append([*chained, previous, digest])
            previous = digest
            if len(batch) == 2_000:
                cursor.executemany(writing.INSERT[vendor], batch)
                batch = []
        if batch:
            cursor.executemany(writing.INSERT[vendor], batch)


def made_up(count: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Somebody looks at somebody, every second or so."""
    at = BEGAN
    for _ in range(count):
        at += timedelta(milliseconds=draw.randrange(2_000))
        operation, kind = draw.choice(OPERATIONS)
        actor = draw.randrange(1, 200)
        yield {
            "at": chaining.moment(at),
            "actor_id": actor,
            "actor_name": f"Officer {actor}",
            "organisation": "west-midlands-police",
            "role": "neighbourhood_officer",
            "kind": kind,
            "operation": operation,
            "objects": chaining.plain_json([f"person:{draw.randrange(20_000):05d}"]),
            "purpose": "prevention",
            "reference": f"case:{draw.randrange(5_000)}",
        }
