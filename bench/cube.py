"""How long the cube takes over survey interviews, beside a query written by hand that gives the same table."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

FIRST, MONTHS = "2010-12", 36
LPUS = ("BE", "BN", "BS", "BW", "CV", "DY", "SW", "SH", "WS", "WV")
GROUPS = ("burglary", "violence", "vehicle", "hate")
SVYBY_SECONDS = 37.3
"""R survey 4.1.1, svyby: one run over a million rows, 10 x 36, by one date, with intervals (22 November 2026)."""
PROMISES = {"times_by_hand": 1.5, "times_svyby": 0.01}


def run(rows: int) -> dict[str, Any]:
    """Count ``rows`` weighted interviews by month, unit and crime group, by both dates; seconds, middle of seven."""
    from bluelamp.warehouse import cube, engine
    from bluelamp.warehouse.store import Store

    tally = _tally()
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        store = Store(Path(folder))
        store.replace(tally.fact, _interviews(rows), by="bench", at=datetime.now(UTC))
        paths = [str(partition.path) for partition in store.partitions(tally.fact)]
        con = engine.connect(scratch=store.root)

        def anew() -> Any:
            shutil.rmtree(store.root / "cubes", ignore_errors=True)
            return cube.count(store, [tally], con=con)

        with duckdb.connect() as hand:
            seconds, made, by_hand_seconds, table = _in_turn(anew, lambda: _by_hand(hand, paths))
        again = _timed(lambda: cube.count(store, [tally], con=con))[0]
    found = {
        "rows": rows,
        "cells": made.cells.num_rows,
        "seconds": round(seconds, 3),
        "by_hand_seconds": round(by_hand_seconds, 3),
        "times_by_hand": round(seconds / by_hand_seconds, 2),
        "nothing_changed_seconds": round(again, 3),
    }
    if not _agree(made, table):
        raise SystemExit("The cube and the query written by hand differ.")
    return found | ({"times_svyby": round(seconds / SVYBY_SECONDS, 4)} if rows == 1_000_000 else {})


def _tally() -> Any:
    from bluelamp.areas.satisfaction.facts import INTERVIEWS
    from bluelamp.warehouse.tallies import Tally

    return Tally(
        key="satisfaction",
        fact=INTERVIEWS,
        kind="share",
        population=lambda t: t.whole.between(1, 7),
        value=lambda t: t.whole <= 3,
        weight="weight",
        dates={"interview": "interview_date", "incident": "incident_date"},
        arrives={"incident": (1, 3)},
        breakdowns={"crime_group": "crime_group"},
        levels=("force", "lpu"),
    )


def _interviews(rows: int) -> dict[tuple[str, str], pa.Table]:
    rng = np.random.default_rng(20140107)
    month = np.sort(rng.integers(0, MONTHS, rows))
    interviewed = (np.datetime64(FIRST) + month).astype("datetime64[D]") + rng.integers(0, 28, rows)
    answers = rng.choice([1, 2, 3, 4, 5, 6, 7, 97], rows, p=[0.2, 0.3, 0.3, 0.05, 0.05, 0.05, 0.03, 0.02])
    table = pa.table(
        {
            "record_key": pa.array(np.char.add("k", np.arange(rows).astype(str))),
            "survey": pa.repeat(pa.scalar("crime"), rows),
            "crime_group": pa.array(np.array(GROUPS)[rng.integers(0, len(GROUPS), rows)]),
            "incident_date": pa.array(interviewed - rng.integers(42, 85, rows)),
            "report_date": pa.array(interviewed - 42),
            "interview_date": pa.array(interviewed),
            "whole": pa.array(answers.astype(np.int8)),
            "weight": pa.array(rng.uniform(0.5, 2, rows).round(4)),
            "lpu": pa.array(np.array(LPUS)[rng.integers(0, len(LPUS), rows)]),
        }
    )
    ends = np.searchsorted(month, np.arange(MONTHS + 1))
    names = (np.datetime64(FIRST) + np.arange(MONTHS)).astype(str)
    return {("bench", names[m]): table.slice(ends[m], ends[m + 1] - ends[m]) for m in range(MONTHS)}


def _by_hand(con: duckdb.DuckDBPyConnection, paths: list[str]) -> pa.Table:
    """What somebody who knows DuckDB would write: one scan to the finest grain, then grouping sets for each date."""
    sums = ", ".join(f"sum({name}) AS {name}" for name in ("n", "x", "w", "ww", "wx", "wwx"))
    return con.execute(
        f"""WITH grain AS MATERIALIZED (
            SELECT year(interview_date) * 12 + month(interview_date) - 1 AS interview,
                year(incident_date) * 12 + month(incident_date) - 1 AS incident, lpu, crime_group,
                count(*) AS n, count(*) FILTER (whole <= 3) AS x, sum(weight) AS w, sum(weight * weight) AS ww,
                sum(weight) FILTER (whole <= 3) AS wx, sum(weight * weight) FILTER (whole <= 3) AS wwx
            FROM read_parquet($paths) WHERE whole BETWEEN 1 AND 7 GROUP BY ALL)
        SELECT 'interview' AS basis, interview AS month, lpu, crime_group, {sums} FROM grain
            GROUP BY GROUPING SETS
                ((interview), (interview, lpu), (interview, crime_group), (interview, lpu, crime_group))
        UNION ALL SELECT 'incident', incident, lpu, crime_group, {sums} FROM grain
            GROUP BY GROUPING SETS
                ((incident), (incident, lpu), (incident, crime_group), (incident, lpu, crime_group))""",
        {"paths": paths},
    ).to_arrow_table()


def _agree(made: Any, table: pa.Table) -> bool:
    """Whether every cell of the two is the same, months by incident that are not all in apart."""
    from bluelamp.warehouse.rollup import Slice

    sums = ("n", "x", "w", "ww", "wx", "wwx")
    theirs = {
        (row["basis"], row["month"], row["lpu"] or "", row["crime_group"] or ""): [
            float(row[name]) for name in sums
        ]
        for row in table.to_pylist()
    }
    compared = 0
    for basis in ("interview", "incident"):
        for level in ("force", "lpu"):
            for breakdown in ("", "crime_group"):
                grid = made.grid(Slice("satisfaction", basis, level, breakdown))
                for k, (area, category) in enumerate(grid.keys):
                    for m in np.flatnonzero(grid.known & (grid.sums["n"][k] > 0)):
                        ours = [grid.sums[name][k, m] for name in sums]
                        if not np.allclose(ours, theirs[basis, grid.first + m, area, category], atol=0.01):
                            return False
                        compared += 1
    return compared > 0


def _in_turn(ours: Callable[[], Any], by_hand: Callable[[], Any]) -> tuple[float, Any, float, Any]:
    """Both, seven times in turn so that neither has the quieter machine; the first of each only warms it."""
    ours(), by_hand()
    pairs = [(_timed(ours), _timed(by_hand)) for _ in range(7)]
    return (
        median(mine for (mine, _), _ in pairs),
        pairs[-1][0][1],
        median(theirs for _, (theirs, _) in pairs),
        pairs[-1][1][1],
    )


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = perf_counter()
    made = work()
    return perf_counter() - started, made
