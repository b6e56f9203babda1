"""How a partition is laid down in Parquet: declared columns, source and month, in row groups of one size.

The same rows in the same order always give the same bytes, whatever route they came by, so a digest of the
file is a digest of the rows.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bluelamp.warehouse.facts import Fact

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
}
PLACED = ("source", "partition_month")
ROWS_IN_A_GROUP = 65_536


def schema(fact: Fact) -> pa.Schema:
    """The fact's columns as they are stored, then ``source`` and ``partition_month``.

    Raises ``TypeError`` for a column type the warehouse does not keep.
    """
    unknown = {c.type for c in fact.columns} - set(ARROW_TYPES)
    if unknown:
        raise TypeError(
            f"{fact.title} declares a type the warehouse does not keep: {', '.join(sorted(unknown))}."
        )
    fields = [pa.field(c.name, ARROW_TYPES[c.type]) for c in fact.columns]
    return pa.schema([*fields, *(pa.field(name, pa.string()) for name in PLACED)])


def without_rows(fact: Fact) -> pa.Table:
    """A table of the fact's columns that holds no row: a month of which it is known that nothing happened."""
    fields = [pa.field(column.name, ARROW_TYPES[column.type]) for column in fact.columns]
    return pa.schema(fields).empty_table()


def columns_of(fact: Fact) -> str:
    """A short digest of the names, types and order of the columns: two partitions with the same can be read as one."""
    return hashlib.sha256(str(schema(fact)).encode()).hexdigest()[:16]


def shaped(fact: Fact, rows: pa.Table, source: str, month: str) -> pa.Table:
    """``rows`` with the fact's columns in their order and types, its source and month beside them.

    A declared column the rows lack is filled with nulls unless it is required; one not declared is refused.
    """
    wanted = schema(fact)
    strangers = set(rows.column_names) - set(wanted.names)
    if strangers:
        raise ValueError(f"{fact.title} has no column called {', '.join(sorted(strangers))}.")
    for column in fact.columns:
        if column.required and (column.name not in rows.column_names or rows[column.name].null_count):
            raise ValueError(f"{fact.title} needs a value for {column.name} in every row.")
    columns = []
    for field in wanted:
        if field.name in PLACED:
            value = source if field.name == "source" else month
            columns.append(pa.repeat(pa.scalar(value), rows.num_rows))
        elif field.name in rows.column_names:
            columns.append(rows[field.name].cast(field.type))
        else:
            columns.append(pa.nulls(rows.num_rows, field.type))
    return pa.Table.from_arrays(columns, schema=wanted)


class PartitionWriter:
    """Writes one partition's rows to a staging file, a row group at a time. Memory: one row group.

    When many partitions are open at once, :meth:`flush` frees memory at the price of a shorter row group.
    """

    def __init__(self, path: Path, fact: Fact, source: str, month: str) -> None:
        self.path, self.fact, self.source, self.month = path, fact, source, month
        self.rows = 0
        self.waiting: list[pa.Table] = []
        self.waiting_rows = 0
        self._file: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table) -> None:
        """Add rows after those already written."""
        self.waiting.append(shaped(self.fact, rows, self.source, self.month))
        self.waiting_rows += rows.num_rows
        self.rows += rows.num_rows
        while self.waiting_rows >= ROWS_IN_A_GROUP:
            self._write_group(ROWS_IN_A_GROUP)

    def flush(self) -> None:
        """Write the rows that wait, although they do not fill a row group."""
        if self.waiting_rows:
            self._write_group(self.waiting_rows)

    def finish(self) -> str:
        """Close the file, make it durable and give its SHA-256."""
        self.flush()
        if self._file is None:
            self._write_group(0)
        assert self._file is not None
        self._file.close()
        sync(self.path)
        return digest_of(self.path)

    def _write_group(self, length: int) -> None:
        rows = pa.concat_tables(self.waiting) if self.waiting else schema(self.fact).empty_table()
        if self._file is None:
            self._file = self._open(rows.schema)
        self._file.write_table(rows.slice(0, length), row_group_size=ROWS_IN_A_GROUP)
        rest = rows.slice(length)
        self.waiting, self.waiting_rows = ([rest], rest.num_rows) if rest.num_rows else ([], 0)

    def _open(self, wanted: pa.Schema) -> pq.ParquetWriter:
        # Keys and measurements hardly ever repeat, so a dictionary of them would only cost time. Partitions are
        # chosen by the manifest; of the statistics that help to choose rows, only those of the date are used.
        repeated = [f.name for f in wanted if f.name != self.fact.key and not pa.types.is_floating(f.type)]
        return pq.ParquetWriter(
            self.path,
            wanted,
            compression="zstd",
            compression_level=1,
            use_dictionary=repeated,
            write_statistics=[self.fact.dated],
            store_schema=False,
        )


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a directory, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(paths: Iterable[Path]) -> pa.Table:
    """The rows of a few partitions, in order: for corrections and tests, not for figures."""
    return pa.concat_tables([pq.read_table(path, partitioning=None) for path in paths])
