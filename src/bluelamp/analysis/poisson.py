"""Counts of events: exact doubt about a count, a rate, or the ratio of two."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, chdtri, xlog1py, xlogy

from bluelamp.analysis.arrays import counts, two_sided_z
from bluelamp.analysis.exact import as_unlikely, log_choose
from bluelamp.analysis.intervals import Interval


class Ratio(NamedTuple):
    """One rate over another, its exact interval, and the two-sided p-value of the two being equal."""

    ratio: float
    low: float
    high: float
    p_value: float


def interval(count: ArrayLike, *, exposure: ArrayLike = 1.0, confidence: float = 0.95) -> Interval:
    """Garwood's exact interval (1936) for a count, or for a rate per unit of ``exposure`` (people, years)."""
    k, exposed = counts(count), counts(exposure)
    two_sided_z(confidence)  # refuses a confidence that is not one
    tail = (1 - confidence) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(k == 0, 0.0, chdtri(2 * k, 1 - tail) / 2) / exposed
        high = chdtri(2 * k + 2, tail) / 2 / exposed
    return Interval(np.where(exposed > 0, low, np.nan)[()], np.where(exposed > 0, high, np.nan)[()])


def weighted_interval(
    total: ArrayLike, squares: ArrayLike, largest: float, *, confidence: float = 0.95
) -> Interval:
    """Fay and Feuer's interval (1997) for a sum of counts that weigh differently, such as days of harm.

    ``total`` is Σ weight, ``squares`` Σ weight² over the events, ``largest`` the greatest weight there is. With equal
    weights it is Garwood's.
    """
    y, v = counts(total), counts(squares)
    two_sided_z(confidence)
    tail = (1 - confidence) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(y > 0, v / (2 * y) * chdtri(2 * y * y / v, 1 - tail), 0.0)
        y_more, v_more = y + largest, v + largest**2
        high = v_more / (2 * y_more) * chdtri(2 * y_more * y_more / v_more, tail)
    return Interval(low[()], high[()])


def ratio(
    count_1: int, count_2: int, *, exposure_1: float = 1.0, exposure_2: float = 1.0, confidence: float = 0.95
) -> Ratio:
    """The rate of the first over the rate of the second (exact, binomial given the two together).

    Counts of two periods compare only if both had the same exposure: give the exposures when they did not.
    With no event at all the ratio is NaN; with none in the second it is infinite, and so is its upper end.
    """
    if min(count_1, count_2) < 0 or min(exposure_1, exposure_2) <= 0:
        raise ValueError("Counts cannot be below zero, and exposures must be above it.")
    two_sided_z(confidence)
    both, scale, tail = count_1 + count_2, exposure_2 / exposure_1, (1 - confidence) / 2
    if not both:
        return Ratio(np.nan, 0.0, np.inf, 1.0)
    low = float(betaincinv(count_1, count_2 + 1, tail)) if count_1 else 0.0
    high = float(betaincinv(count_1 + 1, count_2, 1 - tail)) if count_2 else 1.0
    fair, k = exposure_1 / (exposure_1 + exposure_2), np.arange(both + 1)
    chances = log_choose(both, k) + xlogy(k, fair) + xlog1py(both - k, -fair)
    return Ratio(
        ratio=scale * count_1 / count_2 if count_2 else np.inf,
        low=scale * low / (1 - low) if low < 1 else np.inf,
        high=scale * high / (1 - high) if high < 1 else np.inf,
        p_value=as_unlikely(chances, count_1),
    )
