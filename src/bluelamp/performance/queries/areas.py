"""Places side by side with the doubt in each: never a league table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bluelamp.analysis.ranking import chance_among_lowest
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart

LOWEST = 4
"""The board asks about a “bottom four” (paragraph 16), so that is what the chance is given for."""


@dataclass(frozen=True)
class AreaRow:
    """One place, with the chance that it truly is among the four lowest (None when that would say nothing)."""

    code: str
    name: str
    reading: Reading
    chance_lowest: float | None


@dataclass(frozen=True)
class ByArea:
    """The places of one level in one period, by name, with the force as a whole beside them."""

    measure: Measure
    period: Period
    force: Reading
    rows: tuple[AreaRow, ...]

    @property
    def sentence(self) -> str:
        apart = [r.name for r in self.rows if _is_apart(r.reading, self.force)]
        level = f"The force as a whole stood at {formats.value(self.force.value, self.measure.unit)}."
        if len(self.rows) == 1:
            differs = "differs" if apart else "does not differ"
            return f"{level} {self.rows[0].name} {differs} from it by more than its margin of error."
        if not apart:
            return (
                f"{level} No place differs from it by more than its own margin of error: "
                "the order of the places is mostly chance."
            )
        names = apart[0] if len(apart) == 1 else f"{', '.join(apart[:-1])} and {apart[-1]}"
        stands = "lies" if len(apart) == 1 else "lie"
        if len(apart) == len(self.rows):
            return f"{level} Every place lies further from it than the margin of error."
        return (
            f"{level} {names} {stands} further from it than the margin of error; "
            "the order of the others is mostly chance."
        )

    @cached_property
    def chart(self) -> Chart:
        return charts.areas(
            [
                charts.Area(r.name, r.reading.value, r.reading.low, r.reading.high, r.reading.n)
                for r in self.rows
            ],
            unit=self.measure.unit,
            force=self.force.value,
            milestone=milestone.level if (milestone := self.measure.milestone_at(self.period)) else None,
            title=f"{self.measure.title} by place, {self.period.label}",
            sentence=self.sentence,
        )


def by_area(scope: Scope, measure_key: str, period: Period, *, level: str = "lpu", basis: str = "") -> ByArea:
    """Every place of one level that the reader may see, in one period.

    Raises ``NoSuchFigure`` when there is no figure for the force to lay beside them.
    """
    measure = catalogue.measure(measure_key)
    force = figures.reading(scope, measure_key, period, basis=basis)
    found = {r.area: r for r in tables.of_places(scope, measure_key, period, area_level=level, basis=basis)}
    names = places.names(level)
    chances = _chances(measure, list(found.values()))
    rows = [AreaRow(code, names.get(code, code), read, chances.get(code)) for code, read in found.items()]
    return ByArea(measure, period, force, tuple(sorted(rows, key=lambda r: r.name)))


def _chances(measure: Measure, readings: list[Reading]) -> dict[str, float]:
    if measure.unit != "percent" or len(readings) <= LOWEST or any(r.withheld for r in readings):
        return {}
    share = np.array([np.nan if r.value is None else r.value for r in readings])
    asked = np.array([r.effective_n or r.n or 0 for r in readings], dtype=float)
    chances = chance_among_lowest(share, asked, LOWEST)
    return {r.area: float(chance) for r, chance in zip(readings, chances, strict=True)}


def _is_apart(read: Reading, force: Reading) -> bool:
    if read.low is None or read.high is None or force.value is None:
        return False
    return not read.low <= force.value <= read.high
