"""Whether anybody is at work on the records here, so that nothing is put in their place while they are open.

Whoever opens them holds a shared lock on one file for as long as the process lives; a restore needs it alone. The
system lets go of it when a process ends, however it ends, so no stale mark is ever left.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

NAME = "in-use.lock"
_held: dict[Path, IO[str]] = {}


class InUse(RuntimeError):
    """Somebody else has the records; carries the sentence the reader sees."""


def hold(var: Path) -> None:
    """These records are in use for as long as this process lives. Raises :class:`InUse` during a restore."""
    if var not in _held:
        _held[var] = _locked(
            var, fcntl.LOCK_SH, f"The records in {var} are being restored. Wait until it is done."
        )


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Nobody else may open them meanwhile. Raises :class:`InUse` when somebody has."""
    with _locked(
        var,
        fcntl.LOCK_EX,
        f"The records in {var} are in use: by a server, an import or another command. Stop it, then try again.",
    ):
        yield


def _locked(var: Path, how: int, why_not: str) -> IO[str]:
    var.mkdir(parents=True, exist_ok=True)
    file = (var / NAME).open("a")
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InUse(why_not) from None
    return file
