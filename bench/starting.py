"""How soon the command line shows its help, beside Python starting and doing nothing."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

PROMISES = {"help_seconds": 0.3}


def run(times: int) -> dict[str, float]:
    """Both are started in turn ``times`` times; the median of each counts."""
    nothing, shown = [], []
    for _ in range(times):
        nothing.append(seconds("pass"))
        shown.append(seconds("from bluelamp.web.cli import main; main()", "--help"))
    return {
        "help_seconds": round(median(shown), 3),
        "python_alone_seconds": round(median(nothing), 3),
        "times_python_alone": round(median(shown) / median(nothing), 1),
    }


def seconds(program: str, *arguments: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start
