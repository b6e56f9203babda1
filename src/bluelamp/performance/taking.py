"""What there is to take: every figure the cube can give for the periods that are known, before any is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import KINDS, Month, Period
from bluelamp.kernel.places import queries as places
from bluelamp.performance.estimates import Estimates, Sums, estimate
from bluelamp.warehouse.cube import Cube, Grid
from bluelamp.warehouse.rollup import Slice
from bluelamp.warehouse.store import Partition
from bluelamp.warehouse.tallies import WHOLE, Tally

ByMonth = Mapping[int, tuple[Partition, ...]]

FORCE = "E23000014"
BROKEN_DOWN_AT = (WHOLE, "lpu")
"""Breakdowns are taken for the force and its units: a district or Priority Area by category is mostly empty."""


class Cell(NamedTuple):
    """Whom a figure is about: the part of its identity that is neither the measure nor the period."""

    level: str
    area: str
    breakdown: str
    category: str


@dataclass(frozen=True, slots=True)
class Face:
    """All cells of one level and breakdown over the periods taken there: ``estimates`` are (cell, period)."""

    cells: tuple[Cell, ...]
    periods: tuple[Period, ...]
    exists: NDArray[np.bool_]
    estimates: Estimates


def partitions_by_month(cube: Cube, measure: Measure, basis: str) -> ByMonth:
    """For each month, counted from year 0, the partitions that hold, or could hold, its rows."""
    found: dict[int, dict[str, Partition]] = {}
    for tally in _tallies(measure):
        for month, partitions in cube.behind(tally, basis).items():
            found.setdefault(month, {}).update({p.digest: p for p in partitions})
    return {month: tuple(partitions.values()) for month, partitions in found.items()}


def known_periods(
    cube: Cube, measure: Measure, basis: str, today: date, behind: ByMonth
) -> dict[Period, str]:
    """Every period whose months are known and complete at ``today``, with the digest of the partitions behind it.

    A month is complete once the measure's lag has passed after the last month in which its rows may arrive. Before
    that it is not taken, rather than taken and marked: a figure is never changed, so none is taken that will.
    """
    late = measure.lag_months + measure.tally.arrival(basis)[1]
    months = {m for m in _known_months(cube, measure, basis) if _month(m + late).end <= today}
    digests = {m: " ".join(p.digest for p in found) for m, found in behind.items()}
    return {
        period: hashlib.sha256(
            "\n".join(
                digests[m] for m in range(period.ordinal - period.length + 1, period.ordinal + 1)
            ).encode()
        ).hexdigest()
        for period in _periods_over(frozenset(months))
    }


def still_known(cube: Cube, measure: Measure, basis: str) -> frozenset[Period]:
    """Every period the data can give, complete or not: a figure taken for any other has lost its data."""
    return frozenset(_periods_over(frozenset(_known_months(cube, measure, basis))))


def faces(cube: Cube, measure: Measure, basis: str, periods: list[Period]) -> Iterator[Face]:
    """What to take for these known periods: at each level, and by each breakdown at those where it is taken."""
    for level in measure.area_levels:
        taken = [period for period in periods if measure.is_taken_for(level, period)]
        for breakdown in ("", *(measure.tally.breakdowns if level in BROKEN_DOWN_AT else ())):
            if taken:
                yield _face(cube, measure, Slice(measure.tally.key, basis, level, breakdown), taken)


def _face(cube: Cube, measure: Measure, which: Slice, periods: list[Period]) -> Face:
    areas = [""] if which.level == WHOLE else list(places.names(which.level))
    if measure.per:
        areas = [area for area in measure.per[which.level] if area in areas or which.level == WHOLE]
    in_use = cube.grid(which._replace(level=WHOLE)) if which.breakdown else None
    categories = [category for _, category in in_use.keys] if in_use else [""]
    grid = cube.grid(which, [(area, category) for area in areas for category in categories])
    keys = [k for k, (area, _) in enumerate(grid.keys) if not measure.per or area in areas]
    sums = _over_periods(grid, keys, periods)
    over = None
    if measure.over:
        grid_over = cube.grid(which._replace(tally=measure.over.key), grid.keys)
        over = _over_periods(grid_over, [grid_over.keys.index(grid.keys[k]) for k in keys], periods)
    residents = np.array([[measure.per[which.level][grid.keys[k][0]]] for k in keys]) if measure.per else None
    estimates = estimate(measure, sums, over=over, residents=residents, histogram=sums.get("histogram"))
    cells = tuple(Cell(which.level, grid.keys[k][0] or FORCE, which.breakdown, grid.keys[k][1]) for k in keys)
    return Face(cells, tuple(periods), _exists(in_use, cells, periods, estimates.n.shape), estimates)


def _exists(
    in_use: Grid | None, cells: tuple[Cell, ...], periods: list[Period], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Whether there is such a cell. A category nobody in the force had was not in use: that is no zero."""
    if in_use is None:
        return np.ones(shape, dtype=np.bool_)
    anywhere = _over_periods(in_use, list(range(len(in_use.keys))), periods)["n"] > 0
    row = {category: anywhere[k] for k, (_, category) in enumerate(in_use.keys)}
    return np.array([row[cell.category] for cell in cells], dtype=np.bool_).reshape(shape)


def _over_periods(grid: Grid, keys: list[int], periods: list[Period]) -> Sums:
    """The sums of each key over each period, from running totals."""
    ends = np.array([p.ordinal - grid.first + 1 for p in periods], dtype=np.int64)
    starts = ends - np.array([p.length for p in periods], dtype=np.int64)

    def over(monthly: NDArray[np.float64]) -> NDArray[np.float64]:
        running = np.concatenate([np.zeros_like(monthly[:, :1]), np.cumsum(monthly, axis=1)], axis=1)
        summed: NDArray[np.float64] = running[:, ends] - running[:, starts]
        return summed

    found = {name: over(monthly[keys]) for name, monthly in grid.sums.items()}
    if grid.histogram is not None:
        found["histogram"] = over(grid.histogram[keys])
    return found


def _tallies(measure: Measure) -> list[Tally]:
    return [tally for tally in (measure.tally, measure.over) if tally]


def _known_months(cube: Cube, measure: Measure, basis: str) -> set[int]:
    return set.intersection(*(cube.known_months(tally, basis) for tally in _tallies(measure)))


@lru_cache(maxsize=64)
def _periods_over(months: frozenset[int]) -> tuple[Period, ...]:
    """Every period of every kind that is made of these months and no others."""
    ending = (kind.ending(_month(ordinal).start) for kind in KINDS.values() for ordinal in sorted(months))
    return tuple(
        dict.fromkeys(
            p for p in ending if all(o in months for o in range(p.ordinal - p.length + 1, p.ordinal + 1))
        )
    )


def _month(ordinal: int) -> Month:
    year, month = divmod(ordinal, 12)
    return Month(year, month + 1)
