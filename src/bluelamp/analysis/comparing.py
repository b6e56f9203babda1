"""Whether shares differ by more than chance: nothing is called a rise or a fall unless a test says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr

from bluelamp.analysis.arrays import Floats, counts, shares
from bluelamp.analysis.exact import as_unlikely, log_choose
from bluelamp.analysis.intervals import newcombe, wilson


class Comparison(NamedTuple):
    """``difference`` with its interval, z and the two-sided p-value; all NaN where nobody was asked."""

    difference: Floats
    low: Floats
    high: Floats
    z: Floats
    p_value: Floats


Interval = tuple[float, float, float]
"""An estimate and the two ends of its interval."""


class ChiSquare(NamedTuple):
    """Pearson's statistic. A ``smallest_expected`` below 5 is the customary sign that it is too rough."""

    statistic: float
    degrees_of_freedom: int
    p_value: float
    smallest_expected: float


def two_shares(
    share_1: ArrayLike, n_1: ArrayLike, share_2: ArrayLike, n_2: ArrayLike, *, confidence: float = 0.95
) -> Comparison:
    """``share_1 - share_2`` of two separate samples: pooled z on the effective n, Newcombe interval."""
    p, q, m, n = shares(share_1), shares(share_2), counts(n_1), counts(n_2)
    interval = newcombe(p, m, q, n, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (m * p + n * q) / (m + n)
        error = np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
    return _compared(p - q, error, interval.low, interval.high)


class Contrast(NamedTuple):
    """A sum and difference of several estimates, with its interval; NaN where one of them is."""

    value: float
    low: float
    high: float


def contrast(added: Sequence[Interval], taken: Sequence[Interval]) -> Contrast:
    """What the ``added`` come to less the ``taken``, from the interval of each: square and add.

    Each is (value, low, high) of a sample of its own, by whatever method suits it; for two shares with Wilson's it is
    Newcombe's method 10. Zou and Donner, Statistics in Medicine 27 (2008), 1693.
    """
    plus, minus = np.array(added, dtype=float).T, np.array(taken, dtype=float).T
    value = plus[0].sum() - minus[0].sum()
    below = np.hypot.reduce([*(plus[0] - plus[1]), *(minus[2] - minus[0])])
    above = np.hypot.reduce([*(plus[2] - plus[0]), *(minus[0] - minus[1])])
    return Contrast(float(value), float(value - below), float(value + above))


def against_level(
    share: ArrayLike, n: ArrayLike, level: ArrayLike, *, confidence: float = 0.95
) -> Comparison:
    """``share - level`` against a level that is itself certain, such as a milestone."""
    p, fixed, n = shares(share), shares(level), counts(n)
    interval = wilson(p, n, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(fixed * (1 - fixed) / n)
    return _compared(p - fixed, error, interval.low - fixed, interval.high - fixed)


def fisher(x_1: int, n_1: int, x_2: int, n_2: int) -> float:
    """Fisher's exact two-sided p-value for ``x_1`` of ``n_1`` against ``x_2`` of ``n_2``, whole counts."""
    if not (0 <= x_1 <= n_1 and 0 <= x_2 <= n_2):
        raise ValueError("A part cannot be larger than its whole, nor below zero.")
    total = x_1 + x_2
    k = np.arange(max(0, total - n_2), min(n_1, total) + 1)
    chances = log_choose(n_1, k) + log_choose(n_2, total - k) - log_choose(n_1 + n_2, total)
    return as_unlikely(chances, x_1 - int(k[0]))


def chi_square(table: ArrayLike) -> ChiSquare:
    """Whether rows and columns of a table of counts are independent (no continuity correction).

    Raises ``ValueError`` when a row or column is empty, as it then compares nothing.
    """
    seen = counts(table)
    if seen.ndim != 2 or min(seen.shape) < 2:
        raise ValueError("A chi-square test needs a table of at least two rows and two columns.")
    rows, columns = seen.sum(axis=1, keepdims=True), seen.sum(axis=0, keepdims=True)
    if not (rows.all() and columns.all()):
        raise ValueError("A row or column of the table is empty; leave it out.")
    expected = rows * columns / seen.sum()
    statistic = float(((seen - expected) ** 2 / expected).sum())
    freedom = (seen.shape[0] - 1) * (seen.shape[1] - 1)
    return ChiSquare(statistic, freedom, float(chdtrc(freedom, statistic)), float(expected.min()))


def _compared(difference: Floats, error: Floats, low: Floats, high: Floats) -> Comparison:
    with np.errstate(divide="ignore", invalid="ignore"):
        # Equal shares of 0% or 100% leave no error to divide by, and no difference to explain either.
        z = np.where(difference == 0, np.where(np.isnan(error), np.nan, 0.0), difference / error)
    difference, z = (np.where(np.isnan(low), np.nan, found) for found in (difference, z))
    return Comparison(difference[()], low, high, z[()], 2 * ndtr(-np.abs(z))[()])
