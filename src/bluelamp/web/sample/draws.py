"""Chance that falls the same way on every machine: named streams of numbers from one seed.

NumPy promises the raw stream of a bit generator for ever, but not what its distributions make of it; so the
distributions here are made of plain arithmetic, which gives the same bits everywhere.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def uniform(seed: int, name: str, size: int) -> Floats:
    """``size`` numbers in [0, 1) from the stream of that name, whatever else is drawn beside it."""
    key = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    raw = np.random.PCG64(int.from_bytes(key)).random_raw(size)
    uniform: Floats = np.multiply(raw >> np.uint64(11), 2.0**-53, dtype=np.float64)
    return uniform


def normal(seed: int, name: str, size: int) -> Floats:
    """Nearly normal numbers, mean 0 and deviation 1: the sum of four uniform ones (so never beyond 3.5)."""
    total = uniform(seed, f"{name}/1", size)
    for part in ("2", "3", "4"):
        total = total + uniform(seed, f"{name}/{part}", size)
    return (total - 2.0) * 3.0**0.5


def shuffled(seed: int, name: str, size: int) -> NDArray[np.int64]:
    """The numbers 0 to ``size`` - 1 in an order that depends on the seed and the name alone."""
    return np.argsort(uniform(seed, name, size), kind="stable")
