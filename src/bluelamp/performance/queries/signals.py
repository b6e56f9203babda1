"""A measure's monthly series judged once: chart, table, icon and sentence all come from the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bluelamp.analysis import spc
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure, Milestone
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.queries import FORCE, NoSuchFigure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue, words
from bluelamp.ui import charts
from bluelamp.ui.charts import Chart, Point


@dataclass(frozen=True)
class Judged:
    """A monthly series and what the control rules make of it. ``readings`` are oldest first, gaps included."""

    measure: Measure
    readings: tuple[Reading, ...]
    signal: spc.Signal
    place: str

    @property
    def last(self) -> Reading:
        """The last month that anything is known of; the last month of all when nothing is."""
        return self.readings[-1 if self.signal.last is None else self.signal.last]

    @property
    def milestone(self) -> Milestone | None:
        return self.measure.milestone_at(self.last.period)

    @property
    def sentence(self) -> str:
        return words.signal(self.measure, self.last, self.signal, self.milestone, self.place)

    @property
    def variation(self) -> str:
        return words.VARIATION[self.signal.variation]

    @property
    def assurance(self) -> str:
        return words.ASSURANCE[self.signal.assurance]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The series as a chart takes it: value, interval, limits and mark of each month."""
        judged = self.signal
        return charts.points(
            [r.period for r in self.readings],
            [r.value for r in self.readings],
            n=[r.n for r in self.readings],
            low=[r.low for r in self.readings],
            high=[r.high for r in self.readings],
            centre=judged.centre.tolist(),
            lower=judged.lower.tolist(),
            upper=judged.upper.tolist(),
            flags=[FLAGS[mark] for mark in judged.marks],
        )

    @cached_property
    def chart(self) -> Chart:
        """The control chart, its table and its sentence."""
        return charts.control(
            self.points,
            unit=self.measure.unit,
            title=f"{self.measure.title} by month" + (f", {self.place}" if self.place else ""),
            sentence=self.sentence,
            milestones=self.measure.milestones,
            base=words.counted(self.measure, None).capitalize(),
        )

    @cached_property
    def sparkline(self) -> Chart:
        """The last two years at the height of a line of text."""
        return charts.sparkline(
            self.points[-24:],
            unit=self.measure.unit,
            title=self.measure.title,
            sentence=self.sentence,
            milestones=self.measure.milestones,
        )


FLAGS: dict[str, charts.Flag] = {
    "": "",
    "none": "",
    "common": "",
    "improvement": "improvement",
    "concern": "concern",
    "neutral-high": "neutral",
    "neutral-low": "neutral",
}


@dataclass(frozen=True)
class LagView:
    """The same answers by two dates, so that a month's results can be laid beside the month they speak of."""

    measure: Measure
    by_interview: tuple[Reading, ...]
    by_incident: tuple[Reading, ...]

    @cached_property
    def chart(self) -> Chart:
        first, second = (
            charts.points([r.period for r in line], [r.value for r in line])
            for line in (self.by_interview, self.by_incident)
        )
        return charts.two_dates(
            first,
            second,
            unit=self.measure.unit,
            title=f"{self.measure.title}, by interview and by incident",
            sentence=self.sentence,
            milestones=self.measure.milestones,
        )

    @property
    def sentence(self) -> str:
        known = [r for r in self.by_incident if r.value is not None]
        if not known:
            return "Nothing is known by date of incident."
        lowest = min(known, key=lambda r: r.value or 0)
        return (
            f"By date of incident the lowest month is {words.reading(self.measure, lowest)}. "
            "What people told us in an interview is about an incident some weeks before it."
        )


def signal(
    scope: Scope,
    measure_key: str,
    *,
    basis: str = "",
    area_level: str = "force",
    area: str = FORCE,
    breakdown: str = "",
    category: str = "",
    upto: Period | None = None,
    rules: str = "making-data-count",
) -> Judged:
    """The monthly series of a measure, judged. Raises :class:`NoSuchFigure` when no month was ever taken."""
    measure = catalogue.measure(measure_key)
    readings = figures.series(
        scope,
        measure_key,
        basis=basis,
        area_level=area_level,
        area=area,
        breakdown=breakdown,
        category=category,
        upto=upto,
    )
    if not readings:
        raise NoSuchFigure(f"No figures of {measure.title} have been taken for {area}.")
    return Judged(measure, readings, judge(measure, readings, rules), place_name(area_level, area))


def judge(measure: Measure, readings: Sequence[Reading], rules: str = "making-data-count") -> spc.Signal:
    """Shares on a p chart whose limits follow n, everything else on an XmR chart."""
    values = [r.value for r in readings]
    milestones = [m.level if (m := measure.milestone_at(r.period)) else None for r in readings]
    share = measure.unit == "percent"
    asked = np.array([r.effective_n or r.n or 0 for r in readings], dtype=float) if share else None
    return spc.judge(
        values,
        asked,
        chart="p" if share else "xmr",
        rules=rules,
        better=measure.better,
        milestones=milestones,
        within=None if share else (0.0, np.inf),
    )


def lag_view(scope: Scope, measure_key: str, *, upto: Period | None = None, length: int = 24) -> LagView:
    """A survey measure by date of interview and by date of incident, for the whole force."""
    by = [figures.series(scope, measure_key, basis=b, upto=upto) for b in ("interview", "incident")]
    if not any(by):
        raise NoSuchFigure(f"No figures of {measure_key} have been taken.")
    first = max(line[-1].period.last_month for line in by if line).shift(1 - length)
    by = [tuple(r for r in line if r.period.last_month >= first) for line in by]
    return LagView(catalogue.measure(measure_key), *by)


def place_name(area_level: str, area: str) -> str:
    """What a place is called; nothing for the whole force, which a sentence means unless it says otherwise."""
    return "" if area_level == "force" else places.names(area_level).get(area, area)
