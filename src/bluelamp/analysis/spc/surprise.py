"""How surprising the end of a series is, as one p-value, so that hundreds of series can be held to few false alarms.

Two things are asked of a series: whether its last point lies far from what is usual (two-sided, the mid-p where
events are counted), and whether it ends in a run on one side of the centre. The p-value is twice the smaller of the
two, since two were tried. That the centre was itself found from a baseline is allowed for.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr

from bluelamp.analysis import discovery
from bluelamp.analysis.arrays import Array
from bluelamp.analysis.spc.block import Block
from bluelamp.analysis.spc.kinds import Chart
from bluelamp.analysis.spc.limits import Mask
from bluelamp.analysis.spc.rules import close_up
from bluelamp.analysis.spc.signal import Signal


class _Ends(NamedTuple):
    """The ends of some series and the baselines they are held against: ``behind`` is its n in all, ``seen`` its events.

    ``inside``: the last point is itself part of the baseline.
    """

    chart: Chart
    y: Array
    n: Array
    centre: Array
    z: Array
    points: NDArray[np.intp]
    behind: Array
    seen: Array
    inside: NDArray[np.bool_]
    run: NDArray[np.intp]


def surprises(block: Block) -> Array:
    """For each series of a block the two-sided p-value of its end; NaN where nothing can be said."""
    measured = ~np.isnan(block.values)
    measured &= np.arange(block.values.shape[-1]) >= np.array(block.phases)[block.phase][:, np.newaxis]
    base = measured & (np.cumsum(measured, axis=-1) <= block.baseline[:, np.newaxis])
    n = np.ones(block.values.shape) if block.n is None else block.n
    return _of_ends(block.chart, block.values, n, block.centre, block.z, base, measured, block.last)


def surprise(signal: Signal) -> float:
    """The same of one series."""
    y = signal.values[np.newaxis]
    measured = ~np.isnan(y) & (np.arange(y.shape[-1]) >= signal.phases[signal.phase])
    base = measured & (np.cumsum(measured, axis=-1) <= signal.baseline)
    n = np.ones(y.shape) if signal.n is None else signal.n[np.newaxis]
    last = np.array([-1 if signal.last is None else signal.last])
    centre, z = signal.centre[np.newaxis], signal.z[np.newaxis]
    return float(_of_ends(signal.chart, y, n, centre, z, base, measured, last)[0])


def _of_ends(
    chart: Chart, y: Array, n: Array, centre: Array, z: Array, base: Mask, measured: Mask, last: NDArray[np.intp]
) -> Array:  # fmt: skip
    at = (np.arange(len(y)), last)
    ends = _Ends(
        chart=chart,
        y=y[at],
        n=n[at],
        centre=centre[at],
        z=z[at],
        points=base.sum(axis=-1),
        behind=np.where(base, n, 0.0).sum(axis=-1),
        seen=np.where(base, np.nan_to_num(y) * n, 0.0).sum(axis=-1),
        inside=base[at],
        run=_runs(z, measured) if chart not in ("ewma", "cusum") else np.zeros(len(y), dtype=np.intp),
    )
    known = (last >= 0) & ~np.isnan(ends.z)
    with np.errstate(divide="ignore", invalid="ignore"):
        point = _of_points(ends, known)
    run = _chance_of_run(ends.run, ends.points)
    return np.where(known, np.minimum(1.0, 2 * np.fmin(point, run)), np.nan)


def _chance_of_run(length: NDArray[np.intp], points: NDArray[np.intp]) -> Array:
    """That so many points end on one side of a centre found from some ``points``.

    An error in the centre makes long runs much likelier than halves multiplied would; it is averaged over.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    one_side = ndtr(nodes / np.sqrt(np.maximum(points, 1))[:, np.newaxis]) ** length[:, np.newaxis]
    return np.asarray(np.minimum(1.0, 2 * (one_side * weights).sum(axis=-1) / weights.sum()))


def _of_points(ends: _Ends, known: Mask) -> Array:
    """The last point against the baseline. A point of the baseline itself is no more than a part of it."""

    def safe(values: Array, instead: float) -> Array:
        return np.where(known, values, instead)

    if ends.chart == "p":
        # Doubt in the baseline's share makes the last point count as a smaller sample against a certain level.
        asked = safe(np.where(ends.inside, ends.n, 1 / (1 / ends.n + 1 / ends.behind)), 1.0)
        level = np.clip(safe(ends.centre, 0.5), 0.0, 1.0)
        return np.asarray(discovery.binomial_mid_p(safe(ends.y, 0.0) * asked, asked, level))
    if ends.chart in ("c", "u"):
        count, at = np.rint(safe(ends.y * ends.n, 0.0)), safe(ends.n, 1.0)
        seen, behind = safe(ends.seen, 0.0), safe(ends.behind, 1.0)
        within = discovery.poisson_mid_p(count, seen / behind * at)
        afterwards = discovery.two_counts_mid_p(count, at, seen, behind)
        return np.asarray(np.where(ends.inside, within, afterwards))
    if ends.chart in ("g", "seasonal"):
        return np.asarray(discovery.of_z(ends.z))
    # Where moving ranges set the limits, a t with about 0.62 of the points as degrees of freedom (Wheeler).
    freedom = np.maximum(0.62 * (ends.points - 1), 1.0)
    away = np.abs(ends.z) / np.where(ends.inside, 1.0, np.sqrt(1 + 1 / ends.points))
    return np.where(np.isinf(away), 0.0, 2 * stdtr(freedom, -np.where(np.isinf(away), 0.0, away)))


def _runs(z: Array, measured: Mask) -> NDArray[np.intp]:
    """How many of the last measured points lie on one side of the centre; nought when the last lies on it."""
    side = np.where(measured, np.sign(z), 0.0)
    closed, _ = close_up(measured, side)
    length = measured.sum(axis=-1)
    last = np.maximum(length - 1, 0)
    end = closed[np.arange(len(z)), last]
    other = (closed != end[:, np.newaxis]) & (np.arange(z.shape[-1]) < length[:, np.newaxis])
    before = np.where(other.any(axis=-1), z.shape[-1] - 1 - np.argmax(other[:, ::-1], axis=-1), -1)
    return np.asarray(np.where((end == 0) | np.isnan(end), 0, last - before))
