"""What is usual of a series: where its centre line lies and how far it strays from it, from a baseline.

Arrays are (series, points), gaps closed up and NaN last, so that ``base`` marks the points that set the limits.
What a fit gives knows its lines at any ``n`` and how far off a value lies, in standard deviations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, gammaincc, ndtr, ndtri

from bluelamp.analysis.arrays import Array

XMR_LIMIT = 2.66
"""Limits lie this many mean moving ranges from the mean: 3 / 1.128, as every XmR table prints it."""
D2 = 1.128
"""The mean moving range of a normal distribution, in its standard deviations; Laney divides by it as printed."""
SCREEN = 3.267
"""A moving range beyond this many mean moving ranges may be screened out, once."""
FEW = 5.0
"""Below this many expected events a normal approximation misleads, and limits are exact."""
OUTSIDE = float(ndtr(-3.0))
"""The chance beyond one limit of three standard deviations, which exact limits keep to."""
T_POWER = 1 / 3.6
"""Nelson's power (1994): times between events to it vary nearly as a normal distribution does."""

Mask = NDArray[np.bool_]


class Lines(NamedTuple):
    """Centre line and limits, (series, 1) where they do not move from point to point."""

    centre: Array
    lower: Array
    upper: Array


class Usual(Protocol):
    """What was found usual of each series of a block."""

    def lines(self, n: Array | None) -> Lines: ...
    def distances(self, y: Array, n: Array | None) -> Array: ...


class Fit(NamedTuple):
    """``screened_out`` counts moving ranges left out, ``dispersion`` is Laney's sigma-z (NaN elsewhere)."""

    usual: Usual
    screened_out: NDArray[np.intp]
    dispersion: Array


@dataclass(frozen=True, slots=True)
class Straight:
    """Three standard deviations either side; ``scale`` is the standard deviation at n = 1. Each (series, 1)."""

    centre: Array
    scale: Array

    def sigma(self, n: Array | None) -> Array:
        if n is None:
            return self.scale
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.scale / np.sqrt(n)
            return np.where(np.isinf(found), np.nan, found)

    def lines(self, n: Array | None) -> Lines:
        reach = 3 * self.sigma(n)
        return Lines(self.centre, self.centre - reach, self.centre + reach)

    def distances(self, y: Array, n: Array | None) -> Array:
        sigma = self.sigma(n)
        # A mean of equal values can miss them by the last binary digit, which must not make a run of them.
        near = 1e-9 * np.maximum(1.0, np.abs(self.centre))
        away = y - self.centre
        on_it = np.abs(away) <= near
        with np.errstate(divide="ignore", invalid="ignore"):
            z = np.asarray(np.divide(away, sigma, out=away))
        z[on_it & ~np.isnan(sigma)] = 0.0
        return z


@dataclass(frozen=True, slots=True)
class Powered:
    """Times between events: straight lines on their 3.6th root, bent back."""

    straight: Straight

    def lines(self, n: Array | None) -> Lines:
        return Lines(*(np.maximum(line, 0.0) ** (1 / T_POWER) for line in self.straight.lines(None)))

    def distances(self, y: Array, n: Array | None) -> Array:
        return self.straight.distances(np.asarray(y**T_POWER), None)


