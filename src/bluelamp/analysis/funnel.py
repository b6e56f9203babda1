"""Places beside each other in a funnel: who differs by more than their size explains, without a league table.

Limits are exact at 95% and 99.8%. Places that differ for reasons nobody recorded make every large one an outlier;
Spiegelhalter's additive model (2005) finds how much they differ beyond chance and widens the funnel by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, chdtrc, gammaincc, ndtri

from bluelamp.analysis import discovery
from bluelamp.analysis.arrays import Array, counts
from bluelamp.analysis.discovery import Discoveries

Kind = Literal["shares", "ratios", "ratios-of-counts"]
ALERT, ALARM = 0.95, 0.998
WINSORISED = 0.10
"""The part of z-scores at either end drawn in, so that a few true outliers do not widen the funnel for all."""
AtMost = Callable[[Array, Array], Array]


class Limits(NamedTuple):
    """The funnel at some sizes: within ``low_95`` to ``high_95`` is usual, beyond the outer two an alarm."""

    low_95: Array
    high_95: Array
    low_998: Array
    high_998: Array


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Places by size. ``size`` is n, the expected count, or both counts together; NaN values had nothing to count.

    ``z`` and ``phi`` (their mean square, winsorised) are on the transformed scale; ``tau2`` is the variance between
    places that chance does not explain, 0 when it explains all, and ``z_adjusted`` allows for it. ``mid_p`` holds the
    exact two-sided p-values, raw and adjusted for so many places. ``outside`` is ±1 beyond 95% and ±2 beyond 99.8%, by
    ``limits``, which are the overdispersed ones when ``is_widened``.
    """

    kind: Kind
    values: Array
    size: Array
    target: float
    limits: Limits
    exact: Limits
    z: Array
    phi: float
    tau2: float
    z_adjusted: Array
    mid_p: Discoveries
    outside: NDArray[np.int8]
    is_widened: bool

    def curve(self, sizes: ArrayLike) -> Limits:
        """The funnel's limits at other sizes, to draw it."""
        at = counts(sizes)
        return _widened(self.kind, self.target, at, self.tau2) if self.is_widened else _exact(
            self.kind, self.target, at
        )  # fmt: skip

    def exact_curve(self, sizes: ArrayLike) -> Limits:
        """The limits of chance alone at other sizes, also where the funnel was widened."""
        return _exact(self.kind, self.target, counts(sizes))

    @property
    def chance_of_spread(self) -> float:
        """How often chance alone would scatter so many places as much as these together (χ² of their winsorised z)."""
        known = int((~np.isnan(self.z)).sum())
        return float(chdtrc(known - 1, known * self.phi)) if known > 1 else 1.0


def shares(x: ArrayLike, n: ArrayLike, *, target: float | None = None, widen: bool = False) -> Funnel:
    """Shares ``x`` of ``n``, around the share of all together or a ``target``; ``widen`` for overdispersion."""
    part, whole = np.broadcast_arrays(counts(x), counts(n))
    if (part > whole * (1 + 1e-12)).any():
        raise ValueError("A part cannot be larger than its whole.")
    values = _over(part, whole)
    centre = _target(target, np.nansum(np.where(whole > 0, part, 0)), whole.sum(), highest=1.0)
    y, s = np.arcsin(np.sqrt(values)), 0.5 / np.sqrt(_known(whole))
    p = discovery.binomial_mid_p(part, whole, centre)
    return _funnel("shares", values, whole, centre, y, float(np.arcsin(np.sqrt(centre))), s, p, widen)


def ratios(observed: ArrayLike, expected: ArrayLike, *, target: float = 1.0, widen: bool = False) -> Funnel:
    """Standardised ratios, observed over expected. Square roots are compared, so that a nought stays usable."""
    seen, due = np.broadcast_arrays(counts(observed), counts(expected))
    y, s = np.sqrt(_over(seen, due)), 0.5 / np.sqrt(_known(due))
    p = np.where(due > 0, discovery.poisson_mid_p(seen, due * target), np.nan)
    values = _over(seen, due)
    return _funnel("ratios", values, due, _target(target, 1, 1), y, float(np.sqrt(target)), s, p, widen)


def ratios_of_counts(
    over: ArrayLike, under: ArrayLike, *, target: float | None = None, widen: bool = False
) -> Funnel:
    """Ratios of two counts, such as this year's over last year's, around the ratio of the sums or a ``target``."""
    a, b = np.broadcast_arrays(counts(over), counts(under))
    centre = _target(target, a.sum(), b.sum())
    y = np.log((a + 0.5) / (b + 0.5))
    s = np.sqrt(a / (a + 0.5) ** 2 + b / (b + 0.5) ** 2)
    y, s = (np.where(a + b > 0, found, np.nan) for found in (y, s))
    p = discovery.binomial_mid_p(a, a + b, centre / (1 + centre))
    return _funnel("ratios-of-counts", _over(a, b), a + b, centre, y, float(np.log(centre)), s, p, widen)


