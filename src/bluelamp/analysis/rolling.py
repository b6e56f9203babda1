"""The mechanics of a rolling year: what leaves it, what arrives, and what the coming months would have to be.

Months run oldest first along the last axis; earlier axes (areas, measures) are carried along. ``p`` are
monthly shares, ``n`` the interviews behind them. A year is *pooled* (every interview counts alike: what a
survey house means) or *equal* (every month counts alike: what a spreadsheet of monthly percentages gives).
The two part company when volumes swing, so whoever prints one says which it is.

A month in which nobody was asked adds nothing to a pooled year and makes an equal-weight year NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Array, Floats, counts, floats, shares

Weighting = Literal["pooled", "equal"]
YEAR = 12


class Step(NamedTuple):
    """A rolling year one month on, with the monthly shares that leave it and arrive in it."""

    before: Floats
    after: Floats
    change: Floats
    leaving: Floats
    arriving: Floats


class Needed(NamedTuple):
    """The constant monthly share that brings the rolling year to a level in 1, 2, … months.

    Arrays end in an axis of ``months``. A share above 1 cannot be had: ``feasible`` is then false. A share of
    0 or below means that the level is reached whatever happens.
    """

    months: Array
    share: Array
    feasible: np.ndarray


class Fan(NamedTuple):
    """Where simulated rolling years lie, month by month ahead.

    ``levels`` has a row for each of ``months`` and a column for each of ``quantiles``. ``chance_at`` is the
    probability that the year stands at the milestone or above *in* that month, ``chance_by`` that it has
    done so in that month or any before; both are NaN without a milestone.
    """

    months: Array
    quantiles: tuple[float, ...]
    levels: Array
    chance_at: Array
    chance_by: Array


def levels(p: ArrayLike, n: ArrayLike, weighting: Weighting = "pooled") -> Array:
    """The rolling year at each month, as long as ``p``; NaN for the first eleven."""
    p, n = _weighed(p, n, weighting)
    found = np.full(p.shape, np.nan)
    if p.shape[-1] >= YEAR:
        asked = sliding_window_view(n, YEAR, axis=-1).sum(axis=-1)
        found[..., YEAR - 1 :] = _over(sliding_window_view(n * p, YEAR, axis=-1).sum(axis=-1), asked)
    return found


def level(p: ArrayLike, n: ArrayLike, weighting: Weighting = "pooled") -> Floats:
    """The rolling year that ends with the last month given. ``ValueError`` on fewer than twelve months."""
    p, n = _last_year(p, n, weighting)
    return _over((n * p).sum(axis=-1), n.sum(axis=-1))[()]


def step(
    p: ArrayLike,
    n: ArrayLike,
    next_p: ArrayLike,
    next_n: ArrayLike | None = None,
    weighting: Weighting = "pooled",
) -> Step:
    """The year after one more month: ``next_p`` of ``next_n`` interviews (last month's n if not said)."""
    p, n, arriving_n = _last_year_and_next(p, n, next_n, weighting)
    arriving = shares(next_p)
    total, asked = (n * p).sum(axis=-1), n.sum(axis=-1)
    before = _over(total, asked)
    after = _over(total + arriving_n * arriving - (n * p)[..., 0], asked + arriving_n - n[..., 0])
    leaving = np.where(n[..., 0] > 0, p[..., 0], np.nan)
    return Step(before[()], after[()], (after - before)[()], leaving[()], arriving[()])


def break_even(
    p: ArrayLike, n: ArrayLike, next_n: ArrayLike | None = None, weighting: Weighting = "pooled"
) -> Floats:
    """The share next month must reach for the rolling year not to fall."""
    return needed_next(p, n, level(p, n, weighting), next_n, weighting)


def needed_next(
    p: ArrayLike,
    n: ArrayLike,
    target: ArrayLike,
    next_n: ArrayLike | None = None,
    weighting: Weighting = "pooled",
) -> Floats:
    """The share next month must reach for the rolling year to stand at ``target``; above 1 it cannot."""
    p, n, arriving_n = _last_year_and_next(p, n, next_n, weighting)
    staying, asked = (n * p)[..., 1:].sum(axis=-1), n[..., 1:].sum(axis=-1)
    return _over(floats(target) * (asked + arriving_n) - staying, arriving_n)[()]


def needed_over(
    p: ArrayLike,
    n: ArrayLike,
    target: float,
    planned_n: ArrayLike | None = None,
    weighting: Weighting = "pooled",
) -> Needed:
    """What every month must be, for the rolling year to stand at ``target`` after 1 to 12 months of it.

    ``planned_n`` is one volume for all twelve months ahead or one for each; last month's if not said.
    """
    p, n = _last_year(p, n, weighting)
    ahead = _planned(n, planned_n, weighting, YEAR)
    gone = np.cumsum(n * p, axis=-1), np.cumsum(n, axis=-1)
    staying = (n * p).sum(axis=-1, keepdims=True) - gone[0]
    asked = n.sum(axis=-1, keepdims=True) - gone[1]
    coming = np.cumsum(ahead, axis=-1)
    share = _over(target * (asked + coming) - staying, coming)
    return Needed(np.arange(1.0, YEAR + 1), share, share <= 1 + 1e-12)


def project(
    p: ArrayLike,
    n: ArrayLike,
    *,
    expected: float,
    planned_n: ArrayLike | None = None,
    effective_n: ArrayLike | None = None,
    milestone: float | None = None,
    months: int = YEAR,
    quantiles: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95),
    weighting: Weighting = "pooled",
    draws: int = 20_000,
    seed: int = 1,
) -> Fan:
    """Rolling years to come, if months go on varying around ``expected`` (such as a control chart's mean).

    Each month ahead is drawn from Beta(m·e, m·(1 - e)) with e = ``expected`` and m = ``effective_n``
    (``planned_n`` when not said), so that a month strays from the level as a survey of that size would. Doubt
    about the level itself is not in it. The same ``seed`` gives the same fan. One series at a time.
    """
    p, n = _last_year(p, n, weighting)
    centre = float(shares(expected))
    volumes = _planned(n, planned_n, weighting, months)
    behind = _planned(n, planned_n if effective_n is None else effective_n, "pooled", months)
    if effective_n is None and planned_n is None and weighting == "equal":
        raise ValueError("An equal-weight projection needs planned_n: how many interviews a month will have.")
    shape = (draws, months)
    if 0 < centre < 1 and (behind > 0).all():
        drawn = np.random.default_rng(seed).beta(centre * behind, (1 - centre) * behind, shape)
    elif (behind > 0).all():
        drawn = np.full(shape, centre)
    else:
        raise ValueError("Every month ahead needs at least some planned interviews.")
    past = np.broadcast_to(p, (draws, YEAR))
    asked = np.broadcast_to(np.concatenate([n, volumes]), (draws, YEAR + months))
    paths = levels(np.concatenate([past, drawn], axis=1), asked)[:, YEAR:]
    nowhere = np.full(months, np.nan)
    reached = paths >= milestone - 1e-12 if milestone is not None else None
    return Fan(
        months=np.arange(1.0, months + 1),
        quantiles=tuple(quantiles),
        levels=np.quantile(paths, quantiles, axis=0).T,
        chance_at=nowhere if reached is None else reached.mean(axis=0),
        chance_by=nowhere if reached is None else np.logical_or.accumulate(reached, axis=1).mean(axis=0),
    )


