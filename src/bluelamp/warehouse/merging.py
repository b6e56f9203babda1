"""Files that add and correct by record key: their rows brought into the partitions of their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.parquet import ROWS_IN_A_GROUP
from bluelamp.warehouse.settling import Counts, quoted, told_apart_by
from bluelamp.warehouse.store import Partition, Staged, Writing


def merge(
    con: Any, fact: Fact, writing: Writing, source: str, spool: Path, current: Sequence[Partition]
) -> tuple[list[Staged], dict[int, Counts]]:
    """Bring a spool of rows into the partitions of their source, by record key.

    Gives the partitions that differ afterwards, each ordered by key so that the order of arrival leaves no trace,
    and how the rows of each file were counted.
    """
    names = ", ".join(column.name for column in fact.columns)
    month = f"strftime({fact.dated}, '%Y-%m')"
    _look_at(con, names, spool, current)
    counted = _weigh(con, fact)
    staged = []
    for months in in_groups(_touched(con, fact, month), ROWS_AT_ONCE):
        merged = con.sql(
            f"""SELECT * FROM (
                    SELECT partition_month AS into_month, {names} FROM here ANTI JOIN changed USING ({fact.key})
                    UNION ALL SELECT {month} AS into_month, {names} FROM fresh)
                WHERE into_month IN (SELECT unnest($1)) ORDER BY into_month, {fact.key}""",
            params=[months],
        )
        for each, rows in by_month(merged.to_arrow_reader(ROWS_IN_A_GROUP), months):
            writer = writing.open(source, each)
            for batch in rows:
                writer.write(batch)
            staged.append(writing.stage(writer))
    return staged, counted


def _look_at(con: Any, names: str, spool: Path, current: Sequence[Partition]) -> None:
    """Call the rows that are given ``given``, and those of the source's partitions ``here``."""
    paths = ", ".join(f"'{quoted(partition.path)}'" for partition in current)
    con.execute(f"CREATE OR REPLACE VIEW given AS SELECT * FROM read_parquet('{quoted(spool)}')")
    con.execute(
        f"""CREATE OR REPLACE VIEW here AS SELECT {names}, partition_month
            FROM read_parquet([{paths}], union_by_name=true, hive_partitioning=false)"""
        if paths
        else f"CREATE OR REPLACE VIEW here AS SELECT {names}, '' AS partition_month FROM given LIMIT 0"
    )


def _weigh(con: Any, fact: Fact) -> dict[int, Counts]:
    """What becomes of each row that is given, counted by file; ``fresh`` are those that go in, ``changed`` the keys
    whose row here gives way."""
    told = ", ".join(told_apart_by(fact))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE fate AS
            WITH told AS (SELECT {told}, spool_file, spool_line FROM given),
            first AS (SELECT *, row_number() OVER (PARTITION BY {fact.key} ORDER BY spool_file, spool_line) AS turn
                      FROM told),
            same AS (SELECT {fact.key} FROM ((SELECT * EXCLUDE (spool_file, spool_line, turn) FROM first WHERE turn = 1)
                     INTERSECT (SELECT {told} FROM here)))
            SELECT spool_file, spool_line, {fact.key},
                CASE WHEN turn > 1 OR {fact.key} IN (FROM same) THEN 'duplicate'
                     WHEN {fact.key} IN (SELECT {fact.key} FROM here) THEN 'changed' ELSE 'accepted' END AS fate
            FROM first"""
    )
    con.execute(
        """CREATE OR REPLACE VIEW fresh AS FROM given
           SEMI JOIN (FROM fate WHERE fate <> 'duplicate') USING (spool_file, spool_line)"""
    )
    con.execute(f"CREATE OR REPLACE VIEW changed AS SELECT {fact.key} FROM fate WHERE fate = 'changed'")
    counted: dict[int, Counts] = {}
    for file, fate, rows in con.execute(
        "SELECT spool_file, fate, count(*) FROM fate GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        counted[file] = replace(counted.get(file, Counts()), **{fate: rows})
    return counted


def _touched(con: Any, fact: Fact, month: str) -> list[tuple[str, int]]:
    """The months that gain or lose a row, in order, each with how many it may hold afterwards."""
    found: list[tuple[str, int]] = con.execute(
        f"""WITH touched AS (SELECT {month} AS month FROM fresh UNION
                             SELECT partition_month FROM here SEMI JOIN changed USING ({fact.key})),
            held AS (SELECT {month} AS month FROM fresh UNION ALL SELECT partition_month FROM here)
            SELECT month, count(*) FROM held SEMI JOIN touched USING (month) GROUP BY month ORDER BY month"""
    ).fetchall()
    return found


ROWS_AT_ONCE = 1_000_000
"""Rows of several months that are put in order together: one question for many small months, one each for large."""


def in_groups(months: Sequence[tuple[str, int]], most: int) -> Iterator[list[str]]:
    """Months one after another, with at most so many rows together unless one alone has more."""
    group: list[str] = []
    rows = 0
    for month, held in months:
        if group and rows + held > most:
            yield group
            group, rows = [], 0
        group.append(month)
        rows += held
    if group:
        yield group


def by_month(
    batches: Iterable[pa.RecordBatch], months: Sequence[str]
) -> Iterator[tuple[str, Iterator[pa.Table]]]:
    """Rows in the order of their months, parted by month; a month that lost its last row comes with none."""
    coming = ((month, rows) for batch in batches for month, rows in _parted(pa.table(batch)))
    ahead = next(coming, None)
    for month in months:

        def of_month(wanted: str = month) -> Iterator[pa.Table]:
            nonlocal ahead
            while ahead and ahead[0] == wanted:
                yield ahead[1]
                ahead = next(coming, None)

        yield month, of_month()


def _parted(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    months = rows["into_month"].combine_chunks()
    starts = [0, *(np.flatnonzero(np.asarray(pc.not_equal(months[1:], months[:-1]))) + 1).tolist(), len(rows)]
    plain = rows.drop_columns(["into_month"])
    for start, end in pairwise(starts):
        if end > start:
            yield months[start].as_py(), plain.slice(start, end - start)
