"""The records as they lie in a database, row by row and in the form they were chained in: what verification reads.

Any connection will do: Django's, or that of ``sqlite3`` to a copy of the file, so that a backup is verified without
being put in place. Pages of a few thousand rows, so that a million take no more memory than ten thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bluelamp.kernel.audit import chaining

Row = tuple[Any, ...]
SEQ, KEY, PAYLOAD, OPERATION, PREVIOUS, HASH, SAID = range(7)
"""What verification wants of a record; ``SAID`` is its canonical form."""

PAGE = 2_000
OBJECTS = chaining.COLUMNS.index("objects")
DETAIL = chaining.COLUMNS.index("detail")

BESIDE = "seq, key_name, payload_digest, operation, previous, hash"
AT = {
    # Not the bare column: Django would read the text into a datetime.
    "sqlite": "CAST(at AS TEXT)",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}


def _quoted(column: str) -> str:
    """A column as PostgreSQL writes it into JSON."""
    if column in ("seq", "actor_id"):
        return f"coalesce({column}::text, 'null')"
    return f"to_json({AT['postgresql'] if column == 'at' else column})::text"


# The database writes the canonical form itself: twice as quick as fetching the columns and writing it here. PostgreSQL
# gives JSON back with spaces and an order of its own, so that what stands before and after it comes in pieces.
SAYS = {
    "sqlite": f"json_array({', '.join(AT['sqlite'] if each == 'at' else each for each in chaining.COLUMNS)})",
    "postgresql": ", ".join(
        (
            "concat_ws(',', {})".format(", ".join(map(_quoted, chaining.COLUMNS[:OBJECTS]))),
            "objects::text",
            "detail::text",
            "concat_ws(',', {})".format(", ".join(map(_quoted, chaining.COLUMNS[DETAIL + 1 :]))),
        )
    ),
}


class Unreadable(LookupError):
    """The table of records is not there, or cannot be read."""


class Log:
    """The audit record behind a connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.vendor: str = getattr(connection, "vendor", "sqlite")

    def ask(self, question: str, *values: Any) -> list[Row]:
        """The answer to a question, whole; ``%s`` stands for each value."""
        cursor = self.connection.cursor()
        try:
            # A plain sqlite3 connection wants question marks; Django's own turns %s into them.
            plain = not hasattr(self.connection, "vendor")
            cursor.execute(question.replace("%s", "?") if plain else question, values)
            found: list[Row] = cursor.fetchall()
        except Exception as problem:
            raise Unreadable(str(problem).strip()) from problem
        finally:
            cursor.close()
        return found

    def pages(self, after: int = 0) -> Iterator[list[Row]]:
        """Every record after a number, in order, some thousands at a time."""
        asked = (
            f"SELECT {BESIDE}, {SAYS[self.vendor]} FROM audit_record WHERE seq > %s ORDER BY seq LIMIT {PAGE}"
        )
        while rows := self.ask(asked, after):
            yield rows if self.vendor == "sqlite" else [_joined(row) for row in rows]
            after = rows[-1][SEQ]

    def canonical(self, seq: int) -> str:
        """The canonical form of one record from its columns: slower, and right whatever a database does to letters."""
        columns = ", ".join(AT[self.vendor] if each == "at" else each for each in chaining.COLUMNS)
        (row,) = self.ask(f"SELECT {columns} FROM audit_record WHERE seq = %s", seq)
        objects, detail = (_plain(each) for each in row[OBJECTS : DETAIL + 1])
        return chaining.canonical((*row[:OBJECTS], objects, detail, *row[DETAIL + 1 :]))

    def payloads(self, first: int, last: int) -> dict[int, tuple[str, str]]:
        """Salt and content of what was kept apart for the records from one number to another."""
        rows = self.ask(
            "SELECT seq, salt, content FROM audit_payload WHERE seq BETWEEN %s AND %s", first, last
        )
        return {seq: (salt, content) for seq, salt, content in rows}

    def erasures(self, seq: int) -> list[int]:
        """The records that say that what was kept apart for this one was erased."""
        return [
            found
            for (found,) in self.ask(
                "SELECT t.seq FROM audit_touch t JOIN audit_record r ON r.seq = t.seq "
                "WHERE t.object = %s AND r.operation = 'audit.erase_payload'",
                f"audit:{seq}",
            )
        ]

    def prunings(self) -> list[int]:
        """How far the record was pruned, each time."""
        rows = self.ask("SELECT detail FROM audit_record WHERE operation = 'audit.prune' ORDER BY seq")
        return [_up_to(detail) for (detail,) in rows]

    def number_of(self, digest: str) -> int | None:
        """The number of the record that carries a digest."""
        return next(
            (seq for (seq,) in self.ask("SELECT seq FROM audit_record WHERE hash = %s", digest)), None
        )

    def number_after(self, digest: str) -> int | None:
        """The number of the record that was chained to a digest."""
        rows = self.ask("SELECT seq FROM audit_record WHERE previous = %s", digest)
        return next((seq for (seq,) in rows), None)

    def something_beyond(self, seq: int) -> bool:
        """Is anything left that only records after this one can have brought?"""
        tables = ("audit_touch", "audit_payload", "audit_seal")
        if any(self.ask(f"SELECT 1 FROM {table} WHERE seq > %s LIMIT 1", seq) for table in tables):
            return True
        if self.vendor != "sqlite":
            return False
        return bool(self.ask("SELECT 1 FROM sqlite_sequence WHERE name = 'audit_record' AND seq > %s", seq))

    def seals(self) -> list[str]:
        """The lines of the seals that are kept beside the records."""
        return [line for (line,) in self.ask("SELECT line FROM audit_seal ORDER BY seq")]


def _joined(row: Row) -> Row:
    """The canonical form from the pieces that PostgreSQL gives."""
    before, objects, detail, after = row[SAID:]
    apart = chaining.canonical((_plain(objects), _plain(detail)))
    return (*row[:SAID], f"[{before},{apart[1:-1]},{after}]")


def _plain(kept: Any) -> str:
    """JSON from a column in its canonical form."""
    if kept in ("[]", "{}"):
        return str(kept)
    return chaining.plain_json(json.loads(kept) if isinstance(kept, str) else kept)


def _up_to(detail: Any) -> int:
    told = json.loads(detail) if isinstance(detail, str) else detail
    return int(told.get("up_to", 0)) if isinstance(told, dict) else 0
