"""Running Splink: the pairs worth a look, each with its probability and what every comparison said."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from bluelamp.kernel.people.linking import model
from bluelamp.kernel.people.linking.entries import Entry, table

LEAST = 0.01
"""Pairs less probable than this are nobody's business."""


class NoEngine(RuntimeError):
    """The engine asked for is not installed. The sentence says how to get it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one comparison said. ``bits`` is the weight it adds: 1 doubles the odds, -1 halves them."""

    title: str
    says: str
    bits: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Two records and how probably they are of one person, by these settings."""

    left: str
    right: str
    probability: float
    bits: float
    evidence: tuple[Evidence, ...]


def score(
    entries: Iterable[Entry], version: str = model.CURRENT, *, engine: str = "duckdb", least: float = LEAST
) -> list[Scored]:
    """Every pair of ``entries`` that is at least so probable, most probable first. Twice gives the same list."""
    compared = table(entries)
    if compared.num_rows < 2:
        return []
    settings = model.settings(version)
    answer = linker(compared, settings, engine).inference.predict(
        threshold_match_probability=least, warning_mode="never"
    )
    found = answer.as_pyarrow_table().to_pylist()
    read = _Reader(settings)
    return sorted((read.pair(row) for row in found), key=lambda one: (-one.bits, one.left, one.right))


def linker(compared: pa.Table, settings: Mapping[str, Any], engine: str = "duckdb") -> Any:
    """A Splink linker over the table, on DuckDB within this process or on Spark."""
    from splink import Linker

    register = {"duckdb": _duckdb, "spark": _spark}[engine]
    return Linker(register(compared), model.for_splink(settings), log_level=logging.ERROR)


def _duckdb(compared: pa.Table) -> Any:
    import duckdb
    from splink import DuckDBAPI

    # One thread: sums then come in one order, and the last digit of a probability is the same each time.
    connection = duckdb.connect(":memory:", config={"threads": 1})
    return DuckDBAPI(connection).register(compared, dataset_display_name="entries")


def _spark(compared: pa.Table) -> Any:
    try:
        from pyspark.sql import SparkSession
        from pyspark.sql.types import StringType, StructField, StructType
        from splink import SparkAPI
    except ImportError:
        raise NoEngine("Spark is not installed here. Get it with: pip install bluelamp[spark]") from None
    session = SparkSession.builder.appName("bluelamp").getOrCreate()
    kind = StructType([StructField(name, StringType()) for name in compared.column_names])
    rows = [tuple(row.values()) for row in compared.to_pylist()]
    api = SparkAPI(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
    return api.register(session.createDataFrame(rows, kind), dataset_display_name="entries")


class _Reader:
    """Reads a row of Splink's answer by the settings it was asked with."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.comparisons = [
            (one["of"], one["title"], [level["says"] for level in one["levels"]])
            for one in settings["comparisons"]
        ]

    def pair(self, row: Mapping[str, Any]) -> Scored:
        left, right = sorted((row["unique_id_l"], row["unique_id_r"]))
        evidence = tuple(self._evidence(row, *each) for each in self.comparisons)
        return Scored(left, right, row["match_probability"], round(row["match_weight"], 6), evidence)

    def _evidence(self, row: Mapping[str, Any], of: str, title: str, says: list[str]) -> Evidence:
        """Splink numbers levels from the last, which is 0; -1 is *not known*."""
        level = row[f"gamma_{of}"]
        bits = row[f"mw_{of}"] + row.get(f"mw_tf_adj_{of}", 0.0)
        return Evidence(title, model.NOT_KNOWN if level < 0 else says[-1 - level], round(bits, 3))
