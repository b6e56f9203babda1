"""When the chain is sealed, and where the seals are kept: in a file outside the database, whose lines never change.

No daemon is needed: whoever writes the record that makes it a thousand since the last seal, or the first five minutes
after it, seals as soon as that record stands; the server seals when it starts and stops.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from bluelamp.kernel.audit import chaining, keyring, seals, writing
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.models import Seal as Kept

MOST_RECORDS = 1_000
MOST_MINUTES = timedelta(minutes=5)

log = logging.getLogger(__name__)


class _Since:
    """What this process knows of the last seal. Another may have sealed since, which it asks before it seals."""

    seq: int | None = None
    at: datetime | None = None


def place() -> Path:
    """The file of seals."""
    return _place(settings.AUDIT_SEALS, settings.VAR)


@lru_cache(maxsize=4)
def _place(said: str, var: Path) -> Path:
    return Path(said or var / "seals" / "seals.jsonl")


def witness_place() -> Path:
    """Beside it: the number and digest of the last record that stands, written over each time and not waited for."""
    return _beside(place())


@lru_cache(maxsize=4)
def _beside(seals_at: Path) -> Path:
    return seals_at.with_name("head")


def written(seq: int, digest: str, at: datetime) -> None:
    """Called when a record stands. Never takes the answer away: what goes wrong is logged, and verification tells."""
    _witness(seq, digest)
    if _is_due(seq, at):
        seal(at=at)


def _is_due(seq: int, at: datetime) -> bool:
    if not _is_long_since(seq, at):
        return False
    last = Kept.objects.order_by("-seq").values_list("seq", "at").first()
    _Since.seq, _Since.at = last or (0, _Since.at or at)
    return _is_long_since(seq, at)


def _is_long_since(seq: int, at: datetime) -> bool:
    if _Since.at is None or _Since.seq is None or seq < _Since.seq:
        return True
    return seq - _Since.seq >= MOST_RECORDS or at - _Since.at >= MOST_MINUTES


def seal(*, at: datetime) -> int:
    """Seal everything that is not sealed yet, in stretches of at most a thousand; returns how many seals that took."""
    ring, made = keyring.ring(), 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Nobody writes, and nobody else seals, until this is done.
            cursor.execute(writing.HEAD[connection.vendor])
        last = Kept.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        while stretch := list(
            Record.objects.filter(seq__gt=last).order_by("seq").values_list("seq", "hash")[:MOST_RECORDS]
        ):
            last = _keep(stretch, at, ring)
            made += 1
    _Since.seq, _Since.at = last, at
    catch_up()
    return made


def _keep(stretch: list[tuple[int, str]], at: datetime, ring: keyring.Ring) -> int:
    (first, _), (seq, digest) = stretch[0], stretch[-1]
    made = seals.Seal(
        seq=seq,
        first=first,
        count=len(stretch),
        at=chaining.moment(at),
        hash=digest,
        root=chaining.root([each for _, each in stretch]),
        key=ring.name,
    )
    signed = seals.sign(made, ring.key)
    Kept.objects.create(seq=seq, first=first, count=len(stretch), at=at, hash=digest, line=signed.line)
    return seq


def restored(*, at: datetime) -> None:
    """Say, signed, that the database was put back to where it is now: later seals do not bind any more.

    Called by a restore, which writes its own record first. Without it an older database is found out as rolled back.
    """
    ring = keyring.ring()
    head = Record.objects.order_by("-seq").values_list("seq", "hash").first() or (0, chaining.GENESIS)
    line = seals.Seal(
        kind="restored",
        seq=head[0],
        first=head[0],
        count=0,
        at=chaining.moment(at),
        hash=head[1],
        root="",
        key=ring.name,
    )
    with _alone_with_the_file():
        _add([seals.sign(line, ring.key).line])
    witness_place().unlink(missing_ok=True)
    _witness(*head)
    _Since.seq = _Since.at = None


def catch_up() -> None:
    """Bring the file into step with the seals in the records: a process may have been stopped between the two.

    One process at a time, from reading the file to adding to it: two that found the same seals missing would add both.
    """
    with _alone_with_the_file():
        known = lines()
        after = seals.read(known[-1:])[0].seq if known else 0
        _add(list(Kept.objects.filter(seq__gt=after).order_by("seq").values_list("line", flat=True)))


def lines() -> list[str]:
    """The lines of the file; none when there is no file."""
    try:
        return place().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def witness() -> tuple[int, str] | None:
    """The last record that is known to have stood; None when nobody wrote it down, or it was cut short by a crash."""
    try:
        seq, digest = json.loads(witness_place().read_text(encoding="ascii"))
        return int(seq), str(digest)
    except (OSError, ValueError):
        return None


@contextmanager
def _alone_with_the_file() -> Iterator[None]:
    place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place().open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _add(new: list[str]) -> None:
    """To the end of the file, on the disk before it is said to be there."""
    if not new:
        return
    with place().open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in new))
        file.flush()
        os.fsync(file.fileno())


def _witness(seq: int, digest: str) -> None:
    """Write the head down, unless another process has written a later one."""
    path = witness_place()
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = os.pread(file, 200, 0).lstrip(b"[").split(b",")[0]
        if not known.isdigit() or int(known) < seq:
            os.pwrite(file, f'[{seq},"{digest}"]'.ljust(99).encode() + b"\n", 0)
    finally:
        os.close(file)
