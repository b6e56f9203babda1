"""Interviews that stand for different numbers of victims: the weights, and what they cost in precision."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Floats, counts


class NobodyInterviewed(ValueError):
    """Raised when a stratum of the frame has no interview, so that no weight can make up for it."""


def kish(sum_w: ArrayLike, sum_w2: ArrayLike) -> Floats:
    """Kish's effective n (1965), (Σw)² / Σw², from the two sums a cube keeps; 0 when there is nobody."""
    w, w2 = counts(sum_w), counts(sum_w2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(w2 > 0, w * w / w2, 0.0)[()]


def effective_n(weights: ArrayLike, axis: int = -1) -> Floats:
    """Kish's effective n of the weights themselves."""
    w = counts(weights)
    return kish(w.sum(axis=axis), (w * w).sum(axis=axis))


def design_effect(n: ArrayLike, sum_w: ArrayLike, sum_w2: ArrayLike) -> Floats:
    """How many weighted interviews do the work of one: n / effective n. NaN when there is nobody."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(counts(n) > 0, n / kish(sum_w, sum_w2), np.nan)[()]


def post_stratify(frame: Mapping[str, int], interviewed: Mapping[str, int]) -> dict[str, float]:
    """The weight of one interview in each stratum: people in the frame over people interviewed.

    A stratum with an empty frame needs no weight and gets none. Raises :class:`NobodyInterviewed` for a
    stratum that has people but no interview (join it to a neighbour first), and ``ValueError`` for interviews
    that the frame cannot hold.
    """
    for stratum, asked in interviewed.items():
        if asked > frame.get(stratum, 0):
            raise ValueError(
                f"{asked} interviews in “{stratum}”, where the frame has {frame.get(stratum, 0)} people."
            )
    missed = [stratum for stratum, people in frame.items() if people and not interviewed.get(stratum)]
    if missed:
        names = ", ".join(f"“{m}” ({frame[m]} people)" for m in missed)
        raise NobodyInterviewed(f"Nobody was interviewed in {names}. Join each to a similar stratum first.")
    return {stratum: people / interviewed[stratum] for stratum, people in frame.items() if people}
