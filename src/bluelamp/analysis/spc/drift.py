"""EWMA and CUSUM: slow drifts that no single month shows, from distances in standard deviations.

Each takes (series, points) with gaps closed up and NaN last, and gives the line it draws, in standard deviations,
with the distance from its centre scaled so that beyond 3 is a signal. Neighbouring values of a line share their
past, and so run rules are not applied to it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bluelamp.analysis.arrays import Array

WEIGHT, WIDTH = 0.2, 2.86
"""EWMA: the weight of the newest point, and limits in its own standard deviations (Lucas and Saccucci 1990)."""
SLACK, DECISION = 0.5, 5.0
"""CUSUM: half the shift to be found, and the sum at which it is, in standard deviations (Page 1954)."""


class Drift(NamedTuple):
    """``line`` and its ``limit`` either side of nought, in standard deviations of a point."""

    line: Array
    limit: Array

    @property
    def distances(self) -> Array:
        """So scaled that the limit lies at 3."""
        return self.line * 3 / self.limit


def ewma(z: Array, *, weight: float = WEIGHT, width: float = WIDTH) -> Drift:
    """The exponentially weighted mean of ``z``, with the exact limits of its first points (Roberts 1959)."""
    line = np.empty_like(z)
    last: Array = np.zeros(z.shape[:-1])
    for i in range(z.shape[-1]):
        last = weight * z[..., i] + (1 - weight) * last
        line[..., i] = last
    age = np.arange(1, z.shape[-1] + 1)
    spread = np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * age)))
    return Drift(line, np.broadcast_to(width * spread, z.shape))


def cusum(z: Array, *, slack: float = SLACK, decision: float = DECISION) -> Drift:
    """The tabular CUSUM: whichever of the upper and (as a negative) the lower sum is further from nought."""
    line = np.empty_like(z)
    high: Array = np.zeros(z.shape[:-1])
    low: Array = high
    for i in range(z.shape[-1]):
        high = np.maximum(0.0, high + z[..., i] - slack)
        low = np.maximum(0.0, low - z[..., i] - slack)
        line[..., i] = np.where(high >= low, high, -low)
    return Drift(line, np.full(z.shape, decision))
