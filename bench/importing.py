"""How long street crime takes to import, beside DuckDB turning the same file into Parquet without a second look."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

ROWS_IN_A_MONTH = 60_000


def run(rows: int) -> dict[str, Any]:
    """Import ``rows`` made-up street rows (about 200 bytes each) in a process of its own. Seconds, MB and the ratio.

    DuckDB goes first and last, and its mean counts, so that neither gains from what else the machine is doing.
    """
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        path = Path(folder) / "street.csv"
        _write_street(path, rows)
        before = _duckdb(path)
        child = [sys.executable, __file__, str(path), str(Path(folder) / "warehouse")]
        ours = json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout)
        duck = (before + _duckdb(path)) / 2
        size = path.stat().st_size
    return {
        "rows": rows,
        "megabytes": round(size / 1e6),
        "seconds": round(ours["seconds"], 2),
        "rows_a_second": round(rows / ours["seconds"]),
        "peak_mb": ours["peak_mb"],
        "duckdb_seconds": round(duck, 2),
        "times_duckdb": round(ours["seconds"] / duck, 2),
        "accepted": ours["accepted"],
    }


def _duckdb(path: Path) -> float:
    started = perf_counter()
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT * FROM read_csv('{path}')) TO '{path}.parquet' (FORMAT parquet)")
    Path(f"{path}.parquet").unlink()
    return perf_counter() - started


def _write_street(path: Path, rows: int) -> None:
    """A file in the published layout, month after month, with the columns as full and as various as real ones."""
    from bluelamp.areas.neighbourhoods.words import CRIME_TYPES, OUTCOMES

    kinds, outcomes = list(CRIME_TYPES["2013-05"]), list(OUTCOMES)
    codes = _lsoas()
    with duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = true")
        con.execute(
            f"""COPY (
                SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE sha256(i::VARCHAR) END AS "Crime ID",
                    strftime(DATE '2010-12-01' + to_months((i // {ROWS_IN_A_MONTH})::INT), '%Y-%m') AS "Month",
                    'West Midlands Police' AS "Reported by", 'West Midlands Police' AS "Falls within",
                    round(-2.2 + (hash(i) % 500000) / 1e6, 6) AS "Longitude",
                    round(52.35 + (hash(i + 1) % 300000) / 1e6, 6) AS "Latitude",
                    'On or near Street ' || hash(i) % 9000 AS "Location",
                    $codes[1 + (hash(i) % {len(codes)})::INT] AS "LSOA code",
                    'Birmingham ' || hash(i) % 150 || 'A' AS "LSOA name",
                    CASE WHEN i % 3 = 0 THEN '{kinds[0]}' ELSE $kinds[2 + (hash(i + 2) % 13)::INT] END AS "Crime type",
                    CASE WHEN i % 3 = 0 THEN NULL ELSE $outcomes[1 + (hash(i + 3) % 28)::INT] END
                        AS "Last outcome category",
                    NULL AS "Context"
                FROM range({rows}) t(i)) TO '{path}' (HEADER)""",
            {"codes": codes, "kinds": kinds, "outcomes": outcomes},
        )


def _lsoas() -> list[str]:
    from bluelamp.kernel.places import shipped

    return [row["lsoa"] for row in shipped.stamps()]


def _import(path: Path, warehouse: Path) -> dict[str, Any]:
    import resource

    from bluelamp.areas.neighbourhoods.facts import LAYOUTS
    from bluelamp.kernel.places import queries
    from bluelamp.warehouse import importing
    from bluelamp.warehouse.layouts import Areas
    from bluelamp.warehouse.store import Store

    areas = Areas(queries.lsoa_stamps(), queries.boundaries_version())
    brought = importing.Brought((path,), LAYOUTS, areas, by="bench", at=datetime.now(UTC))
    started = perf_counter()
    report = importing.apply(Store(warehouse), brought)
    seconds = perf_counter() - started
    if not report.applied:
        raise SystemExit(report.reason)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "peak_mb": peak, "accepted": report.total("accepted")}


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    sys.stdout.write(json.dumps(_import(Path(sys.argv[1]), Path(sys.argv[2]))))
