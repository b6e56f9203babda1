"""What every statistic takes and gives: arrays of 64-bit floats, where a month without a value is NaN."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

# A scalar in gives a NumPy scalar out, which an array type also has to cover.
Floats = Any
Array = NDArray[np.float64]


def floats(values: ArrayLike | list[float | None]) -> Array:
    """``values`` as floats; ``None`` becomes NaN."""
    return np.asarray(values, dtype=np.float64)


def shares(values: ArrayLike | list[float | None]) -> Array:
    """``values`` as shares of 1. Raises ``ValueError`` when one cannot be a share, such as a percentage."""
    found = floats(values)
    outside = (found < -1e-9) | (found > 1 + 1e-9)
    if outside.any():
        wrong = found[outside].flat[0]
        raise ValueError(f"A share runs from 0 to 1 and {wrong:g} does not. Divide a percentage by 100.")
    return np.clip(found, 0.0, 1.0)


def counts(values: ArrayLike | list[float | None]) -> Array:
    """``values`` as amounts of zero or more, not always whole. Raises ``ValueError`` below zero."""
    found = floats(values)
    if (found < 0).any():
        raise ValueError(f"A count cannot be below zero, and {found[found < 0].flat[0]:g} is.")
    return found


def two_sided_z(confidence: float) -> float:
    """Standard errors either side of the estimate: 1.96 for a confidence of 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"Confidence lies between 0 and 1, such as 0.95; {confidence:g} does not.")
    return float(ndtri(0.5 + confidence / 2))
