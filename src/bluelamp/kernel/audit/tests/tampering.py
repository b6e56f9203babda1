"""Ten ways to tamper with the record, each done with the database in hand and the locks taken off, but without the key.

:func:`tried` does one kind ``times`` times on what is in the database, rolling each back, and says what was found.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from bluelamp.kernel.audit import chaining, sealing, triggers, verifying

OTHER_KEY = b"a key of somebody who has the database alone"


@dataclass(frozen=True)
class Tried:
    """What was expected, and what was found. ``seq`` is None where the place cannot be known to the record."""

    kind: str
    seq: int | None
    report: verifying.Report

    @property
    def is_found(self) -> bool:
        return not self.report.is_clean

    @property
    def is_right(self) -> bool:
        first = self.report.findings[0] if self.report.findings else None
        return first is not None and first.kind == self.kind and self.seq in (None, first.seq)


def tried(how: str, times: int, *, seed: int = 1) -> Iterator[Tried]:
    """Tamper, verify, put back; ``times`` times at places drawn by ``seed``."""
    kind, tamper = WAYS[how]
    draw = random.Random(f"{how} {seed}")
    for _ in range(times):
        with transaction.atomic():
            triggers.unlock(connection)
            seq = tamper(draw)
            found = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness())
            transaction.set_rollback(True)
        yield Tried(kind, seq, found)


def _do(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def _last() -> int:
    return int(_do("SELECT max(seq) FROM audit_record")[0][0])


def _somewhere(draw: random.Random) -> int:
    """A record that is neither the first nor the last."""
    return draw.randrange(2, _last())


def alter(draw: random.Random) -> int:
    seq = _somewhere(draw)
    _do("UPDATE audit_record SET actor_name = 'Somebody else' WHERE seq = %s", seq)
    return seq


def delete_in_the_middle(draw: random.Random) -> int:
    seq = _somewhere(draw)
    _do(
        "DELETE FROM audit_record WHERE seq BETWEEN %s AND %s", seq, min(seq + draw.randrange(5), _last() - 1)
    )
    return seq


def delete_the_tail(draw: random.Random) -> int:
    seq = max(2, _last() - draw.randrange(50))
    _do("DELETE FROM audit_record WHERE seq >= %s", seq)
    return seq


def swap(draw: random.Random) -> int:
    one, other = sorted(draw.sample(range(2, _last()), 2))
    for old, new in ((one, -1), (other, one), (-1, other)):
        _do("UPDATE audit_record SET seq = %s WHERE seq = %s", new, old)
    return one


def insert(draw: random.Random) -> int:
    """One that was never written, at the end, made to look as if it followed."""
    names = ", ".join((*chaining.COLUMNS[1:], "previous", "hash"))
    copied = ", ".join(chaining.COLUMNS[1:])
    digest = f"{draw.getrandbits(256):064x}"
    _do(
        f"INSERT INTO audit_record (seq, {names}) SELECT %s, {copied}, (SELECT hash FROM audit_record WHERE seq = %s), "
        "%s FROM audit_record WHERE seq = %s",
        _last() + 1, _last(), digest, _somewhere(draw),
    )  # fmt: skip
    return _last()


def chain_anew(draw: random.Random) -> int:
    """From somewhere on, every record written again and chained with another key."""
    start = draw.randrange(2, max(3, _last() - 1))
    _do("UPDATE audit_record SET actor_name = 'Somebody else' WHERE seq = %s", start)
    previous = _do("SELECT hash FROM audit_record WHERE seq = %s", start - 1)[0][0]
    for (seq,) in _do("SELECT seq FROM audit_record WHERE seq >= %s ORDER BY seq", start):
        digest = chaining.digest(OTHER_KEY, previous, f"[{seq}]")
        _do("UPDATE audit_record SET previous = %s, hash = %s WHERE seq = %s", previous, digest, seq)
        previous = digest
    return start


def put_an_older_one_back(draw: random.Random) -> int:
    """The whole database as it was some records ago: nothing is left of what came after."""
    last = draw.randrange(2, _last())
    for table in ("audit_record", "audit_touch", "audit_payload", "audit_seal"):
        _do(f"DELETE FROM {table} WHERE seq > %s", last)
    if connection.vendor == "sqlite":
        _do("UPDATE sqlite_sequence SET seq = %s WHERE name = 'audit_record'", last)
    return last + 1


def edit_a_payload(draw: random.Random) -> int:
    (seq,) = draw.choice(_do("SELECT seq FROM audit_payload ORDER BY seq"))
    _do("UPDATE audit_payload SET content = %s WHERE seq = %s", '{"reason":"Another reason."}', seq)
    return int(seq)


def shift_times(draw: random.Random) -> int:
    seq = _somewhere(draw)
    last = min(seq + draw.randrange(1, 40), _last() - 1)
    earlier = (
        "strftime('%%Y-%%m-%%d %%H:%%M:%%f000', at, '-1 hour')"
        if connection.vendor == "sqlite"
        else "at - interval '1 hour'"
    )
    _do(f"UPDATE audit_record SET at = {earlier} WHERE seq BETWEEN %s AND %s", seq, last)
    return seq


def drop_the_table(draw: random.Random) -> int:
    _do("ALTER TABLE audit_record RENAME TO gone")
    return 1


WAYS: dict[str, tuple[str, Callable[[random.Random], int]]] = {
    "alter one": ("altered", alter),
    "delete some in the middle": ("missing", delete_in_the_middle),
    "delete the last": ("truncated", delete_the_tail),
    "swap two": ("reordered", swap),
    "insert one": ("forged", insert),
    "chain anew without the key": ("rekeyed", chain_anew),
    "put an older database back": ("rolled back", put_an_older_one_back),
    "edit what is kept apart": ("payload altered", edit_a_payload),
    "shift times": ("altered", shift_times),
    "drop the table": ("missing", drop_the_table),
}
