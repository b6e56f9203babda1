"""Amounts rather than shares, such as days waited: means and quantiles with their doubt, from sums a cube keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from bluelamp.analysis.arrays import Array, Floats, counts, floats, two_sided_z
from bluelamp.analysis.intervals import wilson


class Amount(NamedTuple):
    """An estimate with its interval, each a scalar or an array; NaN where there is nobody."""

    value: Floats
    low: Floats
    high: Floats


def mean(
    n: ArrayLike,
    w: ArrayLike,
    ww: ArrayLike,
    wx: ArrayLike,
    wwx: ArrayLike,
    wwxx: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Amount:
    """The weighted mean Σwx / Σw with a t interval on n - 1 degrees; one alone has no interval.

    Its variance is the linearised one of a ratio, Σw²(x - mean)² / (Σw)² · n / (n - 1), which needs only the six
    sums; with equal weights it is s² / n.
    """
    two_sided_z(confidence)  # refuses a confidence that is not one
    n, w, ww = counts(n), counts(w), counts(ww)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.where(w > 0, floats(wx) / w, np.nan)
        spread = floats(wwxx) - 2 * middle * floats(wwx) + middle**2 * ww
        error = np.sqrt(np.maximum(spread, 0) / w**2 * np.where(n > 1, n / (n - 1), np.nan))
        half = stdtrit(np.maximum(n - 1, 1), 0.5 + confidence / 2) * error
    return Amount(middle[()], (middle - half)[()], (middle + half)[()])


def quantile(
    histogram: ArrayLike,
    edges: Sequence[float],
    q: float,
    effective_n: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Amount:
    """The quantile ``q`` read from a histogram, straight across each bin, with Woodruff's interval (1952).

    The last axis has the amount below the first edge, between each two, and from the last edge on; a quantile in an
    outer bin is told as the edge it lies beyond. The interval is where the Wilson interval of ``q`` falls.
    """
    amounts, bounds = counts(histogram), np.asarray(edges, dtype=np.float64)
    if amounts.shape[-1] != bounds.size + 1:
        raise ValueError(f"{bounds.size} edges make {bounds.size + 1} bins, not {amounts.shape[-1]}.")
    total = amounts.sum(axis=-1)
    reached = np.cumsum(amounts, axis=-1)
    around = wilson(np.full(total.shape, q), effective_n, confidence=confidence)
    found = [_read(reached, total, bounds, np.asarray(at)) for at in (np.full(total.shape, q), *around)]
    return Amount(*(each[()] for each in found))


def _read(reached: Array, total: Array, edges: Array, q: Array) -> Array:
    """Where the histogram reaches the part ``q`` of its total."""
    wanted = (q * total)[..., np.newaxis]
    b = np.argmax(reached >= wanted - 1e-9, axis=-1)[..., np.newaxis]
    before = np.where(b > 0, np.take_along_axis(reached, np.maximum(b - 1, 0), axis=-1), 0.0)
    inside = np.take_along_axis(reached, b, axis=-1) - before
    left = edges[np.clip(b - 1, 0, edges.size - 1)]
    right = edges[np.clip(b, 0, edges.size - 1)]
    with np.errstate(divide="ignore", invalid="ignore"):
        place = left + (right - left) * np.clip((wanted - before) / inside, 0, 1)
    outer = (b == 0) | (b == edges.size)
    place = np.where(outer, np.where(b == 0, edges[0], edges[-1]), place)[..., 0]
    found: Array = np.where((total > 0) & ~np.isnan(q), place, np.nan)
    return found
