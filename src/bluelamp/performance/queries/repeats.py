"""Repeat places: the small areas of a neighbourhood where anti-social behaviour keeps coming back.

An LSOA (about 1,500 people) is the smallest place a fact names; the streets beneath it are not kept. These counts are
of published open data and are not figures: the figure they add up to is the neighbourhood's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import ibis
import numpy as np
from django.conf import settings

from bluelamp.analysis import poisson, spc
from bluelamp.analysis.spc.signal import in_words
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.performance.queries.around import Place
from bluelamp.performance.queries.fitting import breaks
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart
from bluelamp.warehouse import engine
from bluelamp.warehouse.store import Store

RECENT = 3
"""Months that make a place a repeat one, the last known among them."""
YEAR = 12


@dataclass(frozen=True)
class Repeat:
    """One LSOA: its ``counts`` by month, oldest first (None: not known), and how often it was the busiest in a year."""

    code: str
    name: str
    counts: tuple[int | None, ...]
    busiest: int

    @property
    def recent(self) -> int:
        return sum(count or 0 for count in self.counts[-RECENT:])

    @property
    def interval(self) -> tuple[float, float]:
        """Of the recent count, exact Poisson at 95%."""
        low, high = poisson.interval(self.recent)
        return float(low), float(high)


@dataclass(frozen=True)
class Repeats:
    """The LSOAs of a neighbourhood, the busiest of the recent months first; ``month`` is the last known."""

    measure: Measure
    here: Place
    month: Month
    rows: tuple[Repeat, ...]

    @property
    def total(self) -> int:
        return sum(row.recent for row in self.rows)

    @property
    def top(self) -> Repeat:
        return self.rows[0]

    @property
    def sentence(self) -> str:
        months = f"the {in_words(RECENT)} months to {self.month.label}"
        if not self.total:
            return f"No anti-social behaviour was recorded in {self.here.name} in {months}."
        held = formats.percent(self.top.recent / self.total, 0)
        return (
            f"{self.top.name} had {self.top.recent} of the {self.total} incidents of anti-social behaviour recorded in "
            f"{self.here.name} in {months} ({held}), and was its busiest place in {self.top.busiest} of the last "
            f"{min(YEAR, len(self.top.counts))} months."
        )

    @cached_property
    def signal(self) -> spc.Signal:
        """The busiest place month by month, on a chart for few events."""
        counts = [np.nan if count is None else float(count) for count in self.top.counts]
        return spc.judge(counts, chart="c", better="down", phases=breaks(counts))

    @property
    def months(self) -> list[Month]:
        return [self.month.shift(k + 1 - len(self.top.counts)) for k in range(len(self.top.counts))]

    @cached_property
    def picture(self) -> Chart:
        return charts.sparkline(
            charts.points_of(self.signal, self.months)[-24:],
            unit="number",
            title=f"{self.measure.title} in {self.top.name}",
            sentence=self.sentence,
        )


def repeats(scope: Scope, here: Place, *, upto: Month) -> Repeats | None:
    """Where in a neighbourhood anti-social behaviour was recorded, up to a month; None when nothing is known of it.

    ``here`` comes from :func:`around.place`, which refuses places that are not the reader's.
    """
    require(scope, "figures.read")
    measure = catalogue.measure("recorded-asb")
    inside = places.lsoas_of(here.code)
    counted, known = _counted(measure, here, upto)
    if not known or not inside:
        return None
    months = [min(known).shift(k) for k in range(upto - min(known) + 1)]
    by_month = {
        code: [counted.get((code, m), 0) if m in known else None for m in months] for code, _ in inside
    }
    rows = [
        Repeat(code, name, tuple(by_month[code]), _times_busiest(code, by_month)) for code, name in inside
    ]
    return Repeats(measure, here, upto, tuple(sorted(rows, key=lambda row: (-row.recent, row.name))))


def _counted(measure: Measure, here: Place, upto: Month) -> tuple[dict[tuple[str, Month], int], set[Month]]:
    """How many by LSOA and month, and the months of which anything is known at all."""
    tally = measure.tally
    partitions = [
        p
        for p in Store(settings.WAREHOUSE).partitions(tally.fact)
        if tally.counts(p.source) and p.month <= str(upto)[6:]
    ]
    known = {Month(*map(int, p.month.split("-"))) for p in partitions}
    if not known:
        return {}, known
    rows = engine.table(engine.connect(scratch=settings.WAREHOUSE), tally.fact, partitions)
    found = (
        rows.filter(rows["neighbourhood"] == here.code, tally.population(rows))
        .group_by("lsoa", "partition_month")
        .aggregate(n=ibis._.count())
        .to_pyarrow()
        .to_pylist()
    )
    return {(r["lsoa"], Month(*map(int, r["partition_month"].split("-")))): r["n"] for r in found}, known


def _times_busiest(code: str, by_month: dict[str, list[int | None]]) -> int:
    """In how many of the last twelve known months no other place of the neighbourhood had more."""
    times = 0
    for k in range(-min(YEAR, len(by_month[code])), 0):
        here = by_month[code][k] or 0
        times += here > 0 and here == max(counts[k] or 0 for counts in by_month.values())
    return times
