"""Small areas borrow strength from all: a figure is drawn towards the others' as far as its size leaves doubt.

The others' spread is fitted by maximum likelihood: a beta distribution of true shares, or a gamma one of true rates.
However alike areas look, what all of them say of one of them never weighs more than they do together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import betainc, betaincinv, betaln, expit, gammainc, gammaincinv, gammaln, logit

from bluelamp.analysis.arrays import Array, Floats, counts, two_sided_z


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """``mean``, ``low`` and ``high`` by area after pooling; ``own`` is what each showed by itself (NaN: nothing).

    ``prior`` are the two parameters of the spread between areas (beta: a, b; gamma: shape, exposure); ``after`` those
    of each area.
    """

    own: Array
    mean: Array
    low: Array
    high: Array
    prior: tuple[float, float]
    after: tuple[Array, Array]
    is_share: bool

    def chance_below(self, level: ArrayLike) -> Floats:
        """The probability that each area's true share or rate lies below ``level``."""
        first, second = self.after
        level = counts(level)
        return (
            betainc(first, second, np.clip(level, 0, 1)) if self.is_share else gammainc(first, second * level)
        )


def beta_binomial(x: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Pooled:
    """Shares ``x`` of ``n`` by area."""
    part, whole = np.broadcast_arrays(counts(x), counts(n))
    if (part > whole * (1 + 1e-12)).any():
        raise ValueError("A part cannot be larger than its whole.")
    _refuse_nothing(whole)
    share = float(np.clip(part.sum() / whole.sum(), 1e-6, 1 - 1e-6))

    def unlikely(at: Array) -> float:
        a, b = expit(at[0]) * np.exp(at[1]), expit(-at[0]) * np.exp(at[1])
        return -float((betaln(a + part, b + whole - part) - betaln(a, b)).sum())

    middle, precision = _fit(unlikely, float(logit(share)), most=float(whole.sum()))
    a, b = float(expit(middle) * np.exp(precision)), float(expit(-middle) * np.exp(precision))
    after = (a + part, b + whole - part)
    tail = _tail(confidence)
    return Pooled(
        own=_own(part, whole),
        mean=after[0] / (after[0] + after[1]),
        low=betaincinv(*after, tail),
        high=betaincinv(*after, 1 - tail),
        prior=(a, b),
        after=after,
        is_share=True,
    )


def gamma_poisson(count: ArrayLike, exposure: ArrayLike = 1.0, *, confidence: float = 0.95) -> Pooled:
    """Rates of events per unit of ``exposure`` by area."""
    seen, exposed = np.broadcast_arrays(counts(count), counts(exposure))
    _refuse_nothing(exposed)
    if (seen[exposed == 0] > 0).any():
        raise ValueError("Events cannot be counted where nobody was exposed to them.")
    rate = max(float(seen.sum() / exposed.sum()), 1e-9)

    def unlikely(at: Array) -> float:
        mean, shape = np.exp(at[0]), np.exp(at[1])
        odds = shape / mean
        return -float(
            (gammaln(seen + shape) - gammaln(shape) + shape * np.log(odds / (odds + exposed))
             - seen * np.log(odds + exposed)).sum()
        )  # fmt: skip

    middle, precision = _fit(unlikely, float(np.log(rate)), most=float(seen.sum()))
    shape, per = float(np.exp(precision)), float(np.exp(precision - middle))
    after = (shape + seen, per + exposed)
    tail = _tail(confidence)
    return Pooled(
        own=_own(seen, exposed),
        mean=after[0] / after[1],
        low=gammaincinv(after[0], tail) / after[1],
        high=gammaincinv(after[0], 1 - tail) / after[1],
        prior=(shape, per),
        after=after,
        is_share=False,
    )


def shares_apart(
    prior: tuple[float, float], n: float, level: float, *, confidence: float = 0.95
) -> tuple[float | None, float | None]:
    """The highest share of ``n`` whose pooled interval lies below ``level``, and the lowest whose lies above it.

    None where no share of so few would.
    """
    whole, tail = max(int(n), 0), _tail(confidence)
    x = np.arange(whole + 1)
    after = (prior[0] + x, prior[1] + whole - x)
    below = np.flatnonzero(betaincinv(*after, 1 - tail) < level)
    above = np.flatnonzero(betaincinv(*after, tail) > level)
    return (
        float(below[-1] / whole) if whole and len(below) else None,
        float(above[0] / whole) if whole and len(above) else None,
    )


def _fit(unlikely: Callable[[Array], float], middle: float, *, most: float) -> tuple[float, float]:
    """The middle of the spread and the logarithm of its precision, from a few starts so that no flat slope traps it.

    ``most`` is the number of people or events there are: more precision would be more sure of the middle than they are.
    """
    bounds = [(middle - 6, middle + 6), (-3.0, max(np.log(max(most, 1.0)), -2.0))]
    found = [
        minimize(unlikely, np.array([middle, start]), method="L-BFGS-B", bounds=bounds)
        for start in (1.0, 4.0, 8.0)
    ]
    best = min(found, key=lambda one: float(one.fun))
    return float(best.x[0]), float(best.x[1])


def _own(part: Array, whole: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _refuse_nothing(size: Array) -> None:
    if (size > 0).sum() < 2:
        raise ValueError("Pooling needs at least two areas with anything in them.")


def _tail(confidence: float) -> float:
    two_sided_z(confidence)  # refuses a confidence that is not one
    return (1 - confidence) / 2
