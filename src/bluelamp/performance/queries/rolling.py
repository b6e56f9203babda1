"""The mechanics of the rolling year, put to use: why it moved, and what the coming months would have to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Unpack

import numpy as np

from bluelamp.analysis import rolling
from bluelamp.analysis.rolling import Weighting
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month, Period, RollingYear
from bluelamp.kernel.figures.queries import FORCE, NoSuchFigure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue, words
from bluelamp.performance.queries.which import Which
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart

PERFORMANCE_YEAR_ENDS = 3
"""March: the month by which a board expects a milestone of the year to be met."""


class NoTarget(ValueError):
    """There is no milestone to aim at, and no level was given; carries the sentence the reader sees."""


class TooFewMonths(NoSuchFigure):
    """Months are missing of those that a rolling year's last step is made of; carries the sentence the reader sees."""


@dataclass(frozen=True)
class Fall:
    """The last step of a rolling year: the level before and after it, the month that left and the one that came in."""

    measure: Measure
    before: float
    after: float
    leaving: Reading
    arriving: Reading

    @property
    def sentence(self) -> str:
        return words.step(self.measure, self.before, self.after, self.leaving, self.arriving)


@dataclass(frozen=True)
class Ahead:
    """One month ahead: what every month up to it would have to be, and the chance of standing at the target in it."""

    month: Month
    months: int
    needed: float
    is_feasible: bool
    chance: float


@dataclass(frozen=True)
class Takes:
    """What it would take. ``expected`` and ``planned`` are the level and volume the chances assume for each month."""

    measure: Measure
    year: RollingYear
    months: tuple[Reading, ...]
    target: float
    weighting: Weighting
    expected: float
    planned: int
    level: float
    leaving: Reading
    break_even: float
    needed_next: float
    ahead: tuple[Ahead, ...]
    fan: rolling.Fan

    @property
    def sentence(self) -> str:
        """What must happen for the target to be reached, in words."""
        next_month = self.year.last_month.shift(1).label
        if self.level >= self.target:
            return (
                f"The rolling year stands at {self._say(self.level)}, at or above {self._say(self.target)}. "
                f"{next_month} must be at least {self._say(self.break_even)} for it not to fall."
            )
        first = next((a for a in self.ahead if a.is_feasible), None)
        steps = (
            f"For the rolling year to stand at {self._say(self.target)}, {next_month} alone "
            f"would have to be {self._say(self.needed_next)}"
        )
        if self.needed_next > 1:
            steps += ", which cannot be"
        if first is None:
            return steps + ". No constant level reaches it within a year."
        if first.months > 1:
            steps += f"; every month to {first.month.label} would have to be {self._say(first.needed)}"
        march = next((a for a in self.ahead if a.month.month == PERFORMANCE_YEAR_ENDS), None)
        if march and march.months > first.months:
            steps += f", every month to {march.month.label} {self._say(march.needed)}"
        return (
            f"{steps}. {next_month} must be at least {self._say(self.break_even)} for it not to fall further, "
            f"as {self.leaving.period.label} ({self._say(self.leaving.value)}) leaves."
        )

    @cached_property
    def chart(self) -> Chart:
        """The rolling year so far and where it may go if months go on as expected."""
        levels = rolling.levels(
            [_share(r) for r in self.months], [r.denominator or 0 for r in self.months], self.weighting
        )
        past = [(r.period, v) for r, v in zip(self.months, levels, strict=True) if not np.isnan(v)]
        return charts.fan(
            charts.points([p for p, _ in past], [float(v) for _, v in past]),
            [
                charts.Quantiles(a.month, *(float(q) for q in levels_ahead))
                for a, levels_ahead in zip(self.ahead, self.fan.levels, strict=True)
            ],
            unit=self.measure.unit,
            title=f"Where the rolling year of {self.measure.title} may go",
            sentence=self.sentence,
            milestones=[charts.Level(past[0][0], self.target)],
            aim="Milestone" if self.is_milestone else "To reach",
        )

    @property
    def is_milestone(self) -> bool:
        """Is the level aimed at the force's own milestone, or one that somebody asks about?"""
        milestone = self.measure.milestone_at(self.year)
        return milestone is not None and milestone.level == self.target

    def _say(self, share: float | None) -> str:
        return formats.value(share, self.measure.unit)


