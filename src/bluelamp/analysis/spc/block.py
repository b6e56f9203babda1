"""Many series judged at once: the arithmetic behind every signal, on (series, points) arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bluelamp.analysis.arrays import Array, counts, floats, shares
from bluelamp.analysis.spc import limits
from bluelamp.analysis.spc.rules import RULE_SETS, Flags, RuleSet, close_up, put_back

Chart = Literal["xmr", "i-prime", "p"]
Better = Literal["up", "down", "neither"]
BASELINE = 12

VARIATIONS = ("none", "common", "improvement", "concern", "neutral-high", "neutral-low")
ASSURANCES = ("none", "pass", "fail", "hit-or-miss")


class RollingSeriesRefused(ValueError):
    """Raised when a rolling series is offered to control rules; carries the sentence the reader sees."""

    def __init__(self) -> None:
        super().__init__(
            "A rolling year cannot be judged by control rules: each value shares eleven months with the one "
            "before it, so that about 96 of 100 charts of pure chance would show a signal. Judge the monthly "
            "series, and draw the rolling year as a plain line."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Series by points; gaps are NaN in ``values``.

    ``z`` is the distance from the centre in standard deviations. ``found`` is (rules, series, points): +1 or
    -1 where a rule flags a point; ``cause`` is the rule that gives the point its mark (its place in the set,
    -1 for none) and ``side`` the way it points. ``marks`` and ``variation`` are places in ``VARIATIONS``,
    ``assurance`` in ``ASSURANCES``. By series: ``last`` measured point (-1 for none), ``baseline`` points
    that set the limits, ``trial`` when they are fewer than twelve, ``screened_out`` moving ranges.
    """

    chart: Chart
    rule_set: RuleSet
    better: Better
    screened: bool
    values: Array
    n: Array | None
    milestones: Array
    centre: Array
    lower: Array
    upper: Array
    z: Array
    found: Flags
    cause: NDArray[np.int8]
    side: Flags
    marks: NDArray[np.int8]
    last: NDArray[np.intp]
    variation: NDArray[np.int8]
    assurance: NDArray[np.int8]
    baseline: NDArray[np.intp]
    trial: NDArray[np.bool_]
    screened_out: NDArray[np.intp]


