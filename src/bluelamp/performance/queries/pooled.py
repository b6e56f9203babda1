"""Neighbourhoods of one unit beside each other, each drawn towards the others as far as its size leaves doubt.

A neighbourhood has some thirty interviews a year. By itself that says little, and the extremes of 163 such shares are
mostly chance; pooled with those of its unit it says what they and the others together support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bluelamp.analysis import pooling
from bluelamp.areas.neighbourhoods import residents
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue

PER = 1000


@dataclass(frozen=True)
class PooledPlace:
    """One neighbourhood over a year. ``own`` is its value by itself: a share, or a count for each 1,000 residents.

    ``value``, ``low`` and ``high`` are after pooling; None for one whose figure is withheld or that had nobody in it.
    ``prior`` is how the unit's neighbourhoods spread, as ``pooling`` has it.
    """

    code: str
    name: str
    reading: Reading
    own: float | None
    value: float | None
    low: float | None
    high: float | None
    prior: tuple[float, float] | None = None


@dataclass(frozen=True)
class Pooled:
    """All neighbourhoods of one unit, by name, and ``level``, where the unit as a whole stands."""

    measure: Measure
    period: Period
    unit: str
    level: float | None
    rows: tuple[PooledPlace, ...]

    @property
    def is_share(self) -> bool:
        return self.measure.unit == "percent"

    @property
    def written_in(self) -> str:
        """How its values are written; what they are for each 1,000 residents stands in the ``title``."""
        return "percent" if self.is_share else "number"

    @property
    def title(self) -> str:
        return self.measure.title + ("" if self.is_share else " for each 1,000 residents")

    @property
    def unit_name(self) -> str:
        return places.names("lpu")[self.unit]

    def of(self, code: str) -> PooledPlace:
        return next(row for row in self.rows if row.code == code)

    def stands(self, row: PooledPlace) -> str:
        """``above`` or ``below`` its unit when its interval leaves the unit's level out, else empty."""
        if self.level is None or row.low is None or row.high is None or row.low <= self.level <= row.high:
            return ""
        return "above" if row.low > self.level else "below"

    def beside(self, row: PooledPlace) -> str:
        """The same in words, for a table."""
        if row.value is None:
            return ""
        return {"above": "Above", "below": "Below"}.get(self.stands(row), "Not set apart")

    def apart_beyond(self, row: PooledPlace) -> tuple[float | None, float | None]:
        """The shares, of as many interviews, up to and from which a neighbourhood would stand apart from its unit."""
        if self.level is None or row.prior is None or self.measure.unit != "percent":
            return None, None
        return pooling.shares_apart(row.prior, _size(self.measure, row.reading), self.level)


def pooled(scope: Scope, measure_key: str, unit: str) -> Pooled | None:
    """The neighbourhoods of a unit over the latest rolling year; None when no year is known.

    Figures on too small a base are left out of the pooling for every reader, so that all are told the same. Raises
    ``NotPermitted`` for a unit that is not the reader's.
    """
    measure = catalogue.measure(measure_key)
    period = figures.last_period(scope, measure_key, "rolling_year")
    if period is None:
        return None
    whole = figures.reading(scope, measure_key, period, area_level="lpu", area=unit)
    inside = places.neighbourhoods_of({unit})
    found = tables.of_places(scope, measure_key, period, area_level="neighbourhood")
    rows = of_readings(measure, [read for read in found if read.area in inside])
    return Pooled(measure, period, unit, _own(measure, whole), tuple(sorted(rows, key=lambda row: row.name)))


def of_readings(measure: Measure, found: Sequence[Reading]) -> list[PooledPlace]:
    """Some neighbourhoods pooled with each other; fewer than two with anything to pool stay by themselves."""
    kept = [
        read for read in found if read.value is not None and (read.n or 0) >= max(measure.smallest_base, 1)
    ]
    names = places.names("neighbourhood")
    alone = {
        read.area: PooledPlace(read.area, names[read.area], read, _own(measure, read), None, None, None)
        for read in found
    }
    if len(kept) < 2:
        return list(alone.values())
    size = np.array([_size(measure, read) for read in kept], dtype=float)
    seen = np.array([_own(measure, read) or 0.0 for read in kept], dtype=float) * size
    is_share = measure.unit == "percent"
    drawn = pooling.beta_binomial(seen, size) if is_share else pooling.gamma_poisson(seen, size)
    for read, value, low, high in zip(kept, drawn.mean, drawn.low, drawn.high, strict=True):
        alone[read.area] = PooledPlace(
            read.area,
            names[read.area],
            read,
            _own(measure, read),
            float(value),
            float(low),
            float(high),
            drawn.prior,
        )
    return list(alone.values())


def _own(measure: Measure, read: Reading) -> float | None:
    """The share as it is; a count for each 1,000 of those who live there."""
    if read.value is None or measure.unit == "percent":
        return read.value
    return read.value / _size(measure, read)


def _size(measure: Measure, read: Reading) -> float:
    if measure.unit == "percent":
        return float(read.effective_n or read.n or 0)
    return residents.by_place()[read.area_level, read.area] / PER
