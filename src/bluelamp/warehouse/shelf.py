"""Where the cube keeps what each partition adds, so that only partitions that changed are counted again.

A recount writes one file that names the partitions it counted, and how, in its metadata. Nothing here is a record: a
file that is lost, cut short or out of date is counted again, so files are renamed whole but not synced.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bluelamp.warehouse.store import Partition

FEW = 12
"""So many files are read about as fast as one; more are written together."""


class Shelf:
    """What one set of declarations gave, partition by partition."""

    def __init__(self, folder: Path, declared: str) -> None:
        self.folder, self.declared = folder, declared[:16]

    def read(self, partitions: Sequence[Partition]) -> tuple[list[pa.Table], list[int]]:
        """The cells kept of these partitions, numbered as they stand here, and which of them were never counted."""
        missed = {partition.digest: p for p, partition in enumerate(partitions)}
        found = []
        for path in sorted(self.folder.glob(f"{self.declared}-*.arrow")):
            cells = _opened(path)
            if cells is not None:
                places = np.array([missed.pop(digest, -1) for digest in _named(cells)], np.int64)
                found.append(renumbered(cells, places))
        return found, sorted(missed.values())

    def write(self, cells: pa.Table, partitions: Sequence[Partition]) -> Path:
        """Keep the cells of partitions that were just counted; they are numbered as in ``partitions``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digests = [partition.digest for partition in partitions]
        name = hashlib.sha256(" ".join(digests).encode()).hexdigest()[:32]
        path = self.folder / f"{self.declared}-{name}.arrow"
        draft = path.with_suffix(f".{os.getpid()}")
        with pa.ipc.new_file(
            str(draft), cells.schema.with_metadata({"partitions": json.dumps(digests)})
        ) as file:
            file.write_table(cells)
        draft.replace(path)
        return path

    def tidy(self, whole: pa.Table, partitions: Sequence[Partition]) -> None:
        """Drop what other declarations gave, and write many files together as one of what counts now."""
        ours = set(self.folder.glob(f"{self.declared}-*.arrow"))
        if len(ours) > FEW:
            ours = {self.write(whole, partitions)}
        for path in set(self.folder.iterdir()) - ours:
            path.unlink(missing_ok=True)


def renumbered(cells: pa.Table, places: NDArray[np.int64]) -> pa.Table:
    """Cells whose partitions go by other numbers: ``places[p]`` for each ``p``; those of -1 are left out."""
    at = places[cells["partition"].to_numpy()]
    column = cells.column_names.index("partition")
    moved = cells.set_column(column, "partition", pa.array(at, pa.int32()))
    return moved if (at >= 0).all() else moved.filter(pa.array(at >= 0))


def _opened(path: Path) -> pa.Table | None:
    try:
        with pa.memory_map(str(path)) as file:
            return pa.ipc.open_file(file).read_all()
    except (FileNotFoundError, pa.ArrowInvalid):
        return None


def _named(cells: pa.Table) -> list[str]:
    """The digests of the partitions a file holds, in the order of their numbers in it."""
    named: list[str] = json.loads(cells.schema.metadata[b"partitions"])
    return named
