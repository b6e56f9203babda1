"""A series to take away: CSV for a spreadsheet, Parquet for a notebook, each row with what the figure rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.ui import cells

COLUMNS: dict[str, pa.DataType] = {
    "measure": pa.string(),
    "unit": pa.string(),
    "period": pa.string(),
    "starts": pa.date32(),
    "ends_before": pa.date32(),
    "basis": pa.string(),
    "area_level": pa.string(),
    "area": pa.string(),
    "value": pa.float64(),
    "low": pa.float64(),
    "high": pa.float64(),
    "interval": pa.string(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
    "n": pa.int64(),
    "effective_n": pa.float64(),
    "withheld": pa.string(),
    "marking": pa.string(),
    "taken_at": pa.string(),
    "data_digest": pa.string(),
    "code_digest": pa.string(),
}


def as_csv(measure: Measure, readings: Sequence[Reading]) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads it; a month without data has an empty value, never nought."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(cells.safe_row(_row(measure, r)) for r in readings)
    return text.getvalue().encode("utf-8-sig")


def places_as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of places, headings first, as :func:`as_csv` writes them."""
    text = io.StringIO()
    csv.writer(text).writerows(cells.safe_row(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_parquet(measure: Measure, readings: Sequence[Reading]) -> bytes:
    """The same columns, typed."""
    rows = [_row(measure, r) for r in readings]
    schema = pa.schema(list(COLUMNS.items()))
    table = pa.table({n: [row[i] for row in rows] for i, n in enumerate(COLUMNS)}, schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue().to_pybytes()


FORMS: dict[str, Callable[[Measure, Sequence[Reading]], bytes]] = {"csv": as_csv, "parquet": as_parquet}
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def _row(measure: Measure, read: Reading) -> list[Any]:
    return [
        measure.key,
        "share of one" if measure.unit == "percent" else measure.unit,
        str(read.period),
        read.period.start,
        read.period.end,
        read.basis,
        read.area_level,
        read.area,
        read.value,
        read.low,
        read.high,
        read.interval_method,
        read.numerator,
        read.denominator,
        read.n,
        read.effective_n,
        read.withheld,
        read.marking,
        read.taken_at.isoformat() if read.taken_at else None,
        read.partitions_digest,
        read.code_digest,
    ]
