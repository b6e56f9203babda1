"""Many comparisons at once: which of hundreds of places or series stand out by more than so many chances would give."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, gammainc, gammaincc

from bluelamp.analysis.arrays import Array, Floats, counts, floats, shares

FALSE_DISCOVERIES = 0.10
"""Of what is called a finding, at most this part is expected to be chance."""


class Discoveries(NamedTuple):
    """``raw`` p-values as given, ``adjusted`` ones, and whether each is a finding. NaN (nothing known) stays NaN."""

    raw: Array
    adjusted: Array
    found: NDArray[np.bool_]


def benjamini_hochberg(p_values: ArrayLike, *, rate: float = FALSE_DISCOVERIES) -> Discoveries:
    """Benjamini and Hochberg's step-up (1995): holds the expected part of false findings to ``rate``."""
    raw = shares(p_values)
    if not 0 < rate < 1:
        raise ValueError(
            f"The rate of false discoveries lies between 0 and 1, such as 0.1; {rate:g} does not."
        )
    flat = raw.ravel()
    order = np.argsort(flat)  # NaN last
    m = int((~np.isnan(flat)).sum())
    adjusted = np.full(flat.shape, np.nan)
    ranked = flat[order[:m]] * (m / np.arange(1, m + 1))
    adjusted[order[:m]] = np.minimum.accumulate(ranked[::-1])[::-1]
    np.minimum(adjusted, 1.0, out=adjusted)
    shaped = adjusted.reshape(raw.shape)
    return Discoveries(raw, shaped, np.asarray(shaped <= rate))


def binomial_mid_p(x: ArrayLike, n: ArrayLike, level: ArrayLike) -> Floats:
    """Two-sided mid-p of ``x`` of ``n`` when the true share is ``level``: twice the smaller tail, with half of ``x``.

    Weighted counts need not be whole: the tails run smoothly between.
    """
    k, asked, share = np.broadcast_arrays(counts(x), counts(n), shares(level))
    with np.errstate(invalid="ignore"):
        if np.any(k > asked * (1 + 1e-12)):
            raise ValueError("A part cannot be larger than its whole.")
    at_most, below = (_binomial_at_most(count, asked, share) for count in (k, k - 1))
    return np.where(asked > 0, _two_sided((at_most + below) / 2), np.nan)[()]


def poisson_mid_p(count: ArrayLike, expected: ArrayLike) -> Floats:
    """Two-sided mid-p of a ``count`` when ``expected`` was to be expected, which is certain itself."""
    k, mean = np.broadcast_arrays(counts(count), counts(expected))
    with np.errstate(invalid="ignore"):
        below = np.where(k > 0, gammaincc(np.maximum(k, 1e-300), mean), 0.0)
        at_most = gammaincc(k + 1, mean)
        # The upper tail comes from its own function, so that a small one keeps its digits.
        above = (gammainc(k + 1, mean) + np.where(k > 0, gammainc(np.maximum(k, 1e-300), mean), 1.0)) / 2
    lower = (at_most + below) / 2
    return np.where(np.isnan(k), np.nan, np.minimum(1.0, 2 * np.minimum(lower, above)))[()]


def two_counts_mid_p(
    count_1: ArrayLike, exposure_1: ArrayLike, count_2: ArrayLike, exposure_2: ArrayLike
) -> Floats:
    """Two-sided mid-p of two counts having come at one rate: binomial, given the two together."""
    k, m, e, f = np.broadcast_arrays(counts(count_1), counts(count_2), counts(exposure_1), counts(exposure_2))
    with np.errstate(invalid="ignore", divide="ignore"):
        part = e / (e + f)
    found = binomial_mid_p(k, k + m, np.where(np.isnan(part), 0.5, part))
    return np.where(np.isnan(part), np.nan, np.where(k + m == 0, 1.0, found))[()]


def _binomial_at_most(k: Array, n: Array, share: Array) -> Array:
    inside = np.clip(k, 0.0, np.maximum(n - 1e-9, 0.0))
    with np.errstate(invalid="ignore"):
        found = betainc(np.maximum(n - inside, 1e-300), inside + 1, 1 - share)
    return np.where(k >= n - 1e-9, 1.0, np.where(k < 0, 0.0, found))


def _two_sided(lower: Array) -> Array:
    return np.minimum(1.0, 2 * np.minimum(lower, 1 - lower))


def of_z(z: ArrayLike) -> Floats:
    """Two-sided p-value of a distance in standard deviations."""
    from scipy.special import ndtr

    return 2 * ndtr(-np.abs(floats(z)))
