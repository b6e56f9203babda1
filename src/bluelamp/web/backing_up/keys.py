"""The key of the backups: a file that is kept apart from the records, since whoever has both can read everything."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from bluelamp.web.backing_up import Refused

MAKE_ONE = "Make one with: bluelamp backup new-key FILE"


def read(path: Path | None, var: Path) -> bytes:
    """The 32 bytes in a file of 64 hexadecimal digits. :class:`Refused` says what is wrong with it."""
    if path is None:
        raise Refused(f"Name the file of the backup key with --key-file. {MAKE_ONE}")
    try:
        written = path.read_text(encoding="ascii").strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise Refused(f"There is no key at {path}. {MAKE_ONE}") from None
    except (OSError, ValueError):
        raise Refused(f"{path} cannot be read as a backup key. {MAKE_ONE}") from None
    _apart(path, var)
    if os.name == "posix" and mode & 0o077:
        raise Refused(f"{path} can be read by others on this machine. Put that right with: chmod 600 {path}")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", written):
        raise Refused(f"{path} is not a backup key: it should hold 64 hexadecimal digits and nothing else.")
    return bytes.fromhex(written)


def make(path: Path, var: Path) -> None:
    """Write a new key, for its owner alone; a file that is there is never written over."""
    _apart(path, var)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Refused(f"{path} is there already. A key is never written over: backups need it.") from None
    except OSError as problem:
        raise Refused(f"{path} cannot be written ({problem.strerror}).") from None


def _apart(path: Path, var: Path) -> None:
    if path.resolve().is_relative_to(var.resolve()):
        raise Refused(
            f"{path} is inside {var}, which the backups are of: whoever lost one would lose both. Keep it elsewhere."
        )
