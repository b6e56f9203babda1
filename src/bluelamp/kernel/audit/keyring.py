"""The keys that chain the audit record: in a file outside the database, so that nobody who has the one has the other.

One key a line, the one in use first; older ones stay, because the records they chained are still verified with them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

SHORTEST = 32


class KeyRefused(RuntimeError):
    """The key cannot be used. The sentence says why and what to do."""


@dataclass(frozen=True)
class Ring:
    """The keys there are, by their names; ``name`` is that of the one in use."""

    name: str
    keys: Mapping[str, bytes]

    @property
    def key(self) -> bytes:
        return self.keys[self.name]


def ring() -> Ring:
    """The keys as the file has them now; made when there is no file yet."""
    path: Path = settings.AUDIT_KEY
    try:
        found = path.stat()
    except FileNotFoundError:
        _write(path, [new_key()])
        found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_ino)


def ring_of(lines: list[str], where: str = "the audit key") -> Ring:
    """Keys from their lines, newest first."""
    keys = [line.strip() for line in lines if line.strip()]
    if not keys:
        raise KeyRefused(f"{where} is empty. Put the key back: without it no record can be verified.")
    if short := [key for key in keys if len(key) < SHORTEST]:
        raise KeyRefused(f"{where} has a key of {len(short[0])} characters, and {SHORTEST} are the fewest.")
    named = {name_of(key.encode()): key.encode() for key in keys}
    return Ring(name_of(keys[0].encode()), named)


def name_of(key: bytes) -> str:
    """Twelve characters that name a key and give nothing of it away."""
    return hashlib.sha256(b"bluelamp audit key\0" + key).hexdigest()[:12]


def new_key() -> str:
    return secrets.token_urlsafe(48)


def add_key(key: str) -> None:
    """Put a key above the one in use. Called by ``actions.rotate_key``, which writes the change down."""
    path = Path(settings.AUDIT_KEY)
    _write(path, [key, *path.read_text(encoding="ascii").split()], anew=True)


@lru_cache(maxsize=4)
def _read(path: Path, changed_ns: int, inode: int) -> Ring:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise KeyRefused(
            f"{path} can be read by others on this machine. Put that right with: chmod 600 {path}"
        )
    return ring_of(path.read_text(encoding="ascii").splitlines(), str(path))


def _write(path: Path, keys: list[str], *, anew: bool = False) -> None:
    """Write the file whole or not at all. Of two processes that start together, one wins and both use its key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    try:
        if anew:
            mine.replace(path)
        else:
            os.link(mine, path)
    except FileExistsError:
        pass
    finally:
        mine.unlink(missing_ok=True)
