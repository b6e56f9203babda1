"""``python -m bench``: takes every measurement, prints the ratios and what was promised, writes ``var/bench.json``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SEED = 20140107
ROOT = Path(__file__).parents[1]
LIBRARIES = (
    "django",
    "duckdb",
    "ibis-framework",
    "numpy",
    "pyarrow",
    "scipy",
    "shapely",
    "splink",
    "typst",
    "vl-convert-python",
)

# What is measured: its full size (that of the promise), the size of an ordinary run, and a quick one.
SIZES = {
    "starting": (15, 7, 3),
    "policy": (200_000, 100_000, 5_000),
    "places": (1_000_000, 1_000_000, 100_000),
    "signals": (10_000, 10_000, 1_000),
    "cube": (1_000_000, 1_000_000, 100_000),
    "increment": (120, 120, 24),
    "importing": (10_000_000, 1_000_000, 100_000),
    "paper": (7, 3, 1),
    "checking": (200, 200, 20),
    "backup": (1_000_000, 100_000, 10_000),
    "audit": (1_000_000, 200_000, 20_000),
    "casework": (1_000_000, 100_000, 20_000),
    "linking": (50_000, 50_000, 2_000),
    "suppression": (20, 5, 1),
    "public_copies": (500, 25, 3),
}


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    pace = asked.add_mutually_exclusive_group()
    pace.add_argument("--full", action="store_true", help="the sizes the promises were made for; takes long")
    pace.add_argument("--quick", action="store_true", help="small sizes: shows that it runs, proves nothing")
    asked.add_argument("--only", choices=SIZES, action="append", help="this piece alone; may be repeated")
    asked.add_argument("--rows", type=int, help="another size for the pieces named by --only")
    asked.add_argument("--one", choices=SIZES, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        return one(options.one, options.rows)
    taken = {}
    for piece in options.only or SIZES:
        size = (options.only and options.rows) or SIZES[piece][
            0 if options.full else 2 if options.quick else 1
        ]
        print(f"\n{piece}, size {size:,}", flush=True)
        taken[piece] = measured(piece, size)
        show(taken[piece], judged=not options.quick)
    keep(taken)
    return int(any("failed" in figures for figures in taken.values()))


def one(piece: str, size: int) -> int:
    """Take one piece here and now, in a ``var`` of its own, and print it for the process that asked."""
    import django

    with TemporaryDirectory(prefix="bluelamp-bench-") as var:
        os.environ |= {"BLUELAMP_VAR": var, "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
        django.setup()
        module = importlib.import_module(f"bench.{piece}")
        print(json.dumps({"figures": module.run(size), "promises": getattr(module, "PROMISES", {})}))
    return 0


def measured(piece: str, size: int) -> dict[str, Any]:
    """Take one piece in a process of its own, so that the memory of one does not count for the next."""
    command = [sys.executable, "-m", "bench", "--one", piece, "--rows", str(size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return {"size": size, "failed": f"exit code {done.returncode}"}
    return {"size": size, **json.loads(done.stdout.splitlines()[-1])}


def show(taken: dict[str, Any], *, judged: bool) -> None:
    """Print what was found, beside what was promised. A quick size is too small to judge a promise by."""
    if "failed" in taken:
        print(f"  not taken: {taken['failed']}")
        return
    for name, value in taken["figures"].items():
        limit = taken["promises"].get(name)
        verdict = "" if not judged else "kept: " if limit is None or value <= limit else "MISSED: "
        said = f"   {verdict}at most {limit:g}" if limit is not None else ""
        print(f"  {name.replace('_', ' '):<38}{value!s:>14}{said}")


def keep(taken: dict[str, Any]) -> None:
    """Write what was found, with what it was found on."""
    var = Path(os.environ.get("BLUELAMP_VAR", ROOT / "var"))
    var.mkdir(parents=True, exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "versions": {name: version(name) for name in LIBRARIES},
        "seed": SEED,
        "taken": taken,
    }
    (var / "bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten to {var / 'bench.json'}")


if __name__ == "__main__":
    sys.exit(main())