def _weighed(p: ArrayLike, n: ArrayLike, weighting: Weighting) -> tuple[Array, Array]:
    """Shares and the weight of each month. An equal-weight year is a pooled year of one interview a month."""
    found, asked = np.broadcast_arrays(shares(p), counts(n))
    asked = np.nan_to_num(asked)
    if weighting == "equal":
        return np.where(asked > 0, found, np.nan), np.ones(asked.shape)
    if weighting == "pooled":
        return np.where(asked > 0, found, 0.0), asked
    raise ValueError(f"A rolling year is “pooled” or “equal”, not “{weighting}”.")


def _last_year(p: ArrayLike, n: ArrayLike, weighting: Weighting) -> tuple[Array, Array]:
    found, asked = _weighed(p, n, weighting)
    if found.ndim == 0 or found.shape[-1] < YEAR:
        raise ValueError(
            f"A rolling year needs {YEAR} months; only {found.shape[-1] if found.ndim else 1} given."
        )
    return found[..., -YEAR:], asked[..., -YEAR:]


def _last_year_and_next(
    p: ArrayLike, n: ArrayLike, next_n: ArrayLike | None, weighting: Weighting
) -> tuple[Array, Array, Array]:
    found, asked = _last_year(p, n, weighting)
    return found, asked, _planned(asked, next_n, weighting, 1)[..., 0]


def _planned(n: Array, planned_n: ArrayLike | None, weighting: Weighting, months: int) -> Array:
    """Volumes of the months ahead: as planned, or as many as last month; 1 each in an equal-weight year."""
    if planned_n is None:
        return np.broadcast_to(n[..., -1:], (*n.shape[:-1], months))
    planned = counts(planned_n)
    if planned.ndim == 0 or planned.shape[-1] != months:
        planned = planned[..., np.newaxis]
    shape = np.broadcast_shapes(planned.shape, (*n.shape[:-1], months))
    return np.ones(shape) if weighting == "equal" else np.broadcast_to(planned, shape)


def _over(top: Array, bottom: Array) -> Array:
    """Division in which nobody asked gives NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)
