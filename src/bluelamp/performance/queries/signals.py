"""A measure's monthly series judged once: chart, table, icon and sentence all come from the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bluelamp.analysis import spc
from bluelamp.analysis.spc import rebasing
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure, Milestone
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.queries import FORCE, NoSuchFigure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue, words
from bluelamp.performance.models import Rebase
from bluelamp.performance.queries.fitting import breaks, chart_for
from bluelamp.performance.queries.rebases import in_force, inside, series_of
from bluelamp.ui import charts
from bluelamp.ui.charts import Chart, Point, Turn


@dataclass(frozen=True)
class Judged:
    """A monthly series and what the control rules make of it. ``readings`` are oldest first, gaps included.

    ``turns`` are the rebases in force inside it: limits begin anew there, and all that is said is of the last phase.
    """

    measure: Measure
    readings: tuple[Reading, ...]
    signal: spc.Signal
    place: str
    turns: tuple[Turn, ...] = ()

    @property
    def last(self) -> Reading:
        """The last month that anything is known of; the last month of all when nothing is."""
        return self.readings[-1 if self.signal.last is None else self.signal.last]

    @property
    def is_parted(self) -> bool:
        """Whether some months lie beyond a gap so long that they count for no limits."""
        return bool(breaks([reading.value for reading in self.readings]))

    @property
    def milestone(self) -> Milestone | None:
        return self.measure.milestone_at(self.last.period)

    @property
    def sentence(self) -> str:
        return words.signal(self.measure, self.last, self.signal, self.milestone, self.place, self.turns)

    @property
    def sentence_of_now(self) -> str:
        """The same without the history of its limits, which stands on the page of the measure."""
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
        return charts.points_of(
            self.signal,
            [r.period for r in self.readings],
            n=[r.n for r in self.readings],
            low=[r.low for r in self.readings],
            high=[r.high for r in self.readings],
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
            turns=self.turns,
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

    @cached_property
    def ahead(self) -> Ahead | None:
        """What would count as a signal in the month after the last known one; None while that cannot be said."""
        try:
            outlook = spc.next_month_limits(self.signal, month=self.last.period.shift(1).start.month)
        except ValueError:
            return None
        return Ahead(self.measure, self.last.period.shift(1), outlook, self.signal)


@dataclass(frozen=True)
class Ahead:
    """What would count as a signal next month, said beforehand: ``rows`` are value, reading and why."""

    measure: Measure
    month: Period
    outlook: spc.Outlook
    signal: spc.Signal

    @property
    def sentence(self) -> str:
        return words.outlook(self.measure, self.month, self.outlook, self.base)

    @property
    def base(self) -> int | None:
        """How many interviews the limits count on, where they depend on it: as many as in the last six months."""
        if self.signal.n is None:
            return None
        return round(float(np.mean(self.signal.n[self.signal.n > 0][-6:])))

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        return words.outlook_rows(self.measure, self.outlook)


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
    def lowest(self) -> Reading | None:
        """The lowest month by date of incident; none where nothing is known by that date."""
        known = [r for r in self.by_incident if r.value is not None]
        return min(known, key=lambda r: r.value or 0, default=None)

    @property
    def sentence(self) -> str:
        if self.lowest is None:
            return "Nothing is known by date of incident."
        return (
            f"By date of incident the lowest month is {words.reading(self.measure, self.lowest)}. "
            "What people told us in an interview is about an incident some weeks before it."
        )


def signal(
    scope: Scope,
    measure_key: str,
    *,
    kind: str = "month",
    basis: str = "",
    area_level: str = "force",
    area: str = FORCE,
    breakdown: str = "",
    category: str = "",
    upto: Period | None = None,
    rules: str = "making-data-count",
) -> Judged:
    """The monthly series of a measure, judged phase by phase from the rebases in force.

    Raises :class:`NoSuchFigure` when no month was ever taken, and ``spc.RollingSeriesRefused`` for a ``kind`` of
    period whose neighbours share months.
    """
    measure = catalogue.measure(measure_key)
    if kind != "month":
        raise spc.RollingSeriesRefused
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
    decided = in_force(scope, measure=measure_key, area_level=area_level, area=area)
    return judged(measure, readings, rebases=decided.get(series_of(readings[0]), ()), rules=rules)


def judged(
    measure: Measure,
    readings: tuple[Reading, ...],
    *,
    rebases: Sequence[Rebase] = (),
    rules: str = "making-data-count",
) -> Judged:
    """A series judged from its last rebase on, with the words and charts that follow."""
    kept = inside(rebases, readings)
    signal = judge(measure, readings, rules, kept)
    place = place_name(readings[0].area_level, readings[0].area)
    return Judged(measure, readings, signal, place, _turns(readings, kept))


def _turns(readings: Sequence[Reading], rebases: Sequence[Rebase]) -> tuple[Turn, ...]:
    """Where limits begin anew and why: because people decided so, or because nothing is known of a long time before."""
    known = [i for i, reading in enumerate(readings) if reading.value is not None]
    turns = {one.from_month: Turn(one.from_month, one.cause) for one in rebases}
    for at in breaks([reading.value for reading in readings]):
        unknown = at - max(i for i in known if i < at) - 1
        month = readings[at].period.last_month
        why = f"Nothing is known of the {unknown} months before"
        turns.setdefault(month, Turn(month, why, is_decided=False))
    return tuple(turns[month] for month in sorted(turns))


def judge(
    measure: Measure,
    readings: Sequence[Reading],
    rules: str = "making-data-count",
    rebases: Sequence[Rebase] = (),
) -> spc.Signal:
    """A series on the chart that fits it (see :func:`fitting.chart_for`). ``rebases`` lie inside the series."""
    values = [r.value for r in readings]
    milestones = [m.level if (m := measure.milestone_at(r.period)) else None for r in readings]
    share = measure.unit == "percent"
    asked = np.array([r.effective_n or r.n or 0 for r in readings], dtype=float) if share else None
    months = [r.period.start for r in readings]
    chart = chart_for(measure, readings[0].area_level, values)
    if chart == "seasonal" and rebases:
        # A rebase leaves too few of each month of the year to set one beside its namesakes.
        chart = "xmr"
    return spc.judge(
        values,
        asked,
        chart=chart,
        months=[month.month for month in months] if chart == "seasonal" else None,
        rules=rules,
        better=measure.better,
        milestones=milestones,
        within=None if share else (0.0, np.inf),
        phases=sorted({rebasing.position(one.since, months) for one in rebases} | set(breaks(values))),
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
