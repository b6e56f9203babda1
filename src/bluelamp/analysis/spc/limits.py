"""Where the centre line lies and how wide usual variation is, from the points of the baseline.

Arrays are (series, points), gaps closed up and NaN last; ``base`` marks the points that set the limits.
``Centred.scale`` is the standard deviation of a point with n = 1 (or of any point, on a plain XmR chart).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis.arrays import Array

XMR_LIMIT = 2.66
"""Limits lie this many mean moving ranges from the mean: 3 / 1.128, as every XmR table prints it."""
SCREEN = 3.267
"""A moving range beyond this many mean moving ranges may be screened out, once."""


class Centred(NamedTuple):
    """By series, each (series, 1): centre line, standard deviation, number of moving ranges left out."""

    centre: Array
    scale: Array
    screened_out: NDArray[np.intp]


def individuals(y: Array, n: Array | None, base: NDArray[np.bool_], screen: bool) -> Centred:
    """XmR, or with ``n`` the I-prime chart (Taylor 2018), whose limits narrow as n grows.

    I-prime scales each moving range by the two n behind it; with equal n the two charts agree to four digits.
    """
    pairs = base[..., 1:] & base[..., :-1]
    ranges = np.abs(np.diff(y, axis=-1))
    if n is None:
        centre, constant = _mean(y, base), XMR_LIMIT / 3
    else:
        centre, constant = _mean(y, base, n), np.sqrt(np.pi / 2)
        with np.errstate(divide="ignore", invalid="ignore"):
            ranges = ranges / np.sqrt(1 / n[..., 1:] + 1 / n[..., :-1])
    kept = pairs
    if screen:
        with np.errstate(invalid="ignore"):
            kept = pairs & (ranges <= SCREEN * _mean(ranges, pairs))
    out = pairs.sum(axis=-1, keepdims=True) - kept.sum(axis=-1, keepdims=True)
    return Centred(centre, constant * _mean(ranges, kept), out)


def proportions(y: Array, n: Array, base: NDArray[np.bool_]) -> Centred:
    """p chart: the pooled share of the baseline, varying as a binomial share would.

    One point alone would be its own average, so that it takes two to have limits.
    """
    centre = np.where(base.sum(axis=-1, keepdims=True) > 1, _mean(y, base, n), np.nan)
    return Centred(centre, np.sqrt(centre * (1 - centre)), np.zeros(centre.shape, dtype=np.intp))


def _mean(values: Array, kept: NDArray[np.bool_], weights: Array | float = 1.0) -> Array:
    """The weighted mean of what is ``kept`` in each series; NaN where nothing is."""
    weighed = np.where(kept, weights, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where(kept, values * weighed, 0.0).sum(axis=-1, keepdims=True)
        return np.asarray(total / weighed.sum(axis=-1, keepdims=True))
