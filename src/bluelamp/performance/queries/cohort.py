"""Many charts at once: every place and measure of a page judged in one pass, and held against so many looks.

One chart in twenty signals by chance. So a signal of a page is only said to hold when its p-value does after
Benjamini and Hochberg's adjustment for every chart of that page; the others are kept, and said to be what chance gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis import discovery, spc
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.tables import Sheet
from bluelamp.performance import catalogue
from bluelamp.performance.models import Rebase
from bluelamp.performance.queries.fitting import breaks, chart_for
from bluelamp.performance.queries.rebases import every_one_in_force
from bluelamp.performance.queries.signals import Judged, judged, place_name

BY_CHANCE = 0.05
"""About what part of charts of pure chance the rules flag in their last month: 2 to 6%, by kind and length."""
OF_THE_SURVEY_ITSELF = "survey-interviews"
MEASURES = tuple(
    measure
    for measure in catalogue.MEASURES
    if measure.kind in ("count", "share") and measure.key != OF_THE_SURVEY_ITSELF
)
"""What is judged by the hundred: counts and shares. A rate or ratio is made of counts that are there already, and how
many were asked in a place is the bureau's doing."""
JUDGED = spc.block.VARIATIONS.index("common")
"""Beyond it in the list of variations stand the signals."""

Areas = Mapping[str, Sequence[str]]
Key = tuple[str, str, str]
"""Measure, area level and area."""


@dataclass(frozen=True)
class Flagged:
    """A chart that the rules flag, with its p-value as it is and as adjusted for the others.

    ``people`` is how far the last month lies from usual, counted in people: those interviewed, or whose report it is.
    ``judged`` is the chart as its own page has it, where it ``holds``; of the others words are enough.
    """

    measure: Measure
    level: str
    area: str
    signal: spc.Signal
    p_value: float
    adjusted: float
    people: float
    judged: Judged | None = None

    @property
    def holds(self) -> bool:
        return self.judged is not None

    @property
    def place(self) -> str:
        return place_name(self.level, self.area) or "The whole force"

    @property
    def value(self) -> float:
        """Of the last month."""
        assert self.signal.last is not None  # nothing is flagged that has no last month
        return float(self.signal.values[self.signal.last])


@dataclass(frozen=True)
class Cohort:
    """The charts of a page in one month: ``flagged`` weightiest first, ``looked_at`` are all that can be judged."""

    month: Month | None
    looked_at: int
    flagged: tuple[Flagged, ...]

    @property
    def holding(self) -> tuple[Flagged, ...]:
        return tuple(one for one in self.flagged if one.holds)

    @property
    def others(self) -> tuple[Flagged, ...]:
        """Those that the rules flag and so many looks explain."""
        return tuple(one for one in self.flagged if not one.holds)

    @property
    def by_chance(self) -> int:
        """How many of so many charts the rules would flag if nothing had happened anywhere."""
        return round(self.looked_at * BY_CHANCE)


def cohort(scope: Scope, areas: Areas) -> Cohort:
    """Every chart of these places (by level) that the reader may see, in the latest month known of its measure.

    Four queries, however many places.
    """
    sheet = tables.side_by_side(scope, measures=[measure.key for measure in MEASURES], areas=areas)
    signals, p_values = judge_sheet(sheet)
    anew = _judged_anew(scope, sheet)
    for k, key in enumerate(sheet.keys):
        if key in anew:
            signals[k], p_values[k] = anew[key].signal, spc.surprise(anew[key].signal)
    p_values[~_is_current(sheet)] = np.nan
    tested = discovery.benjamini_hochberg(p_values)
    flagged = [k for k, signal in signals.items() if signal.is_signal and not np.isnan(p_values[k])]
    holding = [sheet.keys[k] for k in flagged if tested.found[k]]
    words = anew | {
        key: judged(catalogue.measure(key[0]), readings)
        for key, readings in tables.series_of(scope, [key for key in holding if key not in anew]).items()
    }
    found = [
        Flagged(
            catalogue.measure(sheet.keys[k][0]), *sheet.keys[k][1:], signals[k], float(tested.raw[k]),
            float(tested.adjusted[k]), _people(signals[k]), words[sheet.keys[k]] if tested.found[k] else None,
        )
        for k in flagged
    ]  # fmt: skip
    looked_at = int((~np.isnan(p_values)).sum())
    month = Month(1, 1).shift(sheet.first + sheet.values.shape[1] - 13) if looked_at else None
    return Cohort(month, looked_at, tuple(sorted(found, key=lambda one: (not one.holds, -one.people))))


