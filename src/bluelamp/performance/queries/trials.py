"""The matrix against no matrix: units that try it beside those that do not, since it began and before.

Nobody drew lots. The units were chosen, so they may differ in other ways too, and every reader is told so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.conf import settings

from bluelamp.analysis.comparing import contrast
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.disclosure import reason_to_withhold
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.performance.estimates import estimate
from bluelamp.practice.instruments.queries import versions
from bluelamp.ui import formats
from bluelamp.warehouse import cube as cubes
from bluelamp.warehouse.cube import Cube, Grid
from bluelamp.warehouse.rollup import Slice
from bluelamp.warehouse.store import Store

MATRIX = "asb-ram"
MEASURES = (
    "asb-risk-assessed",
    "asb-days-to-contact",
    "asb-promises-kept",
    "asb-repeat-victims",
    "asb-satisfaction",
)
"""What the matrix is meant to change, from the first answer to what victims say."""
CAVEAT = "not randomised: units were chosen, so other things differ too"


@dataclass(frozen=True)
class Side:
    """One group of units over some months; ``value`` and its interval are None where nothing was counted or may be
    shown, and ``withheld`` then says why not."""

    value: float | None
    low: float | None
    high: float | None
    n: int | None
    withheld: str = ""


@dataclass(frozen=True)
class Apart:
    """One side less another, with its 95% interval."""

    value: float
    low: float
    high: float

    @property
    def is_more_than_chance(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Row:
    """One measure. ``others`` have no matrix; the two sides before are of as many months just before it began.

    ``beside`` is with the matrix less without; ``since`` with the matrix less the same units before; ``further`` how
    much further these units moved than the others did.
    """

    measure: Measure
    first: Month
    last: Month
    tried: Side
    others: Side
    tried_before: Side
    others_before: Side

    @property
    def beside(self) -> Apart | None:
        return _apart([self.tried], [self.others])

    @property
    def since(self) -> Apart | None:
        return _apart([self.tried], [self.tried_before])

    @property
    def further(self) -> Apart | None:
        return _apart([self.tried, self.others_before], [self.others, self.tried_before])

    @property
    def sentence(self) -> str:
        """What the comparison says of this measure, and no more."""
        name, apart = self.measure.title, self.beside
        if apart is None:
            return f"{name}: there is too little to compare."
        low = formats.change(apart.low, self.measure.unit).removesuffix(" points")
        doubt = f"95% interval {low} to {_change(apart.high, self.measure)}"
        if not apart.is_more_than_chance:
            return f"{name}: no difference that chance would not explain ({doubt})."
        way = "higher" if apart.value > 0 else "lower"
        return f"{name}: {way} with the matrix by {_change(abs(apart.value), self.measure).lstrip('+')} ({doubt})."


@dataclass(frozen=True)
class Compared:
    """The comparison: names of the units that try it, how many others there are, and since when."""

    units: tuple[str, ...]
    others: int
    since: datetime
    rows: tuple[Row, ...]


def matrix_or_none(scope: Scope) -> Compared | None:
    """Units with the matrix against those without; nothing where none was ever tried.

    It is made of every unit's figures, so a reader who is bound to some units gets nothing either.
    """
    require(scope, "figures.read")
    trial = versions.trial(scope, MATRIX)
    if trial is None or scope.lpus:
        return None
    every = places.names("lpu")
    others = frozenset(every) - trial.units
    rows = (_row(scope, catalogue.measure(key), trial, others) for key in MEASURES)
    names = tuple(sorted(every[unit] for unit in trial.units))
    return Compared(names, len(others), trial.since, tuple(row for row in rows if row))


def _row(scope: Scope, measure: Measure, trial: versions.Trial, others: frozenset[str]) -> Row | None:
    """One measure over the whole months of the trial that figures were taken for; None before there is one."""
    taken = figures.last_period(scope, measure.key, "month")
    if not isinstance(taken, Month):
        return None
    first = _first_whole(trial.since)
    last = min(taken, Month(trial.until.year, trial.until.month).shift(-1)) if trial.until else taken
    if last < first:
        return None
    cube = cubes.count(Store(settings.WAREHOUSE), catalogue.tallies_over(measure.tally.fact.name))
    many = last.ordinal - first.ordinal + 1

    def side(units: Collection[str], earlier: int = 0) -> Side:
        months = range(first.ordinal - earlier, last.ordinal + 1 - earlier)
        return _side(scope, measure, cube, units, months)

    return Row(
        measure, first, last, side(trial.units), side(others), side(trial.units, many), side(others, many)
    )


def _first_whole(since: datetime) -> Month:
    month = Month(since.year, since.month)
    return month if since.day == 1 else month.shift(1)


def _side(scope: Scope, measure: Measure, cube: Cube, units: Collection[str], months: Iterable[int]) -> Side:
    """Some units over some months (counted from year 0), as one estimate; a month that is not known counts for none."""
    basis = next(iter(measure.tally.bases))
    grid = cube.grid(Slice(measure.tally.key, basis, "lpu", ""))
    keys = [k for k, (area, _) in enumerate(grid.keys) if area in units]
    at = [month - grid.first for month in months if 0 <= month - grid.first < grid.known.size]
    found = _estimated(measure, grid, keys, at)
    n = int(found["n"])
    if why := reason_to_withhold(n, measure.smallest_base, scope.role):
        return Side(None, None, None, None, why)
    value, low, high = (None if np.isnan(found[name]) else found[name] for name in ("value", "low", "high"))
    return Side(value, low, high, n)


def _estimated(measure: Measure, grid: Grid, keys: list[int], at: list[int]) -> dict[str, float]:
    cells = np.ix_(keys, at)
    sums = {name: np.array([monthly[cells].sum()]) for name, monthly in grid.sums.items()}
    histogram = grid.histogram[cells].sum(axis=(0, 1))[np.newaxis] if grid.histogram is not None else None
    found = estimate(measure, sums, histogram=histogram)
    return {name: float(getattr(found, name)[0]) for name in ("value", "low", "high", "n")}


def _apart(added: list[Side], taken: list[Side]) -> Apart | None:
    known = [
        [(one.value, one.low, one.high) for one in some if one.value is not None] for some in (added, taken)
    ]
    if [len(some) for some in known] != [len(added), len(taken)]:
        return None
    found = contrast(*known)  # type: ignore[arg-type]
    return None if np.isnan([found.low, found.high]).any() else Apart(*found)


def _change(difference: float, measure: Measure) -> str:
    said = formats.change(difference, measure.unit)
    return said if measure.unit == "percent" else f"{said} {measure.unit}"
