"""The engine that answers questions to the facts: DuckDB in this process, or Spark when that is not enough.

Every question is an Ibis expression, so the same one runs on both.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.parquet import PLACED, columns_of, schema
from bluelamp.warehouse.store import Partition

ENGINES = ("duckdb", "spark")
MEMORY = "1GB"


class EngineMissing(RuntimeError):
    """The engine asked for cannot start; carries the sentence that says what to do."""


def connect(name: str | None = None, *, scratch: Path | None = None, memory: str = MEMORY) -> Any:
    """An Ibis backend: the one named, else ``BLUELAMP_ENGINE``, else DuckDB.

    ``scratch`` is where DuckDB may spill what does not fit in ``memory``: give it ``store.root``.
    Raises :class:`EngineMissing` in one sentence.
    """
    name = name or os.environ.get("BLUELAMP_ENGINE") or "duckdb"
    if name == "duckdb":
        return _duckdb(scratch or Path(tempfile.gettempdir()), memory)
    if name == "spark":
        return _spark()
    raise EngineMissing(f"“{name}” is not an engine. Set BLUELAMP_ENGINE to one of {', '.join(ENGINES)}.")


def table(con: Any, fact: Fact, partitions: Sequence[Partition]) -> ir.Table:
    """The fact's columns, ``source`` and ``partition_month`` (``YYYY-MM``): the rows of these partitions."""
    wanted = ibis.schema({c.name: c.type for c in fact.columns} | dict.fromkeys(PLACED, "string"))
    if not partitions:
        return ibis.memtable(schema(fact).empty_table(), schema=wanted)
    paths = [str(partition.path) for partition in partitions]
    name = f"{fact.name}_{hashlib.sha256(' '.join(paths).encode()).hexdigest()[:16]}"
    if con.name == "duckdb" and {partition.columns for partition in partitions} == {columns_of(fact)}:
        # Nothing to find out: otherwise DuckDB opens every file before it starts, and again to answer.
        files = ", ".join(_quoted(path) for path in paths)
        return con.sql(f"SELECT * FROM read_parquet([{files}], hive_partitioning = false)", schema=wanted)
    if con.name == "duckdb":
        kept = con.read_parquet(paths, table_name=name, union_by_name=True, hive_partitioning=False)
    else:
        from pyspark.sql import SparkSession

        read = SparkSession.active().read.option("mergeSchema", "true")
        read.parquet(*paths).createOrReplaceTempView(name)
        kept = con.table(name)
    # A column declared after these partitions were written is there, and empty.
    return kept.select(
        **{c: kept[c].cast(t) if c in kept.columns else ibis.null(t) for c, t in wanted.items()}
    )


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _duckdb(scratch: Path, memory: str) -> Any:
    spill = scratch / ".spill"
    spill.mkdir(parents=True, exist_ok=True)
    return ibis.duckdb.connect(
        temp_directory=str(spill),
        memory_limit=memory,
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
        preserve_insertion_order=False,
    )


def _spark() -> Any:
    if importlib.util.find_spec("pyspark") is None:
        raise EngineMissing(
            "Spark is not installed. Run pip install 'bluelamp[spark]', or unset BLUELAMP_ENGINE."
        )
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineMissing(
            "Spark needs Java 17 or newer. Install it or set JAVA_HOME, or unset BLUELAMP_ENGINE."
        )
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("bluelamp")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    return ibis.pyspark.connect(session)