def judge_sheet(sheet: Sheet) -> tuple[dict[int, spc.Signal], NDArray[np.float64]]:
    """What the rules flag, by its place in the sheet, and each chart's p-value: a block for each kind and way."""
    signals: dict[int, spc.Signal] = {}
    p_values = np.full(len(sheet.keys), np.nan)
    alike: dict[tuple[spc.Chart, str, tuple[int, ...]], list[int]] = defaultdict(list)
    for k, (measure_key, level, _) in enumerate(sheet.keys):
        measure = catalogue.measure(measure_key)
        values = sheet.values[k]
        alike[chart_for(measure, level, values), measure.better, breaks(values)].append(k)
    months = (sheet.first + np.arange(sheet.values.shape[1])) % 12 + 1
    for (chart, better, phases), rows in alike.items():
        block = spc.judge_block(
            sheet.values[rows],
            np.nan_to_num(sheet.n[rows]) if chart == "p" else None,
            chart=chart,
            months=months if chart == "seasonal" else None,
            better=better,  # type: ignore[arg-type]  # a measure's own
            within=None if chart == "p" else (0.0, np.inf),
            phases=phases,
        )
        p_values[rows] = spc.surprises(block)
        flagged = np.flatnonzero(block.variation > JUDGED).tolist()
        signals |= {rows[i]: spc.signal_of(block, i) for i in flagged}
    return signals, p_values


def _judged_anew(scope: Scope, sheet: Sheet) -> dict[Key, Judged]:
    """The charts with a rebase in force, each from its last one on."""
    rebased = _rebased(scope, sheet)
    found = tables.series_of(scope, rebased)
    return {
        key: judged(catalogue.measure(key[0]), readings, rebases=rebased[key])
        for key, readings in found.items()
    }


def _rebased(scope: Scope, sheet: Sheet) -> dict[Key, list[Rebase]]:
    """The rebases in force of these charts, oldest first."""
    found: dict[Key, list[Rebase]] = defaultdict(list)
    for one in every_one_in_force(scope):
        own = next(iter(catalogue.measure(one.measure).tally.bases))
        if not one.breakdown and one.basis == own:
            found[one.measure, one.area_level, one.area].append(one)
    return {key: found[key] for key in sheet.keys if key in found}


def _is_current(sheet: Sheet) -> NDArray[np.bool_]:
    """Whether a chart reaches the latest month that its measure is known for: old news is no signal of this month."""
    months = np.arange(sheet.values.shape[1])
    last = np.where(np.isnan(sheet.values), -1, months).max(axis=1, initial=-1)
    latest: dict[str, int] = defaultdict(lambda: -1)
    for (measure, *_), end in zip(sheet.keys, last.tolist(), strict=True):
        latest[measure] = max(latest[measure], end)
    return np.array(
        [end == latest[key[0]] for key, end in zip(sheet.keys, last, strict=True)], dtype=np.bool_
    )


def _people(signal: spc.Signal) -> float:
    """How far the last month lies from usual, in people: of a share those are the interviewed."""
    last = signal.last
    if last is None:
        return 0.0
    away = abs(float(signal.judged[last] - signal.centre[last]))
    return away * (float(signal.n[last]) if signal.n is not None else 1.0)
