"""What exact tests on whole counts share."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from bluelamp.analysis.arrays import Array, Floats


def log_choose(n: int, k: Floats) -> Array:
    """The logarithm of the number of ways to choose ``k`` of ``n``."""
    chosen: Array = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return chosen


def as_unlikely(log_chances: Array, seen: int) -> float:
    """The chance of any outcome no likelier than the one ``seen``: the two-sided p-value of an exact test."""
    # Outcomes that are equally likely on paper differ in the last digits here, hence the tolerance.
    return min(1.0, float(np.exp(log_chances[log_chances <= log_chances[seen] + 1e-7]).sum()))
