"""How long it takes to make a table of counts safe, and how much is kept back beside what cannot be avoided."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_array

from bluelamp.analysis.suppression import Linked, exposed, protect, with_margins

SHAPE, THRESHOLD = (40, 12), 5
MEANS = (8, 20, 60)
"""What the counts of a table are on average: the first has many small ones, the last few."""
PROMISES = {"slowest_seconds": 2.0}


def run(tables: int) -> dict[str, Any]:
    """Tables of 40 rows and 12 columns, as many of each mean: seconds, and cells kept back beside the bound.

    The bound is linear: each small count needs, in each of its sums, cells that could be lower or higher by enough.
    """
    draw = np.random.default_rng(20140107)
    took, kept, least, shown = [], [], [], []
    for mean in [mean for mean in MEANS for _ in range(tables)]:
        table = with_margins(draw.negative_binomial(1, 1 / (1 + mean), SHAPE))
        start = perf_counter()
        found = protect(table.linked, threshold=THRESHOLD)
        took.append(perf_counter() - start)
        if exposed(table.linked, found.hidden, found.small, threshold=THRESHOLD).any():
            raise AssertionError("A small count can be worked out.")
        kept.append(int(found.hidden.sum()))
        least.append(bound(table.linked, found.small))
        shown.append(found.share_shown)
    return {
        "tables": len(took),
        "median_seconds": round(float(np.median(took)), 3),
        "slowest_seconds": round(max(took), 3),
        "kept_back": sum(kept),
        "bound": round(sum(least), 1),
        "times_bound": round(sum(kept) / sum(least), 3),
        "median_share_shown": round(float(np.median(shown)), 3),
    }


def bound(linked: Linked, small: np.ndarray) -> float:
    """No choice keeps back fewer cells than this."""
    lines = []
    for total, parts in linked.sums:
        for cell in (each for each in (total, *parts) if small[each]):
            need = THRESHOLD - (linked.values[cell] - 1)
            others = [each for each in parts if each != cell]
            room = {each: min(need, linked.values[each] - 1) for each in others if linked.values[each] > 1}
            lines.append((need, room | ({total: need} if total != cell else dict.fromkeys(others, need))))
    needs = lil_array((len(lines), len(small)))
    for number, (_, room) in enumerate(lines):
        for cell, gives in room.items():
            needs[number, cell] = -gives
    ends = np.stack([small.astype(float), np.ones(len(small))], axis=1)
    limits = [-float(need) for need, _ in lines]
    found = linprog(np.ones(len(small)), A_ub=needs.tocsr(), b_ub=limits, bounds=ends, method="highs")
    return float(found.fun)
