"""Ranks with their doubt: how likely each place is truly among the lowest, not the place it happened to take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bluelamp.analysis.arrays import Array, counts, shares, two_sided_z

DRAWS = 20_000


class Ranks(NamedTuple):
    """Each place's rank, 1 the lowest: its interval, and the chance that it is truly among the ``lowest`` few."""

    low: NDArray[np.intp]
    median: NDArray[np.intp]
    high: NDArray[np.intp]
    chance_lowest: Array


def chance_among_lowest(
    share: ArrayLike, n: ArrayLike, lowest: int, *, draws: int = DRAWS, seed: int = 1
) -> Array:
    """The probability that each place is truly one of the ``lowest`` few.

    Every true share is drawn from Beta(np + 1, n(1 - p) + 1), what the survey leaves possible when nothing was
    known before; the answer counts the draws in which the place is among the lowest. They add up to ``lowest``. A place
    where nobody was asked could be anywhere. The same ``seed`` gives the same answer.
    """
    return of_shares(share, n, lowest, draws=draws, seed=seed).chance_lowest


def of_shares(
    share: ArrayLike,
    n: ArrayLike,
    lowest: int,
    *,
    prior: tuple[float, float] = (1.0, 1.0),
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Ranks:
    """Ranks of shares. ``prior`` is a beta distribution known beforehand, such as ``pooling`` gives."""
    p, asked = np.broadcast_arrays(shares(share), np.nan_to_num(counts(n)))
    _refuse(p, lowest)
    yes = np.where(asked > 0, asked * np.nan_to_num(p), 0.0)
    drawn = np.random.default_rng(seed).beta(yes + prior[0], asked - yes + prior[1], (draws, p.size))
    return _ranks(drawn, lowest, confidence)


def of_rates(
    count: ArrayLike,
    exposure: ArrayLike,
    lowest: int,
    *,
    prior: tuple[float, float] = (0.5, 0.0),
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Ranks:
    """Ranks of rates. ``prior`` is a gamma distribution: its shape, and the exposure it is worth."""
    seen, exposed = np.broadcast_arrays(counts(count), counts(exposure))
    _refuse(seen, lowest)
    if (exposed + prior[1] <= 0).any():
        raise ValueError("A place without any exposure has no rate; leave it out.")
    drawn = np.random.default_rng(seed).gamma(seen + prior[0], 1 / (exposed + prior[1]), (draws, seen.size))
    return _ranks(drawn, lowest, confidence)


def _ranks(drawn: Array, lowest: int, confidence: float) -> Ranks:
    two_sided_z(confidence)  # refuses a confidence that is not one
    places = drawn.argsort(axis=1).argsort(axis=1)
    ends = [(1 - confidence) / 2, 0.5, (1 + confidence) / 2]
    low, median, high = np.quantile(places, ends, axis=0, method="inverted_cdf").astype(np.intp) + 1
    return Ranks(low, median, high, np.asarray((places < lowest).mean(axis=0)))


def _refuse(values: Array, lowest: int) -> None:
    if values.ndim != 1 or not 0 < lowest <= values.size:
        raise ValueError(f"Give the shares of at least {lowest} places.")