def latest_step(
    scope: Scope, measure_key: str, *, upto: Period | None = None, **place: Unpack[Which]
) -> Fall:
    """How the rolling year came to where it stands. Raises :class:`TooFewMonths` without thirteen known."""
    measure = catalogue.measure(measure_key)
    months = _known_months(scope, measure, upto, 13, place)
    p, n = [_share(r) for r in months], [r.denominator or 0 for r in months]
    moved = rolling.step(p[:12], n[:12], p[12], n[12])
    return Fall(measure, float(moved.before), float(moved.after), months[0], months[-1])


def what_it_takes(
    scope: Scope,
    measure_key: str,
    *,
    target: float | None = None,
    weighting: Weighting = "pooled",
    expected: float | None = None,
    planned: int | None = None,
    upto: Period | None = None,
    **place: Unpack[Which],
) -> Takes:
    """What the coming months would have to be for the rolling year to stand at ``target`` (the milestone if not said).

    Chances assume that months go on varying around ``expected`` (the rolling year's level if not said) with ``planned``
    interviews each (the mean of the last three months). Raises :class:`NoSuchFigure` without twelve known months and
    :class:`NoTarget` when there is no milestone to aim at.
    """
    measure = catalogue.measure(measure_key)
    if measure.unit != "percent":
        raise ValueError(f"{measure.title} is not a share, so it has no rolling year to project.")
    months = figures.series(scope, measure_key, upto=upto, length=36, **place)
    year = _known_months(scope, measure, upto, 12, place)
    milestone = measure.milestone_at(year[-1].period)
    if target is None:
        target = milestone.level if milestone else None
    if target is None:
        raise NoTarget(f"{measure.title} has no milestone. Say which level to aim at.")
    p, n = [_share(r) for r in year], [r.denominator or 0 for r in year]
    level = float(rolling.level(p, n, weighting))
    volume = planned or round(sum(n[-3:]) / 3)
    middle = level if expected is None else expected
    needed = rolling.needed_over(p, n, target, volume, weighting)
    fan = rolling.project(
        p, n, expected=middle, planned_n=volume, milestone=target, weighting=weighting, draws=10_000
    )
    last = year[-1].period.last_month
    return Takes(
        measure=measure,
        year=RollingYear(last.year, last.month),
        months=tuple(months),
        target=target,
        weighting=weighting,
        expected=middle,
        planned=volume,
        level=level,
        leaving=year[0],
        break_even=float(rolling.break_even(p, n, volume, weighting)),
        needed_next=float(needed.share[0]),
        ahead=tuple(
            Ahead(
                last.shift(k + 1),
                k + 1,
                float(needed.share[k]),
                bool(needed.feasible[k]),
                float(fan.chance_at[k]),
            )
            for k in range(12)
        ),
        fan=fan,
    )


def rolling_chart(
    measure: Measure, months: Sequence[Reading], years: Sequence[Reading], sentence: str
) -> Chart:
    """The rolling year as a plain line with the months behind it: no control rules, which would cry wolf on it."""
    known = [y for y in years if y.value is not None]
    single = [m for m in months if known and m.period.last_month >= known[0].period.last_month]
    return charts.rolling(
        _points(known),
        _points(single),
        unit=measure.unit,
        title=f"{measure.title}, rolling year",
        sentence=sentence,
        milestones=measure.milestones,
    )


def _points(readings: Sequence[Reading]) -> tuple[charts.Point, ...]:
    return charts.points(
        [r.period for r in readings],
        [r.value for r in readings],
        n=[r.n for r in readings],
        low=[r.low for r in readings],
        high=[r.high for r in readings],
    )


def _known_months(
    scope: Scope, measure: Measure, upto: Period | None, length: int, place: Which
) -> tuple[Reading, ...]:
    """The last ``length`` months up to the last one known, every one of them known."""
    months = list(figures.series(scope, measure.key, upto=upto, **place))
    while months and months[-1].value is None:
        months.pop()
    if not months:
        raise NoSuchFigure(f"Nothing is known of {measure.title} for {place.get('area', FORCE)}.")
    found = months[-length:]
    if len(found) < length or any(r.value is None for r in found):
        raise TooFewMonths(words.too_few_months(measure, length))
    return tuple(found)


def _share(read: Reading) -> float:
    return float("nan") if read.value is None else read.value
