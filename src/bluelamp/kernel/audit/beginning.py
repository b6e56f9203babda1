"""Chaining the records that were written before there was a chain, once, as the migration is run."""

from __future__ import annotations

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from bluelamp.kernel.audit import chaining, keyring

READ = "SELECT seq, {at}, actor_id, actor_name, organisation, role, operation, {json} FROM audit_record ORDER BY seq"
READ_OF = {
    # Not the bare column: Django would read the text into a datetime.
    "sqlite": READ.format(at="CAST(at AS TEXT)", json="objects, detail"),
    "postgresql": READ.format(
        at="to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", json="objects::text, detail::text"
    ),
}
WRITE = "UPDATE audit_record SET {also} key_name = %s, previous = %s, hash = %s WHERE seq = %s"
# SQLite keeps text as it was given: in the canonical form it can be verified without being read first.
WRITE_OF = {
    "sqlite": WRITE.format(also="at = %s, objects = %s, detail = %s,"),
    "postgresql": WRITE.format(also=""),
}
TOUCHED = {
    "sqlite": "SELECT r.seq, substr(e.value, 1, 200) FROM audit_record r, json_each(r.objects) e",
    "postgresql": "SELECT r.seq, left(e.value, 200) FROM audit_record r, jsonb_array_elements_text(r.objects) e",
}


def chain_what_is_there(connection: BaseDatabaseWrapper) -> int:
    """Chain every record from the first, and index what each names; returns how many there were."""
    vendor, previous, count = connection.vendor, chaining.GENESIS, 0
    with connection.cursor() as reading, connection.cursor() as writing:
        reading.execute(READ_OF[vendor])
        rows = reading.fetchall()
        ring = keyring.ring() if rows else None
        for found in rows:
            assert ring is not None
            row = as_chained(found, ring.name)
            said = chaining.canonical([row[column] for column in chaining.COLUMNS])
            digest = chaining.digest(ring.key, previous, said)
            also = [row["at"], row["objects"], row["detail"]] if vendor == "sqlite" else []
            writing.execute(WRITE_OF[vendor], [*also, ring.name, previous, digest, row["seq"]])
            previous, count = digest, count + 1
        writing.execute(f"INSERT INTO audit_touch (seq, object) SELECT DISTINCT * FROM ({TOUCHED[vendor]}) t")
    return count


def as_chained(found: tuple[Any, ...], key_name: str) -> dict[str, Any]:
    """A row of the first release with every column there is now."""
    seq, at, actor_id, actor_name, organisation, role, operation, objects, detail = found
    row: dict[str, Any] = dict.fromkeys(chaining.COLUMNS, "")
    return row | {
        "seq": seq,
        "at": at if "." in at else f"{at}.000000",
        "actor_id": actor_id,
        "actor_name": actor_name,
        "organisation": organisation,
        "role": role,
        "operation": operation,
        "objects": chaining.plain_json(json.loads(objects)),
        "detail": chaining.plain_json(json.loads(detail)),
        "kind": "other",
        "result": "done",
        "key_name": key_name,
    }
