"""One record at a time, each chained to the one before: a single INSERT, and the lock that lets nobody in between."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import DatabaseError, OperationalError, connection

from bluelamp.kernel.audit import chaining, keyring
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.wording import Always


class NotRecorded(OperationalError):
    """The record could not be written, so nothing may be shown or done. A page answers 503, and holds nobody's data."""


HEAD = {
    # A transaction of SQLite holds the write lock from its first statement on: nobody comes between.
    "sqlite": Always("SELECT seq, hash, key_name FROM audit_record ORDER BY seq DESC LIMIT 1"),
    "postgresql": Always("SELECT seq, hash, key_name FROM audit_head()"),
}
WRITTEN = (*chaining.COLUMNS, "previous", "hash")
CASTS = {"at": "%s::timestamptz", "objects": "%s::jsonb", "detail": "%s::jsonb"}
INSERT = {
    vendor: Always(
        "INSERT INTO audit_record ({}) VALUES ({})".format(
            ", ".join(WRITTEN), ", ".join(casts.get(column, "%s") for column in WRITTEN)
        )
    )
    for vendor, casts in (("sqlite", {}), ("postgresql", CASTS))
}
APART = Always("INSERT INTO audit_payload (seq, salt, content) VALUES (%s, %s, %s)")
LONGEST = {
    field.column: field.max_length for field in Record._meta.concrete_fields if field.max_length is not None
}
AT = chaining.COLUMNS.index("at")
NAMES = [field.attname for field in Record._meta.concrete_fields]
HELD = [field.column or "" for field in Record._meta.concrete_fields]
UTC_MARK = {"sqlite": "", "postgresql": "+00"}


def append(at: datetime, said: dict[str, Any], apart: dict[str, Any]) -> Record:
    """Write a record at the head of the chain, and what is personal beside it.

    ``said`` has a value for each column that is not made here; ``apart`` is the personal part, which can be erased.
    """
    try:
        return _append(at, said, apart)
    except (DatabaseError, keyring.KeyRefused, OSError) as problem:
        raise NotRecorded(f"{said['operation']} could not be written in the audit record.") from problem


def _append(at: datetime, said: dict[str, Any], apart: dict[str, Any]) -> Record:
    vendor = connection.vendor
    content = chaining.plain_json(chaining.plain(apart)) if apart else ""
    salt = chaining.salt() if apart else ""
    objects, detail = chaining.plain(said["objects"]), chaining.plain(said["detail"])
    row = {name: _text(name, value) for name, value in said.items()}
    row |= {"objects": chaining.plain_json(objects), "detail": chaining.plain_json(detail)}
    row |= {"at": chaining.moment(at)}
    row["payload_digest"] = chaining.payload_digest(salt, content) if apart else ""
    with connection.cursor() as cursor:
        cursor.execute(HEAD[vendor])
        seq, previous, key_name = cursor.fetchone() or (0, chaining.GENESIS, "")
        row["key_name"], key = _key_after(cursor, seq, key_name)
        row["seq"] = seq + 1
        chained = [row[column] for column in chaining.COLUMNS]
        digest = chaining.digest(key, previous, chaining.canonical(chained))
        chained[AT] += UTC_MARK[vendor]
        cursor.execute(INSERT[vendor], [*chained, previous, digest])
        if apart:
            cursor.execute(APART, [row["seq"], salt, content])
    kept = {**row, "at": at, "objects": objects, "detail": detail, "previous": previous, "hash": digest}
    written: Record = Record.from_db(connection.alias, NAMES, [kept[column] for column in HELD])
    return written


def _text(name: str, value: Any) -> Any:
    """Text as both databases keep it, cut to what its column holds."""
    return chaining.plain_text(value)[: LONGEST.get(name)] if isinstance(value, str) else value


def _key_after(cursor: Any, seq: int, name: str) -> tuple[str, bytes]:
    """The key of the next record: that of the head, unless the head says that a new one comes next."""
    ring = keyring.ring()
    if name in ("", ring.name):
        return ring.name, ring.key
    cursor.execute("SELECT operation, detail FROM audit_record WHERE seq = %s", [seq])
    operation, detail = cursor.fetchone()
    if operation == "audit.rotate_key" and ring.name in str(detail):
        return ring.name, ring.key
    if name not in ring.keys:
        raise keyring.KeyRefused(
            "The record was chained with a key that is not in the file of keys. Put it back."
        )
    return name, ring.keys[name]