def _funnel(
    kind: Kind,
    values: Array,
    size: Array,
    target: float,
    y: Array,
    centre: float,
    s: Array,
    p: Array,
    widen: bool,
) -> Funnel:
    z = (y - centre) / s
    phi, tau2 = overdispersion(z, s)
    exact = _exact(kind, target, size)
    limits = _widened(kind, target, size, tau2) if widen else exact
    return Funnel(
        kind=kind,
        values=values,
        size=size,
        target=target,
        limits=limits,
        exact=exact,
        z=z,
        phi=phi,
        tau2=tau2,
        z_adjusted=(y - centre) / np.sqrt(s**2 + tau2),
        mid_p=discovery.benjamini_hochberg(p),
        outside=_outside(values, limits),
        is_widened=widen,
    )


def overdispersion(z: Array, s: Array) -> tuple[float, float]:
    """Spiegelhalter's φ and τ² from z-scores with standard errors ``s``; fewer than two places tell nothing."""
    known = ~np.isnan(z)
    if known.sum() < 2:
        return float("nan"), 0.0
    z, w = z[known], 1 / s[known] ** 2
    held = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    many, total = len(held), float(np.sum(held**2))
    if total < many - 1:
        return total / many, 0.0
    return total / many, float((total - (many - 1)) / (w.sum() - (w**2).sum() / w.sum()))


def _exact(kind: Kind, target: float, size: Array) -> Limits:
    found = []
    for chance in ((1 - ALERT) / 2, (1 + ALERT) / 2, (1 - ALARM) / 2, (1 + ALARM) / 2):
        if kind == "ratios":
            count = _quantile(
                chance, lambda k, m: np.where(k < 0, 0.0, gammaincc(np.maximum(k, 0) + 1, m)), size * target
            )
            found.append(_over(count, size))
            continue
        share = target if kind == "shares" else target / (1 + target)

        def at_most(k: Array, n: Array, share: float = share) -> Array:
            inside = np.clip(k, 0, np.maximum(n - 1, 0))
            chances = betainc(np.maximum(n - inside, 1e-9), inside + 1, 1 - share)
            return np.where(k < 0, 0.0, np.where(k >= n, 1.0, chances))

        count = np.clip(_quantile(chance, at_most, size), 0, size)
        found.append(_over(count, size) if kind == "shares" else _over(count, size - count))
    return Limits(*found)


def _quantile(chance: float, at_most: AtMost, size: Array) -> Array:
    """The count below which a part ``chance`` of all lie, between whole ones as in Spiegelhalter (2005)."""
    known = np.where(size > 0, size, 1.0)
    low = np.full(known.shape, -1.0)
    high = np.ceil(known + 12 * np.sqrt(known) + 40)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        enough = at_most(middle, known) >= chance
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    upper, lower = at_most(high, known), at_most(high - 1, known)
    with np.errstate(divide="ignore", invalid="ignore"):
        back = np.where(upper > lower, (upper - chance) / (upper - lower), 0.0)
    return np.where(size > 0, np.maximum(high - back, 0.0), np.nan)


def _widened(kind: Kind, target: float, size: Array, tau2: float) -> Limits:
    found = []
    for chance in ((1 - ALERT) / 2, (1 + ALERT) / 2, (1 - ALARM) / 2, (1 + ALARM) / 2):
        z = float(ndtri(chance))
        if kind == "ratios-of-counts":
            share = target / (1 + target)
            spread = np.sqrt(1 / (_known(size) * share) + 1 / (_known(size) * (1 - share)) + tau2)
            found.append(target * np.exp(z * spread))
            continue
        spread = np.sqrt(0.25 / _known(size) + tau2)
        if kind == "shares":
            angle = np.clip(np.arcsin(np.sqrt(target)) + z * spread, 0, np.pi / 2)
            found.append(np.sin(angle) ** 2)
        else:
            found.append(np.maximum(np.sqrt(target) + z * spread, 0) ** 2)
    return Limits(*found)


def _outside(values: Array, limits: Limits) -> NDArray[np.int8]:
    with np.errstate(invalid="ignore"):
        above = (values > limits.high_95).astype(np.int8) + (values > limits.high_998)
        below = (values < limits.low_95).astype(np.int8) + (values < limits.low_998)
    return np.asarray(above - below, dtype=np.int8)


def _target(target: float | None, over: float, under: float, highest: float = np.inf) -> float:
    found = float(over / under) if target is None and under > 0 else target
    if found is None or not 0 < found < highest:
        below = f" and below {highest:g}" if np.isfinite(highest) else ""
        raise ValueError(f"A funnel needs a target above 0{below} to stand around.")
    return float(found)


def _over(part: Array, whole: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((whole > 0) | (part > 0), part / whole, np.nan)


def _known(size: Array) -> Array:
    return np.where(size > 0, size, np.nan)
