"""From the sums of the cube to what a figure says: value, interval, and by which method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis import amounts, intervals, poisson, weights
from bluelamp.kernel.figures.measures import Measure

Floats = NDArray[np.float64]
Sums = Mapping[str, Floats]


class Estimates(NamedTuple):
    """Arrays of one shape. NaN where there is nothing to say; ``method`` is empty where there is no interval."""

    value: Floats
    numerator: Floats
    denominator: Floats
    n: Floats
    effective_n: Floats
    low: Floats
    high: Floats
    method: NDArray[np.str_]


def estimate(
    measure: Measure,
    sums: Sums,
    *,
    over: Sums | None = None,
    residents: Floats | None = None,
    histogram: Floats | None = None,
) -> Estimates:
    """What the sums of ``measure`` give, by the method its kind asks for.

    ``over`` are the sums a ratio divides by, ``residents`` the people a rate does (broadcast), ``histogram`` what a
    quantile is read from (bins last).
    """
    if measure.kind == "share":
        return _share(sums)
    if measure.kind == "mean":
        return _mean(sums)
    if measure.kind == "quantile" and histogram is not None:
        return _quantile(measure, sums, histogram)
    if measure.kind == "ratio" and over is not None:
        return _ratio(sums, over)
    if measure.kind == "rate" and residents is not None:
        return _count(sums, np.broadcast_to(residents, sums["n"].shape) / 1000)
    if measure.kind == "count":
        return _count(sums, None)
    raise TypeError(f"{measure.key} is a {measure.kind}; what it is read from was not given.")


def _share(sums: Sums) -> Estimates:
    """Wilson where every interview counts alike, else Korn-Graubard on Kish's effective n."""
    n, w = sums["n"], sums["w"]
    p = np.clip(_over(sums["wx"], w), 0, 1)
    effective = weights.kish(w, sums["ww"])
    alike = np.isclose(effective, n, rtol=1e-9)
    wilson, wide = intervals.wilson(p, n), intervals.korn_graubard(p, effective, interviewed=n)
    low, high = (np.where(alike, a, b) for a, b in zip(wilson, wide, strict=True))
    return _told(p, sums["wx"], w, n, effective, low, high, np.where(alike, "Wilson", "Korn-Graubard"))


def _count(sums: Sums, exposure: Floats | None) -> Estimates:
    """Garwood's exact Poisson interval; nothing counted is a true zero."""
    counted = sums["wx"]
    per = np.ones(counted.shape) if exposure is None else exposure
    low, high = poisson.interval(counted, exposure=per)
    nowhere = np.full(counted.shape, np.nan)
    below = nowhere if exposure is None else per * 1000
    return _told(_over(counted, per), counted, below, sums["n"], nowhere, low, high, "exact Poisson")


def _mean(sums: Sums) -> Estimates:
    found = amounts.mean(*(sums[name] for name in ("n", "w", "ww", "wx", "wwx", "wwxx")))
    effective = weights.kish(sums["w"], sums["ww"])
    return _told(found.value, sums["wx"], sums["w"], sums["n"], effective, found.low, found.high, "Student t")


def _quantile(measure: Measure, sums: Sums, histogram: Floats) -> Estimates:
    assert measure.quantile is not None
    effective = weights.kish(sums["w"], sums["ww"])
    found = amounts.quantile(histogram, measure.tally.edges, measure.quantile, effective)
    nowhere = np.full(found.value.shape, np.nan)
    return _told(found.value, nowhere, sums["w"], sums["n"], effective, found.low, found.high, "Woodruff")


def _ratio(sums: Sums, over: Sums) -> Estimates:
    """One count over another. Given both together the first is binomial, which gives the exact interval."""
    top, bottom = sums["wx"], over["wx"]
    both = top + bottom
    part = intervals.korn_graubard(_over(top, both), both)
    nowhere = np.full(top.shape, np.nan)
    low, high = (_over(end, 1 - end) for end in part)
    value = _over(top, bottom)
    known = ~np.isnan(value)
    ends = np.where(known, low, np.nan), np.where(known, high, np.nan)
    return _told(value, top, bottom, sums["n"], nowhere, *ends, "exact ratio")


def _told(
    value: Floats,
    numerator: Floats,
    denominator: Floats,
    n: Floats,
    effective_n: Floats,
    low: Floats,
    high: Floats,
    method: NDArray[np.str_] | str,
) -> Estimates:
    known = ~(np.isnan(low) | np.isnan(high))
    return Estimates(value, numerator, denominator, n, effective_n, low, high, np.where(known, method, ""))


def _over(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(bottom > 0, top / bottom, np.nan)
    return found