@dataclass(frozen=True, slots=True)
class Exact:
    """Whole counts by their own distribution: variance mean + ``extra`` mean², nothing rounded to normal.

    ``extra`` 0 is Poisson, 1 geometric, between or above negative binomial. The centre line is the median
    where counts are lopsided, so that a month of none among months of none is no run. Values are counts over n.
    """

    mean: Array
    extra: Array

    def lines(self, n: Array | None) -> Lines:
        mean, extra, per = self._at(n)
        centre = self._middle(mean, extra)
        with np.errstate(divide="ignore", invalid="ignore"):
            lower, upper = quantile(OUTSIDE, mean, extra), quantile(1 - OUTSIDE, mean, extra)
            return Lines(centre / per, lower / per, upper / per)

    def distances(self, y: Array, n: Array | None) -> Array:
        mean, extra, per = self._at(n)
        count = np.rint(y * per)
        centre = self._middle(mean, extra)
        above = -ndtri(at_least(count, mean, extra))
        below = ndtri(at_most(count, mean, extra))
        tiny = 1e-12  # on one side of the centre, though hardly
        z = np.where(count > centre, np.maximum(above, tiny), np.minimum(below, -tiny))
        # A series that never varies lies on its mean, even where the median is another count.
        on_it = (count == centre) | (np.abs(count - mean) <= 1e-9 * np.maximum(1.0, mean))
        return np.where(np.isnan(mean) | np.isnan(count), np.nan, np.where(on_it, 0.0, z))

    @staticmethod
    def _middle(mean: Array, extra: Array) -> Array:
        """The median where the distribution is lopsided, else the mean."""
        return np.where((mean < FEW) | (extra >= 1), quantile(0.5, mean, extra), mean)

    def _at(self, n: Array | None) -> tuple[Array, Array, Array]:
        per = np.ones(1) if n is None else np.where(n > 0, n, np.nan)
        mean = self.mean * per
        return mean, np.broadcast_to(self.extra, mean.shape), per


@dataclass(frozen=True, slots=True)
class Mixed:
    """Exact for the series with ``few`` events, straight for the others."""

    few: NDArray[np.intp]
    exact: Exact
    straight: Straight

    def lines(self, n: Array | None) -> Lines:
        shape = self.straight.centre.shape if n is None else n.shape
        found = [np.array(np.broadcast_to(line, shape)) for line in self.straight.lines(n)]
        for line, exact in zip(found, self.exact.lines(None if n is None else n[self.few]), strict=True):
            line[self.few] = exact
        return Lines(*found)

    def distances(self, y: Array, n: Array | None) -> Array:
        z = self.straight.distances(y, n)
        z[self.few] = self.exact.distances(y[self.few], None if n is None else n[self.few])
        return z


def one_of(usual: Usual, row: int) -> Usual:
    """What is usual of one series of a block."""
    at = [row]
    match usual:
        case Straight(centre, scale):
            return Straight(centre[at], scale[at])
        case Powered(straight):
            return Powered(Straight(straight.centre[at], straight.scale[at]))
        case Exact(mean, extra):
            return Exact(mean[at], extra[at])
        case Mixed(few, exact, straight):
            among = np.flatnonzero(few == row)
            return one_of(exact, int(among[0])) if len(among) else one_of(straight, row)
    return usual.one(row)  # type: ignore[attr-defined]  # a season knows its own rows


def individuals(y: Array, n: Array | None, base: Mask, screen: bool) -> Fit:
    """XmR, or with ``n`` the I-prime chart (Taylor 2018), whose limits narrow as n grows.

    I-prime scales each moving range by the two n behind it; with equal n the two charts agree to four digits.
    """
    pairs = base[..., 1:] & base[..., :-1]
    ranges = np.abs(np.diff(y, axis=-1))
    if n is None:
        centre, constant = _mean(y, base), XMR_LIMIT / 3
    else:
        centre, constant = _mean(y, base, n), np.sqrt(np.pi / 2)
        with np.errstate(divide="ignore", invalid="ignore"):
            ranges = ranges / np.sqrt(1 / n[..., 1:] + 1 / n[..., :-1])
    kept = pairs
    if screen:
        with np.errstate(invalid="ignore"):
            kept = pairs & (ranges <= SCREEN * _mean(ranges, pairs))
    out = pairs.sum(axis=-1) - kept.sum(axis=-1)
    return Fit(Straight(centre, constant * _mean(ranges, kept)), out, _none(y))


def proportions(y: Array, n: Array, base: Mask, laney: bool) -> Fit:
    """p chart: the pooled share of the baseline, varying as a binomial share would; Laney's p-prime if asked.

    One point alone would be its own average, so that it takes two to have limits.
    """
    centre = _pooled(y, base, n)
    return _spread(y, n, base, Straight(centre, np.sqrt(centre * (1 - centre))), laney)


