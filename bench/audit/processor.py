"""What processes spent of the processor: on a machine that others use too, it tells more than the clock does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def spent(roots: Iterable[int]) -> float:
    """Seconds, by these processes and all that they started and that still run."""
    parents, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # It ended meanwhile.
        pid = int(stat.parent.name)
        parents[pid], seconds[pid] = int(said[1]), (int(said[11]) + int(said[12])) / TICKS
    return sum(seconds[pid] for pid in seconds if _is_below(pid, frozenset(roots), parents))


def of_postgresql(var: Path) -> list[int]:
    """The server of a database that was made in this folder; none where the records are on SQLite."""
    known = var / "postgresql" / "postmaster.pid"
    return [int(known.read_text().split()[0])] if known.exists() else []


def _is_below(pid: int, roots: frozenset[int], parents: dict[int, int]) -> bool:
    while pid not in roots:
        if pid not in parents:
            return False
        pid = parents[pid]
    return True
