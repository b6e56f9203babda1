"""The two kinds of file an import reads, CSV and Parquet, alike in what they can be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bluelamp.warehouse import lines
from bluelamp.warehouse.lines import Block, Parsed
from bluelamp.warehouse.reading import Input, Unreadable, open_as_utf8

BATCH = 65_536


class CsvFile:
    """A CSV file: its lines in blocks. The header is line 1. Open only while it is read: archives hold many."""

    def __init__(self, given: Input, encoding: str) -> None:
        self.given, self.encoding = given, encoding
        stream, self.codec = open_as_utf8(given, encoding)
        with stream:
            self.header, self.names = lines.header(stream)

    def blocks(self) -> Iterator[Block]:
        """The rows, in blocks of lines."""
        stream, _ = open_as_utf8(self.given, self.encoding)
        with stream:
            stream.readline(lines.LONGEST_LINE)
            yield from lines.blocks(stream)

    def parse(self, block: Block, wanted: Sequence[str], distinct: Collection[str]) -> Parsed:
        """The text of the columns wanted."""
        return lines.parse(block, self.names, wanted, distinct)

    def size(self, block: Block) -> int:
        """How much of :attr:`Input.size` a block is."""
        return len(block.data)

    def reject(self, block: Block, numbers: Collection[int], place: Path | None) -> None:
        """Keep these lines byte for byte, under the header, so that they can be corrected and brought again."""
        if place is None or not numbers:
            return
        given = self._as_given([self.header]) if not place.exists() else b""
        with place.open("ab") as out:
            out.write(given + self._as_given(block.lines(numbers)))

    def _as_given(self, texts: Sequence[bytes]) -> bytes:
        if self.codec == "utf-8":
            return b"".join(texts)
        mark = b"\xef\xbb\xbf".decode() if self.codec.startswith("utf-16") and texts == [self.header] else ""
        return (mark + b"".join(texts).decode()).encode(self.codec)


class ParquetFile:
    """A Parquet file: its rows in batches, as the text a CSV would hold. The first row is row 1."""

    def __init__(self, given: Input, encoding: str) -> None:
        self.given, self.encoding = given, encoding
        try:
            with given.open() as stream, pq.ParquetFile(stream) as file:
                fields = file.schema_arrow
                self.rows = file.metadata.num_rows
        except (pa.ArrowInvalid, OSError) as fault:
            raise Unreadable("The file is not whole Parquet: it is damaged or was cut short.") from fault
        self.names: list[str] = fields.names
        nested = [field.name for field in fields if pa.types.is_nested(field.type)]
        if nested:
            raise Unreadable(
                f"The column {nested[0]} holds lists or records; every column must hold plain values."
            )

    def blocks(self) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The rows, in batches, each with the number of its first row."""
        first = 1
        try:
            with self.given.open() as stream, pq.ParquetFile(stream) as file:
                for batch in file.iter_batches(BATCH):
                    yield first, batch
                    first += batch.num_rows
        except (pa.ArrowInvalid, OSError) as fault:
            raise Unreadable("The file is not whole Parquet: it is damaged or was cut short.") from fault

    def parse(
        self, block: tuple[int, pa.RecordBatch], wanted: Sequence[str], distinct: Collection[str]
    ) -> Parsed:
        """The text of the columns wanted; a row with nothing in it is blank."""
        first, batch = block
        texts = {name: _text(batch[name]) for name in self.names}
        empty = np.ones(batch.num_rows, bool)
        for text in texts.values():
            empty &= np.asarray(pc.is_null(text))
        columns = {name: pc.dictionary_encode(texts[name].filter(pa.array(~empty))) for name in wanted}
        columns |= {name: columns[name].cast(pa.string()) for name in distinct if name in columns}
        return Parsed(columns, np.arange(first, first + batch.num_rows)[~empty], int(empty.sum()), ())

    def size(self, block: tuple[int, pa.RecordBatch]) -> int:
        """How much of :attr:`Input.size` a block is."""
        return self.given.size * int(block[1].num_rows) // max(self.rows, 1)

    def reject(self, block: tuple[int, pa.RecordBatch], numbers: Collection[int], place: Path | None) -> None:
        """Keep these rows in Parquet of the same columns."""
        if place is None or not numbers:
            return
        first, batch = block
        rows = pa.table(batch.take(pa.array([number - first for number in sorted(numbers)])))
        kept = pa.concat_tables([pq.read_table(place), rows]) if place.exists() else rows
        pq.write_table(kept, place)


def _text(values: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if (
        pa.types.is_integer(values.type)
        or pa.types.is_string(values.type)
        or pa.types.is_large_string(values.type)
    ):
        text = values.cast(pa.string())
    else:
        text = pa.array([_as_text(value) for value in values.to_pylist()], pa.string())
    return pc.if_else(pc.equal(text, ""), None, text)


def _as_text(value: Any) -> str | None:
    if value is None or value != value:  # NaN is how tables from other tools say blank
        return None
    if isinstance(value, datetime):
        # A midnight in UTC may be another day here, so only a time without a zone is taken for a day.
        is_a_day = value.tzinfo is None and value == datetime.combine(value.date(), time.min)
        return value.date().isoformat() if is_a_day else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # whole numbers become decimals in a column with blanks
    return str(value)