def counts(y: Array, n: Array | None, base: Mask, laney: bool) -> Fit:
    """c chart, or with ``n`` the u chart of counts per unit of n; Laney's u-prime if asked.

    Series that expect fewer than five events a point have exact Poisson limits.
    """
    weights = 1.0 if n is None else n
    centre = _pooled(y, base, weights)
    fit = _spread(y, n, base, Straight(centre, np.sqrt(centre)), laney)
    expected = centre if n is None else centre * _mean(n, base)
    few = np.flatnonzero(expected[:, 0] < FEW)
    if laney or not len(few):
        return fit
    assert isinstance(fit.usual, Straight)
    return fit._replace(usual=Mixed(few, Exact(centre[few], np.zeros((len(few), 1))), fit.usual))


def times_between(y: Array, base: Mask, screen: bool) -> Fit:
    """t chart: days between rare events."""
    fit = individuals(np.asarray(y**T_POWER), None, base, screen)
    assert isinstance(fit.usual, Straight)
    return fit._replace(usual=Powered(fit.usual))


def cases_between(y: Array, base: Mask) -> Fit:
    """g chart: cases, or days, without an event between two that had one; geometric, with exact limits."""
    centre = _pooled(y, base, 1.0)
    return Fit(Exact(centre, np.ones(centre.shape)), np.zeros(len(y), dtype=np.intp), _none(y))


def at_most(count: Array, mean: Array, extra: Array) -> Array:
    """P(X ≤ count)."""
    k = np.maximum(count, -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = 1 / extra
        found = np.where(extra > 0, betainc(size, k + 1, size / (size + mean)), gammaincc(k + 1, mean))
    return np.where(k < 0, 0.0, np.where(mean == 0, 1.0, found))


def at_least(count: Array, mean: Array, extra: Array) -> Array:
    """P(X ≥ count), from its own tail so that small chances keep their digits."""
    k = np.maximum(count, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = 1 / extra
        found = np.where(extra > 0, betainc(k, size, mean / (size + mean)), gammainc(k, mean))
    return np.where(k == 0, 1.0, np.where(mean == 0, 0.0, found))


def quantile(chance: float, mean: Array, extra: Array) -> Array:
    """The smallest count that no more than 1 - ``chance`` of all counts exceed."""
    low = np.full(mean.shape, -1.0)
    high = np.ceil(mean + 12 * np.sqrt(mean + extra * mean**2) + 40 * (1 + extra * mean))
    high = np.nan_to_num(high)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        enough = (
            at_least(middle + 1, mean, extra) <= 1 - chance
            if chance > 0.5
            else at_most(middle, mean, extra) >= chance
        )
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(np.isnan(mean), np.nan, high)


def _spread(y: Array, n: Array | None, base: Mask, pure: Straight, laney: bool) -> Fit:
    nothing = np.zeros(len(y), dtype=np.intp)
    if not laney:
        return Fit(pure, nothing, _none(y))
    z = pure.distances(y, n)
    pairs = base[..., 1:] & base[..., :-1]
    with np.errstate(
        invalid="ignore"
    ):  # without variation one point off the centre is infinitely far from it
        dispersion = _mean(np.abs(np.diff(z, axis=-1)), pairs) / D2
    return Fit(Straight(pure.centre, pure.scale * dispersion), nothing, dispersion[:, 0])


def _none(y: Array) -> Array:
    return np.full(len(y), np.nan)


def _pooled(y: Array, base: Mask, weights: Array | float) -> Array:
    return np.where(base.sum(axis=-1, keepdims=True) > 1, _mean(y, base, weights), np.nan)


def _mean(values: Array, kept: Mask, weights: Array | float = 1.0) -> Array:
    """The weighted mean of what is ``kept`` in each series; NaN where nothing is."""
    if isinstance(weights, float) and values.shape[-1] and kept.all():
        return values.mean(axis=-1, keepdims=True)
    weighed = np.where(kept, weights, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where(kept, values * weighed, 0.0).sum(axis=-1, keepdims=True)
        return np.asarray(total / weighed.sum(axis=-1, keepdims=True))
