"""Which records database is used and how it is opened: safe by construction, or refused at the door.

Nothing in this file imports Django, because the safe SQLite must be in place before Django looks for one.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Version = tuple[int, ...]


class Refused(Exception):
    """Bluelamp will not start like this. The sentence says why and what to do."""


@dataclass(frozen=True)
class Fault:
    """A range of SQLite releases that can lose what they said they had kept."""

    name: str
    first: Version
    last: Version
    mended: tuple[Version, ...]
    """The first mended release of each older series that was mended."""
    noted: date
    source: str

    def holds(self, version: Version) -> bool:
        """Has this release got the fault?"""
        mended = any(version[:2] == fix[:2] and version >= fix for fix in self.mended)
        return self.first <= version <= self.last and not mended


FAULTS = (
    Fault(
        name="WAL-reset",
        first=(3, 7, 0),
        last=(3, 51, 2),
        mended=((3, 44, 6), (3, 50, 7)),
        noted=date(2026, 11, 22),
        source="https://sqlite.org/wal.html#the_wal_reset_bug",
    ),
)

WAYS_OUT = "Install a mended one with 'pip install \"pysqlite3>=0.6.1\"', or set DATABASE_URL to a PostgreSQL server."

BUSY_SECONDS = 10

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": BUSY_SECONDS * 1000,
    "mmap_size": 0,
    "secure_delete": 1,
}
"""What every connection must have. ``synchronous`` 2 is FULL: a commit is on the disk before anybody is told so. Memory
mapping stays off because it turns a small fault into a broken file. What is deleted is overwritten: an erasure that
left the bytes in the file would be none."""

PLANNED_AFTER = 5
"""So many times PostgreSQL is put a statement before it is asked to keep how it answers it."""

LOCKLESS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "ceph", "fuse.glusterfs", "afs", "lustre"}
"""File systems shared over a network, on which SQLite's write-ahead log does not work."""


def folder(var: Path) -> Path:
    """Where everything is kept, made for its owner alone when it is not there yet."""
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            f"{var} cannot be made ({problem.strerror}). Set BLUELAMP_VAR to a folder that can."
        ) from None
    return var


def parsed(version: str) -> Version:
    """``"3.53.4"`` as ``(3, 53, 4)``."""
    return tuple(int(part) for part in version.split("."))


def fault_of(version: str) -> Fault | None:
    """The fault this SQLite release has, if it has one."""
    return next((fault for fault in FAULTS if fault.holds(parsed(version))), None)


def use_safe_sqlite(choice: str = "") -> ModuleType:
    """Put a safe SQLite where Django will find it, and return it; :class:`Refused` when there is none.

    ``choice`` is ``system`` (Python's own) or ``bundled`` (pysqlite3); left empty, the first of the two that is safe.
    """
    names = {"system": ("sqlite3",), "bundled": ("pysqlite3",), "": ("sqlite3", "pysqlite3")}
    if choice not in names:
        raise Refused("BLUELAMP_SQLITE is 'system', 'bundled' or not set at all.")
    found: list[str] = []
    for name in names[choice]:
        try:
            library = importlib.import_module(name)
        except ImportError:
            continue
        if fault_of(library.sqlite_version) is None:
            if name != "sqlite3":
                sys.modules["sqlite3"] = library
                sys.modules["sqlite3.dbapi2"] = importlib.import_module(f"{name}.dbapi2")
            return library
        found.append(library.sqlite_version)
    raise Refused(why_not(found))


def why_not(versions: list[str]) -> str:
    """The one line that says why no SQLite here will do, and what will."""
    if not versions:
        return f"No SQLite was found. {WAYS_OUT}"
    fault = fault_of(versions[-1])
    name = fault.name if fault else "unknown"
    return f"SQLite {' and '.join(versions)} can lose saved records (the {name} fault). {WAYS_OUT}"


def file_system_of(path: Path, mounts: str) -> str:
    """The type of file system that holds ``path``, from the text of ``/proc/mounts``; empty when it is not known."""
    kinds = {
        unescaped(line.split()[1]): line.split()[2] for line in mounts.splitlines() if len(line.split()) > 2
    }
    return next((kinds[str(folder)] for folder in (path, *path.parents) if str(folder) in kinds), "")


def unescaped(mount: str) -> str:
    """``/proc/mounts`` writes a space in a path as ``\\040``."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), mount)


def database(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """Django's description of the records database: PostgreSQL by ``DATABASE_URL``, else SQLite in ``var``."""
    url = environ.get("DATABASE_URL", "").strip()
    return postgresql(url) if url else sqlite(var, environ.get("BLUELAMP_SQLITE", ""))


def sqlite(var: Path, choice: str = "") -> dict[str, Any]:
    """SQLite on a local disk, opened the same way by every process."""
    use_safe_sqlite(choice)
    mounts = Path("/proc/mounts")
    kind = file_system_of(var, mounts.read_text(errors="replace")) if mounts.exists() else ""
    if kind in LOCKLESS:
        raise Refused(
            f"{var} is on a network disk ({kind}), where SQLite can lose records. "
            "Set BLUELAMP_VAR to a folder on a local disk, or DATABASE_URL to a PostgreSQL server."
        )
    return {
        "ENGINE": "bluelamp.web.taking_turns",
        "NAME": var / "records.sqlite3",
        # Kept open: whoever closes the last connection copies the whole log into the file first, at every request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            # A transaction takes the write lock as it opens, so that it cannot find out half-way that it may not write.
            "transaction_mode": "IMMEDIATE",
            "init_command": " ".join(f"PRAGMA {name}={value};" for name, value in PRAGMAS.items()),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL from ``postgresql://user:password@host:port/name?option=value``; no refusal repeats a password."""
    shape = "DATABASE_URL reads postgresql://user:password@host:5432/name"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(f"{shape}: the port in it is not a number between 1 and 65535.") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise Refused(f"{shape}; leave it out to use SQLite. It does not start with postgresql://.")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise Refused(f"{shape}: the name of the database is missing after the host.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "bluelamp.web.planned_once",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": PLANNED_AFTER, **options},
    }
