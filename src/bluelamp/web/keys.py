"""The key that seals sessions and forms: given in the environment, or made once for this machine and kept to itself."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from bluelamp.web.records import Refused

SHORTEST = 32


def secret_keys(environ: Mapping[str, str], var: Path) -> list[str]:
    """The key in use, then older ones that are still accepted. From ``BLUELAMP_SECRET_KEY``, else ``var/secret-key``.

    The file has one key a line. To change the key, put a new line above the old one; remove the old one a day later.
    """
    given = environ.get("BLUELAMP_SECRET_KEY", "")
    if given:
        return [_long_enough(given, "BLUELAMP_SECRET_KEY")]
    path = var / "secret-key"
    if not path.exists():
        _make(path)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise Refused(f"{path} can be read by others on this machine. Put that right with: chmod 600 {path}")
    keys = [
        _long_enough(line.strip(), str(path))
        for line in path.read_text(encoding="ascii").splitlines()
        if line.strip()
    ]
    if not keys:
        raise Refused(f"{path} is empty. Remove it, and a new key is made; everybody signs in again.")
    return keys


def _long_enough(key: str, where: str) -> str:
    if len(key) < SHORTEST:
        raise Refused(
            f"The key in {where} is shorter than {SHORTEST} characters. Leave it out, and one is made."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key. Of two processes that start together, one wins and both use its key."""
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(
            os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    except OSError as problem:
        raise Refused(
            f"{path.parent} cannot be written to ({problem.strerror}). Set BLUELAMP_VAR to a folder that can."
        ) from None
