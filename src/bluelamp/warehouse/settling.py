"""What an import's rows are beside those already here: new, changed, the same again, or no longer given.

Two ways, after the fact's ``arrives``. A *whole* file stands for all of its source and month: rows are compared as a
multiset, since two records without an ID may be alike and still be two. *Merged* files add and correct by record key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.parquet import ROWS_IN_A_GROUP
from bluelamp.warehouse.store import Partition, Staged, Writing

REPEATED = "with a repeated ID"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became of them. ``withdrawn`` were here before and are not in the file: they are not rows in."""

    accepted: int = 0
    changed: int = 0
    duplicate: int = 0
    withdrawn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.accepted + other.accepted,
            self.changed + other.changed,
            self.duplicate + other.duplicate,
            self.withdrawn + other.withdrawn,
        )


@dataclass(slots=True)
class Keys:
    """The keys met in one partition, as 64-bit numbers: enough to tell which may be repeated. 8 bytes a row."""

    seen: list[np.ndarray] = field(default_factory=list)

    def add(self, keys: pa.ChunkedArray) -> None:
        """Note the keys of some rows; a row without one is never a repeat."""
        self.seen += [_numbers(chunk.drop_null()) for chunk in keys.chunks if len(chunk) > chunk.null_count]

    @property
    def may_repeat(self) -> bool:
        """Whether two keys look alike; only then is it worth reading the rows again."""
        if not self.seen:
            return False
        keys = np.sort(np.concatenate(self.seen))
        return bool((keys[1:] == keys[:-1]).any())


def connect(scratch: Path) -> Any:
    """DuckDB for comparing, in little memory."""
    spill = scratch / "spill"
    spill.mkdir(exist_ok=True)
    return duckdb.connect(
        config={"memory_limit": "400MB", "threads": 2, "temp_directory": str(spill),
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )  # fmt: skip


def told_apart_by(fact: Fact) -> list[str]:
    """The columns in which one record differs from another: not the areas, which follow from its LSOA.

    An area stands in for the LSOA where that is blank.
    """
    stamped = {column for level, column in fact.areas.items() if level != "lsoa"} | {"boundaries"}
    told = [column.name for column in fact.columns if column.name not in stamped]
    if "lsoa" in fact.areas:
        told += [
            f"CASE WHEN lsoa IS NULL THEN {c} END AS own_{c}"
            for c in sorted(stamped & {"lpu", "neighbourhood"})
        ]
    return told


def settle_whole(
    compare: Callable[[], Any], fact: Fact, staged: Staged, before: Partition | None
) -> tuple[Counts, bool]:
    """How the rows of a whole file compare with what counted before, and whether they need a new vintage."""
    if before is None:
        return Counts(accepted=staged.rows), True
    if (before.digest, before.boundaries) == (staged.digest, staged.boundaries):
        return Counts(duplicate=staged.rows), False
    con = compare()
    told = ", ".join(told_apart_by(fact))
    rows = "SELECT {told} FROM read_parquet('{path}', hive_partitioning=false)"
    new, old = (rows.format(told=told, path=quoted(path)) for path in (staged.path, before.path))
    con.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS ({new}) EXCEPT ALL ({old})")
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone AS ({old}) EXCEPT ALL ({new})")
    fresh, gone = (con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("fresh", "gone"))
    changed = con.execute(
        f"""SELECT coalesce(sum(least(f.n, g.n)), 0)::BIGINT
            FROM (SELECT {fact.key} k, count(*) n FROM fresh WHERE k IS NOT NULL GROUP BY k) f
            JOIN (SELECT {fact.key} k, count(*) n FROM gone WHERE k IS NOT NULL GROUP BY k) g USING (k)"""
    ).fetchone()[0]
    counts = Counts(fresh - changed, changed, staged.rows - fresh, gone - changed)
    return counts, bool(fresh or gone or before.boundaries != staged.boundaries)


def without_copies(con: Any, fact: Fact, writing: Writing, staged: Staged) -> Staged:
    """The partition with rows wholly alike that carry the same ID reduced to one.

    Rows with the same ID that differ are all kept, and counted as a defect: the publisher knows which is right.
    """
    path = quoted(staged.path)
    repeated = con.execute(
        f"""SELECT {fact.key} FROM read_parquet('{path}', hive_partitioning=false)
            WHERE {fact.key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1"""
    ).fetchall()
    keys = pa.array([key for (key,) in repeated], pa.string())
    if not len(keys):
        return staged
    writer = writing.open(staged.source, staged.month)
    met: set[tuple[Any, ...]] = set()
    for batch in pq.ParquetFile(staged.path).iter_batches(ROWS_IN_A_GROUP):
        rows = pa.table(batch).drop_columns(["source", "partition_month"])
        suspect = np.asarray(pc.is_in(rows[fact.key], keys))
        kept = ~suspect
        for at in np.flatnonzero(suspect):
            record = tuple(rows.slice(at, 1).to_pylist()[0].values())
            kept[at] = record not in met
            met.add(record)
        writer.write(rows.filter(pa.array(kept)))
    over = len(met) - len(keys)
    defects = {**staged.defects, **({REPEATED: over} if over else {})}
    return writing.stage(writer, boundaries=staged.boundaries, defects=defects, files=staged.files)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows of an import with the same key and different content: neither can be believed."""

    file: int
    line: int


def conflicts(con: Any, fact: Fact, spool: Path) -> list[Conflict]:
    """The rows of a spool whose key comes more than once with different content, in the order given."""
    told = ", ".join(told_apart_by(fact))
    found = con.execute(
        f"""WITH rows AS (SELECT {told}, spool_file, spool_line FROM read_parquet('{quoted(spool)}')),
            apart AS (SELECT * EXCLUDE (spool_file, spool_line) FROM rows GROUP BY ALL),
            torn AS (SELECT {fact.key} FROM apart GROUP BY 1 HAVING count(*) > 1)
            SELECT spool_file, spool_line FROM rows SEMI JOIN torn USING ({fact.key}) ORDER BY 1, 2"""
    ).fetchall()
    return [Conflict(*row) for row in found]


def _numbers(keys: pa.Array) -> np.ndarray:
    """Each key as a 64-bit number, alike for like keys; unlike ones almost never agree."""
    lengths = np.asarray(pc.binary_length(keys))
    width = int(lengths[0])
    if width < 16 or (lengths != width).any():
        return np.fromiter((hash(key) for key in keys.to_pylist()), np.int64, len(keys)).view(np.uint64)
    start = int(np.frombuffer(keys.buffers()[1], np.int32)[keys.offset])
    text = np.frombuffer(keys.buffers()[2], np.uint8)[start : start + len(keys) * width].reshape(-1, width)
    head, tail = (np.ascontiguousarray(part).view(np.uint64)[:, 0] for part in (text[:, :8], text[:, -8:]))
    return head ^ (tail * np.uint64(0x9E3779B97F4A7C15))


def quoted(path: Path) -> str:
    """A path as it stands in a question to DuckDB."""
    return str(path).replace("'", "''")