def judge_block(
    values: ArrayLike,
    n: ArrayLike | None = None,
    *,
    chart: Literal["xmr", "p"] = "xmr",
    rules: str = "making-data-count",
    better: Better = "up",
    milestones: ArrayLike | None = None,
    baseline: int | None = BASELINE,
    screen: bool = False,
    within: tuple[float, float] | None = None,
    rolling: bool = False,
) -> Block:
    """Judge each row of ``values``; see :func:`bluelamp.analysis.spc.judge` for what the arguments mean."""
    if rolling:
        raise RollingSeriesRefused
    if rules not in RULE_SETS:
        raise ValueError(f"There is no rule set “{rules}”. Choose from {', '.join(RULE_SETS)}.")
    y, asked, kind = _read(values, n, chart)
    closed, order = close_up(~np.isnan(y), y)
    measured = ~np.isnan(closed)
    base = measured & (np.arange(y.shape[-1]) < (baseline or y.shape[-1]))
    behind = None if asked is None else np.take_along_axis(asked, order, axis=-1)
    found_limits = (
        limits.proportions(closed, behind, base)
        if kind == "p" and behind is not None
        else limits.individuals(closed, behind, base, screen)
    )
    centre = np.broadcast_to(found_limits.centre, y.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma = found_limits.scale / (1.0 if asked is None else np.sqrt(asked))
        sigma = np.broadcast_to(np.where(np.isinf(sigma), np.nan, sigma), y.shape)
    z = _distances(y, centre, sigma)
    rule_set = RULE_SETS[rules]
    z_closed = np.take_along_axis(z, order, axis=-1)
    found = np.stack([put_back(rule.find(z_closed, closed), order) for rule in rule_set.rules])
    cause, side = _first_cause(found)
    low, high = within or ((0.0, 1.0) if kind == "p" else (-np.inf, np.inf))
    lower, upper = np.clip(centre - 3 * sigma, low, high), np.clip(centre + 3 * sigma, low, high)
    level = np.broadcast_to(np.nan if milestones is None else floats(milestones), y.shape)
    marks = _marks(cause, side, ~np.isnan(z), rule_set, better)
    total = measured.sum(axis=-1)
    last = np.where(total > 0, order[np.arange(len(y)), np.maximum(total, 1) - 1], -1)
    at_last = (np.arange(len(y)), last)
    return Block(
        chart=kind,
        rule_set=rule_set,
        better=better,
        screened=screen,
        values=y,
        n=asked,
        milestones=level,
        centre=centre,
        lower=lower,
        upper=upper,
        z=z,
        found=found,
        cause=cause,
        side=side,
        marks=marks,
        last=last,
        variation=np.where(last >= 0, marks[at_last], 0).astype(np.int8),
        assurance=_assurance(level[at_last], lower[at_last], upper[at_last], last >= 0, better),
        baseline=base.sum(axis=-1),
        trial=base.sum(axis=-1) < BASELINE,
        screened_out=found_limits.screened_out[:, 0],
    )


def _read(values: ArrayLike, n: ArrayLike | None, chart: str) -> tuple[Array, Array | None, Chart]:
    """Values with a gap wherever nobody was asked, the n behind them, and the chart that fits."""
    if chart not in ("xmr", "p"):
        raise ValueError(f"There is no chart “{chart}”. Choose “xmr” or “p”.")
    if chart == "p" and n is None:
        raise ValueError("A p chart needs n, the number asked at each point.")
    y = np.atleast_2d(shares(values) if chart == "p" else floats(values))
    if y.ndim != 2 or not y.shape[-1]:
        raise ValueError(
            "Give one series as a list, or many as a table with a row for each; not an empty one."
        )
    if n is None:
        return y, None, "xmr"
    asked = np.nan_to_num(np.broadcast_to(counts(n), y.shape))
    return np.where(asked > 0, y, np.nan), asked, "p" if chart == "p" else "i-prime"


def _distances(y: Array, centre: Array, sigma: Array) -> Array:
    """Distance from the centre in standard deviations; a point on the centre lies at exactly 0."""
    away = y - centre
    # A mean of equal values can miss them by the last binary digit, which must not make a run of them.
    away = np.where(np.abs(away) <= 1e-9 * np.maximum(1.0, np.abs(centre)), 0.0, away)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((away == 0) & ~np.isnan(sigma), 0.0, away / sigma)


def _first_cause(found: Flags) -> tuple[NDArray[np.int8], Flags]:
    """For each point the first rule that flags it (-1 for none) and the side it does."""
    first = np.argmax(found != 0, axis=0)
    side = np.take_along_axis(found, first[np.newaxis], axis=0)[0]
    return np.where(side != 0, first, -1).astype(np.int8), side


def _marks(
    cause: NDArray[np.int8], side: Flags, judged: NDArray[np.bool_], rule_set: RuleSet, better: Better
) -> NDArray[np.int8]:
    """Each point's place in ``VARIATIONS``. A pattern without a direction is neither better nor worse."""
    directed = np.array([rule.is_directed for rule in rule_set.rules])[cause]
    good = {"up": 1, "down": -1, "neither": 0}[better]
    neutral = np.where(side > 0, 4, 5)
    marked = np.where(directed & (good != 0), np.where(side == good, 2, 3), neutral)
    return np.where(judged, np.where(side == 0, 1, marked), 0).astype(np.int8)


def _assurance(
    level: Array, lower: Array, upper: Array, measured: NDArray[np.bool_], better: Better
) -> NDArray[np.int8]:
    """Each series' place in ``ASSURANCES``, from the limits and milestone at its last point.

    A steady 100% against a milestone of 100% passes: it is met at every point, though by nothing to spare.
    """
    if better == "neither":
        return np.zeros(len(level), dtype=np.int8)
    always, never = (lower >= level, upper < level) if better == "up" else (upper <= level, lower > level)
    known = measured & ~np.isnan(level) & ~np.isnan(lower)
    return np.where(known, np.where(always, 1, np.where(never, 2, 3)), 0).astype(np.int8)
