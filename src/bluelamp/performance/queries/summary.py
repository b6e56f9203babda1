"""The board summary: one row a measure, the same judged result in every column."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue
from bluelamp.performance.queries.rebases import in_force, series_of
from bluelamp.performance.queries.signals import Judged, judged


@dataclass(frozen=True)
class SummaryRow:
    """One measure: judged by month, its rolling year beside it. ``judged`` is None when nothing was taken yet."""

    measure: Measure
    judged: Judged | None
    year: Reading | None

    @property
    def name(self) -> str:
        """The measure's title, short of what the heading above it says already."""
        shorter = self.measure.title.removeprefix(f"{self.measure.subject}: ")
        return shorter[0].upper() + shorter[1:]

    def is_old(self, month: Month) -> bool:
        """Whether nothing is known of it for ``month``, the latest that any measure speaks of."""
        return self.judged is not None and self.judged.last.period.last_month < month


def summary(scope: Scope, *, area_level: str = "force", area: str = FORCE) -> tuple[SummaryRow, ...]:
    """Every measure of the catalogue that is taken at this level, in its order. Three queries in all."""
    months = tables.all_series(scope, kind="month", area_level=area_level, area=area)
    years = tables.all_series(scope, kind="rolling_year", area_level=area_level, area=area)
    decided = in_force(scope, area_level=area_level, area=area)
    rows = []
    for measure in catalogue.MEASURES:
        if area_level in measure.area_levels:
            readings, rolled = months.get(measure.key, ()), years.get(measure.key, ())
            found = None
            if readings:
                found = judged(measure, readings, rebases=decided.get(series_of(readings[0]), ()))
            rows.append(SummaryRow(measure, found, rolled[-1] if rolled else None))
    return tuple(rows)


def latest_month(rows: tuple[SummaryRow, ...]) -> Month | None:
    """The last month anything in the summary speaks of."""
    months = [row.judged.last.period.last_month for row in rows if row.judged]
    return max(months, default=None)
