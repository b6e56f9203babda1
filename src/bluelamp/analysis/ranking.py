"""Ranks with their doubt: how likely each place is truly among the lowest, not the place it happened to take."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Array, counts, shares


def chance_among_lowest(
    share: ArrayLike, n: ArrayLike, lowest: int, *, draws: int = 20_000, seed: int = 1
) -> Array:
    """The probability that each place is truly one of the ``lowest`` few.

    Every true share is drawn from Beta(np + 1, n(1 - p) + 1), what the survey leaves possible when nothing was
    known before; the answer counts the draws in which the place is among the lowest. They add up to ``lowest``. A place
    where nobody was asked could be anywhere. The same ``seed`` gives the same answer.
    """
    p, asked = np.broadcast_arrays(shares(share), np.nan_to_num(counts(n)))
    if p.ndim != 1 or not 0 < lowest <= p.size:
        raise ValueError(f"Give the shares of at least {lowest} places.")
    yes = np.where(asked > 0, asked * np.nan_to_num(p), 0.0)
    drawn = np.random.default_rng(seed).beta(yes + 1, asked - yes + 1, (draws, p.size))
    places = drawn.argsort(axis=1).argsort(axis=1)
    found: Array = (places < lowest).mean(axis=0)
    return found
