"""Random tables made fit to publish, edition after edition, and an intruder who holds them all.

::

    python -m tests.probe.disclosure [TABLES]
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis.suppression import CannotProtect, Release, protect_after, with_margins
from tests.probe import clock, intruder, saying

THRESHOLD = 5
LONGEST = {1: 13, 2: 11, 3: 5}
"""Places along each of so many dimensions, at most."""
MEANS = (8, 20, 60, 200)
"""What a count that is not nought is on average."""
NOUGHT = (0.2, 0.5, 0.8)
"""How many of the counts are nought: every table is sparse."""
EDITIONS, GROWTH = 3, (0.0, 0.2, 1.0)
"""Editions at most, and by how much of itself the table may grow from one to the next."""
TOLD = 10

Counts = NDArray[np.int64]


class Trial(NamedTuple):
    """One table and its editions: its dimensions, how much is printed, the seconds it took, and what was told."""

    dimensions: int
    editions: int
    refused: int
    share_shown: float
    seconds: float
    told: tuple[str, ...]


def probe(count: int) -> dict[str, Any]:
    """``count`` tables, in as many processes as there are cores."""
    parts, end = os.cpu_count() or 1, clock.end_of("disclosure")
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = [
            trial
            for part in pool.map(_part, [(count, part, parts, end) for part in range(parts)])
            for trial in part
        ]
    told = sorted(each for trial in found for each in trial.told)
    return {
        "of": count,
        "tables": len(found),
        "by_dimensions": dict(sorted(Counter(trial.dimensions for trial in found).items())),
        "editions": sum(trial.editions for trial in found),
        "editions_refused": sum(trial.refused for trial in found),
        "worked_out": len(told),
        "first": told[:TOLD],
        "median_share_published": round(median(trial.share_shown for trial in found), 3),
        "too_little_published": int(median(trial.share_shown for trial in found) < 0.85),
        "slowest_seconds": round(max(trial.seconds for trial in found), 2),
    }


def _part(what: tuple[int, int, int, float]) -> list[Trial]:
    count, part, parts, end = what
    return [trial(seed) for seed in clock.while_it_lasts(range(part, count, parts), end)]


def trial(seed: int) -> Trial:
    """One table in one to three editions, each made safe beside those before it, and the attack on all of them."""
    draw = np.random.default_rng(seed)
    true, out, printed, refused = list[Counts](), list[Release](), list[Any](), 0
    start = perf_counter()
    for counts in editions(draw):
        table = with_margins(counts)
        try:
            kept = protect_after(out, table, threshold=THRESHOLD).hidden
        except CannotProtect:
            refused += 1
            continue
        true.append(counts)
        out.append(Release(table, kept))
        printed.append(table.shown(kept))
    seconds = perf_counter() - start
    cells = sum(each.size for each in printed)
    shown = sum(1 - each.kept_back.mean() for each in out) / len(out) if cells else 0.0
    told = intruder.told(printed, true=true, threshold=THRESHOLD) if printed else ()
    return Trial(
        true[0].ndim,
        len(out),
        refused,
        float(shown),
        seconds,
        tuple(f"table {seed}: {each}" for each in told),
    )


def editions(draw: np.random.Generator) -> list[Counts]:
    """The counts of each edition, which hold those of the one before."""
    dimensions = int(draw.integers(1, 4))
    shape = tuple(draw.integers(2, LONGEST[dimensions], dimensions))
    found = [_counts(draw, shape)]
    for _ in range(draw.integers(0, EDITIONS)):
        grown = draw.random(shape) < draw.choice(GROWTH)
        found.append(found[-1] + np.where(grown, _counts(draw, shape) // 4, 0))
    return found


def _counts(draw: np.random.Generator, shape: tuple[int, ...]) -> Counts:
    counts = draw.negative_binomial(1, 1 / (1 + draw.choice(MEANS)), shape)
    return np.where(draw.random(shape) < draw.choice(NOUGHT), 0, counts)


def main() -> int:
    return saying.tell(
        "disclosure",
        probe,
        int(sys.argv[1]) if len(sys.argv) > 1 else 1000,
        wrong="worked_out too_little_published",
    )


if __name__ == "__main__":
    sys.exit(main())
