"""Counts that have a season: each month against the same month of other years, not against the month before.

A month's expected count is the mean of its namesakes in the baseline, which is what a Poisson or negative
binomial model with a factor for each month gives. How much more than Poisson the months vary comes from Pearson's
statistic over its degrees of freedom, and months after the baseline are allowed the doubt in the factors themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis.arrays import Array
from bluelamp.analysis.spc.limits import Exact, Fit, Lines, Mask

BASELINE = 36
"""Months that set the factors unless told otherwise; two years are the least."""


@dataclass(frozen=True, slots=True)
class Seasonal:
    """``means`` are (series, 12) expected counts from January; ``extra`` (series, 1) is the dispersion.

    ``years`` is how often each month was seen in the baseline; ``month`` and ``base`` are those of the points.
    """

    means: Array
    extra: Array
    years: NDArray[np.intp]
    month: NDArray[np.intp]
    base: Mask

    def lines(self, n: Array | None) -> Lines:
        return self._expected().lines(None)

    def distances(self, y: Array, n: Array | None) -> Array:
        return self._expected().distances(y, None)

    def one(self, row: int) -> Seasonal:
        """What is usual of one series."""
        at = [row]
        return Seasonal(self.means[at], self.extra[at], self.years[at], self.month, self.base[at])

    def at(self, month: int) -> Exact:
        """What is usual of a month (1 to 12) still to come."""
        mean, years = self.means[:, [month - 1]], self.years[:, [month - 1]]
        return Exact(mean, self._with_doubt(mean, years))

    def _expected(self) -> Exact:
        mean, years = self.means[:, self.month - 1], self.years[:, self.month - 1]
        extra = np.where(self.base, self.extra, self._with_doubt(mean, years))
        return Exact(mean, extra)

    def _with_doubt(self, mean: Array, years: NDArray[np.intp]) -> Array:
        with np.errstate(divide="ignore"):
            return np.where(mean > 0, self.extra + (1 / mean + self.extra) / years, 0.0)


def fit(y: Array, month: NDArray[np.intp], base: Mask) -> Fit:
    """Factors and dispersion from the points in ``base``. Raises ``ValueError`` without two of each month."""
    here = month == np.arange(1, 13)[:, np.newaxis]  # (12, points)
    years = base.astype(np.intp) @ here.T
    if (years < 2).any():
        raise ValueError(
            "A seasonal chart needs every month of the year at least twice in its baseline: give it two years or more, "
            "or choose a c or XmR chart."
        )
    means = np.where(base, y, 0.0) @ here.T / years
    extra = _dispersion(np.where(base, y, np.nan), means[:, month - 1], base.sum(axis=-1, keepdims=True) - 12)
    usual = Seasonal(means, extra, years, month, base)
    return Fit(usual, np.zeros(len(y), dtype=np.intp), np.full(len(y), np.nan))


def _dispersion(y: Array, mean: Array, freedom: Array) -> Array:
    """The ``extra`` at which Pearson's statistic equals its degrees of freedom; 0 when Poisson already explains all."""

    def pearson(extra: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.nansum((y - mean) ** 2 / (mean + extra * mean**2), axis=-1, keepdims=True)

    low = np.zeros((len(y), 1))
    high = np.full((len(y), 1), 1e3)
    for _ in range(60):
        middle = (low + high) / 2
        too_small = pearson(middle) > freedom
        low, high = np.where(too_small, middle, low), np.where(too_small, high, middle)
    return np.where(pearson(np.zeros((len(y), 1))) <= freedom, 0.0, high)
