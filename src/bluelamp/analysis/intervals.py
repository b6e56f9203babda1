"""How far a surveyed share may lie from the truth, and how many interviews a given precision takes.

Shares run from 0 to 1. ``n`` is the *effective* number of interviews (see ``weights.kish``); with equal
weights that is simply the number of interviews. Arrays broadcast. Nobody interviewed gives NaN.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, ndtri, stdtrit

from bluelamp.analysis.arrays import Floats, counts, shares, two_sided_z

FINITE_FROM = 0.05
"""The finite population correction applies once more than this part of the population was interviewed."""


class Interval(NamedTuple):
    """Lower and upper end, each a scalar or an array shaped like the shares given."""

    low: Floats
    high: Floats


def finite_n(n: ArrayLike, population: ArrayLike, interviewed: ArrayLike | None = None) -> Floats:
    """Effective n after the finite population correction: n (N - 1) / (N - interviewed).

    Unchanged while at most 5% of the population was interviewed; infinite (no doubt left) when everybody was.
    ``interviewed`` is the number of interviews behind an effective n, when the two differ.
    Raises ``ValueError`` when more people were interviewed than the population holds.
    """
    n, population = counts(n), counts(population)
    asked = n if interviewed is None else counts(interviewed)
    if np.any(asked > population):
        raise ValueError("More people were interviewed than the population holds.")
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected = n * (population - 1) / (population - asked)
    corrected = np.where((asked == population) & (asked > 0), np.inf, corrected)
    return np.where(asked > FINITE_FROM * population, corrected, n)[()]


def wilson(
    share: ArrayLike,
    n: ArrayLike,
    *,
    confidence: float = 0.95,
    population: ArrayLike | None = None,
    interviewed: ArrayLike | None = None,
) -> Interval:
    """Wilson's score interval (1927): the house interval for a share, sound from n = 1 and at 0% and 100%."""
    p, asked = shares(share), counts(n)
    if population is not None:
        asked = finite_n(asked, population, interviewed)
    z = two_sided_z(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        z2_n = z * z / asked
        middle = (p + z2_n / 2) / (1 + z2_n)
        half = np.sqrt(z2_n * p * (1 - p) + z2_n**2 / 4) / (1 + z2_n)
    nobody = np.isnan(p) | (asked == 0)
    low = np.where(nobody, np.nan, np.where(p == 0, 0.0, middle - half))
    high = np.where(nobody, np.nan, np.where(p == 1, 1.0, middle + half))
    return Interval(low[()], high[()])


def korn_graubard(
    share: ArrayLike,
    n: ArrayLike,
    *,
    interviewed: ArrayLike | None = None,
    degrees_of_freedom: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Korn and Graubard's interval (1998): Clopper-Pearson on the effective n of a weighted survey.

    An effective n above ``interviewed`` is cut back to it. With ``degrees_of_freedom`` (sampling units less
    strata) the effective n shrinks by the squared ratio of t on n - 1 to t on those degrees. It is wider than
    :func:`wilson`, as it means never to cover less than it says; use it where a figure will be contested.
    """
    p, n = shares(share), counts(n)
    asked = n if interviewed is None else counts(interviewed)
    n = np.minimum(n, asked)
    tail = (1 - confidence) / 2
    two_sided_z(confidence)  # refuses a confidence that is not one
    with np.errstate(divide="ignore", invalid="ignore"):
        if degrees_of_freedom is not None:
            simple, design = stdtrit(asked - 1, tail), stdtrit(counts(degrees_of_freedom), tail)
            n = n * np.where(asked > 1, (simple / design) ** 2, 1.0)
        x = p * n
        low = np.where(p == 0, 0.0, betaincinv(x, n - x + 1, tail))
        high = np.where(p == 1, 1.0, betaincinv(x + 1, n - x, 1 - tail))
    nobody = np.isnan(p) | (n == 0)
    return Interval(np.where(nobody, np.nan, low)[()], np.where(nobody, np.nan, high)[()])


def newcombe(
    share_1: ArrayLike, n_1: ArrayLike, share_2: ArrayLike, n_2: ArrayLike, *, confidence: float = 0.95
) -> Interval:
    """Interval for ``share_1 - share_2`` of two separate samples: Newcombe's method 10 (1998)."""
    p, q = shares(share_1), shares(share_2)
    first, second = wilson(p, n_1, confidence=confidence), wilson(q, n_2, confidence=confidence)
    low = p - q - np.hypot(p - first.low, second.high - q)
    high = p - q + np.hypot(first.high - p, q - second.low)
    return Interval(low, high)


def margin(share: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Floats:
    """The "plus or minus" of planning tables: z √(pq/n). Plan with it; report with :func:`wilson`."""
    p, n = shares(share), counts(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, two_sided_z(confidence) * np.sqrt(p * (1 - p) / n), np.nan)[()]


def n_for_margin(share: ArrayLike, margin: ArrayLike, *, confidence: float = 0.95) -> Floats:
    """Interviews that give a :func:`margin`, rounded up."""
    p = shares(share)
    # The nudge keeps an exact answer such as 400 from being rounded up to 401 by the last binary digit.
    return np.ceil(two_sided_z(confidence) ** 2 * p * (1 - p) / shares(margin) ** 2 - 1e-9)[()]


def n_to_detect(
    before: ArrayLike, after: ArrayLike, *, power: float = 0.8, confidence: float = 0.95
) -> Floats:
    """Interviews needed in *each* of two periods to find a change of this size, with the chance ``power``."""
    p, q = shares(before), shares(after)
    middle = (p + q) / 2
    spread = two_sided_z(confidence) * np.sqrt(2 * middle * (1 - middle))
    spread = spread + ndtri(power) * np.sqrt(p * (1 - p) + q * (1 - q))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.ceil((spread / (p - q)) ** 2 - 1e-9)[()]
