"""How long it takes to judge many series, find hot spots and hold false discoveries down, beside something else."""

from __future__ import annotations

import resource
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from scipy import sparse

SEED = 20140107
QCC_SECONDS = 14.2
"""R qcc 2.7, limits and runs of 10,000 series of 60 points, on this kind of machine (22 November 2026)."""
PROMISES = {
    "times_bare_numpy": 2.0,
    "times_qcc": 0.005,
    "tenfold_takes_times_ten": 1.5,
    "peak_memory_of_tenfold_mb": 1024,
    "gi_star_times_esda": 0.01,
    "false_discovery_seconds": 0.03,
}


def run(series: int, points: int = 60) -> dict[str, Any]:
    """Judge ``series`` of ``points`` by every Making Data Count rule, icons included; seconds, middle of seven.

    The bare pass computes mean, moving range, limits and the four rules with shifted masks, the whole table at once,
    and gives only flags: no gaps, no baseline, no icon, no reason.
    """
    from bluelamp.analysis import spc

    values = np.random.default_rng(SEED).normal(80, 2, (series, points))
    ours, theirs = _in_turn(
        lambda: spc.judge_block(values, baseline=None, milestones=82.0), lambda: _bare(values)
    )
    block, flags = spc.judge_block(values, baseline=None), _bare(values)
    if not (np.stack([block.found[i] != 0 for i in range(4)]) == flags).all():
        raise SystemExit("The engine and the bare pass differ.")
    tenfold = np.tile(values, (10, 1))
    longer, _ = _in_turn(
        lambda: spc.judge_block(tenfold, baseline=None, milestones=82.0), lambda: None, times=3
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "series": series,
        "points": points,
        "seconds": round(ours, 4),
        "bare_numpy_seconds": round(theirs, 4),
        "times_bare_numpy": round(ours / theirs, 2),
        "tenfold_seconds": round(longer, 3),
        "tenfold_takes_times_ten": round(longer / ours / 10, 2),
        "peak_memory_of_tenfold_mb": round(peak),
    }
    if (series, points) == (10_000, 60):
        found["times_qcc"] = round(ours / QCC_SECONDS, 5)
    return found | _hot_spots(316 if series >= 10_000 else 100) | _false_discoveries(100_000)


def _bare(values: np.ndarray) -> np.ndarray:
    """What somebody who knows NumPy would write: four masks in the order outside, trend, near, shift."""
    mean = values.mean(axis=1, keepdims=True)
    sigma = np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True) * (2.66 / 3)
    z = (values - mean) / sigma
    out = np.zeros((4, *z.shape), dtype=bool)
    out[0] = np.abs(z) > 3
    points = z.shape[1]
    steps = np.diff(values, axis=1)
    for side in (1, -1):
        far = z if side > 0 else -z
        near, on, up = (far > 2) & (far <= 3), far > 0, (steps > 0 if side > 0 else steps < 0)
        trend, run = up[:, : points - 6].copy(), on[:, : points - 6].copy()
        for i in range(1, 7):
            run &= on[:, i : i + points - 6]
            if i < 6:
                trend &= up[:, i : i + points - 6]
        for i in range(7):
            out[1, :, i : i + points - 6] |= trend
            out[3, :, i : i + points - 6] |= run
        first, second, third = (near[:, i : i + points - 2] for i in range(3))
        two = (first & second) | (first & third) | (second & third)
        two &= on[:, :-2] & on[:, 1:-1] & on[:, 2:]
        for i in range(3):
            out[2, :, i : i + points - 2] |= two & near[:, i : i + points - 2]
    return out


def _hot_spots(side: int) -> dict[str, Any]:
    """Gi* with its p-values and those adjusted, beside the same from a ready matrix of weights."""
    from bluelamp.analysis import discovery, hotspots

    values = np.random.default_rng(SEED).poisson(3, (side, side)).astype(np.float64)
    esda = _esda(values)
    line = sparse.diags_array([1.0, 1.0, 1.0], offsets=[-1, 0, 1], shape=(side, side))
    weights = sparse.csr_array(sparse.kron(line, line))
    flat, n = values.ravel(), values.size
    near = np.asarray(weights.sum(axis=1))

    def by_matrix() -> np.ndarray:
        mean, spread = flat.mean(), flat.std()
        z = (weights @ flat - mean * near) / (spread * np.sqrt((n * near - near**2) / (n - 1)))
        discovery.benjamini_hochberg(discovery.of_z(z))
        return z

    if not np.allclose(hotspots.on_grid(values).z.ravel(), by_matrix()):
        raise SystemExit("Gi* on the grid and by the matrix differ.")
    ours, theirs = _in_turn(lambda: hotspots.on_grid(values), by_matrix)
    found = {
        "gi_star_cells": n,
        "gi_star_seconds": round(ours, 4),
        "gi_star_by_matrix_seconds": round(theirs, 4),
    }
    if not np.allclose(hotspots.z_on_grid(values).ravel(), esda().Zs):
        raise SystemExit("Gi* on the grid and by esda differ.")
    alone, by_esda = _in_turn(lambda: hotspots.z_on_grid(values), esda, times=3)
    return found | {
        "gi_star_without_false_discovery_seconds": round(alone, 4),
        "esda_seconds": round(by_esda, 3),
        "gi_star_times_esda": round(alone / by_esda, 4),
    }


def _esda(values: np.ndarray) -> Callable[[], Any]:
    """esda's analytic G_Local of the same grid, its weights made beforehand: all it is then asked is Gi*."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own future
        from esda.getisord import G_Local
        from libpysal.weights import lat2W

        weights = lat2W(*values.shape, rook=False)
        weights.transform = "B"
        weights.sparse  # noqa: B018 - made once, then kept

    def gathered() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return G_Local(values.ravel(), weights, transform="B", star=True, permutations=0)

    return gathered


def _false_discoveries(many: int) -> dict[str, Any]:
    from statsmodels.stats.multitest import multipletests

    from bluelamp.analysis import discovery

    p = np.random.default_rng(SEED).uniform(size=many)
    ours, theirs = _in_turn(
        lambda: discovery.benjamini_hochberg(p), lambda: multipletests(p, 0.1, method="fdr_bh")
    )
    return {
        "false_discovery_p_values": many,
        "false_discovery_seconds": round(ours, 4),
        "statsmodels_seconds": round(theirs, 4),
    }


def _in_turn(first: Callable[[], Any], second: Callable[[], Any], times: int = 7) -> tuple[float, float]:
    """Seconds of each, the middle of some runs taken by turns after one that does not count."""
    first(), second()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, seconds in zip((first, second), taken, strict=True):
            start = perf_counter()
            work()
            seconds.append(perf_counter() - start)
    return median(taken[0]), median(taken[1])
