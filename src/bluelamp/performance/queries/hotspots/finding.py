"""Where recorded crime gathers, how that changed and what lasts: one answer for pictures, tables and the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis import hotspots, poisson
from bluelamp.analysis.hotspots import Change, HotSpots
from bluelamp.analysis.intervals import Interval
from bluelamp.areas.neighbourhoods import harm
from bluelamp.areas.neighbourhoods.words import ANTI_SOCIAL_BEHAVIOUR, every_crime_type
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.figures.disclosure import reason_to_withhold
from bluelamp.kernel.figures.periods import Month, Period, Quarter
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.performance.queries.hotspots import counting
from bluelamp.performance.queries.hotspots.cells import Cells, cells
from bluelamp.performance.queries.hotspots.counting import ALL_CRIME, Counted

Floats = NDArray[np.float64]
QUARTERS = 8
"""How far back the life of a hot spot is followed: two years, so that each season is in both halves."""


@dataclass(frozen=True)
class Asked:
    """What was chosen: kind of crime, unit (empty for the force), sort of place, period, and the one compared with."""

    kind: str
    lpu: str
    choice: str
    period: Period
    compared: Period


@dataclass(frozen=True, eq=False)
class Layer:
    """One thing counted by place in the period: its total, 95% interval, and where it gathers."""

    total: Floats
    interval: Interval
    spots: HotSpots

    def places(self, side: int) -> list[int]:
        """The places found, hot (1) or cold (-1), the strongest first."""
        found = np.flatnonzero(self.spots.found[0] == side)
        return [int(i) for i in found[np.argsort(-np.abs(self.spots.z[0][found]), kind="stable")]]


@dataclass(frozen=True, eq=False)
class Found:
    """The whole answer. ``life`` is None when fewer than four quarters are known; ``harm`` when the kind has no weight.

    ``withheld`` says for each place why its numbers must not be shown to this reader; empty when they may be.
    """

    asked: Asked
    cells: Cells
    counts: Layer
    harm: Layer | None
    before: Floats
    change: Change
    quarters: tuple[Quarter, ...]
    life: NDArray[np.str_] | None
    withheld: tuple[str, ...]
    made_up: tuple[Month, ...]

    @property
    def place(self) -> str:
        """The area looked at, in words."""
        return places.names("lpu")[self.asked.lpu] if self.asked.lpu else "the force"

    @property
    def what(self) -> str:
        """The kind of crime, in words that stand within a sentence."""
        return kind_words(self.asked.kind).lower()

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """The places whose numbers may be shown."""
        return np.array([not why for why in self.withheld])

    def of_life(self, sort: str) -> list[int]:
        """The places of one sort of life."""
        return [] if self.life is None else [int(i) for i in np.flatnonzero((self.life == sort) & self.shown)]

    def changed(self, side: int) -> list[int]:
        """The places that rose (1) or fell (-1) by more than chance, the surest first."""
        found = np.flatnonzero((self.change.found == side) & self.shown)
        return [int(i) for i in found[np.argsort(self.change.raw[found], kind="stable")]]

    def where(self, found: Sequence[int], most: int = 3) -> list[str]:
        """The neighbourhoods that most of these places lie in."""
        counted = Counter(self.cells.neighbourhood(place) for place in found)
        return [name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]]


def kind_words(kind: str) -> str:
    """A kind of crime as the publisher writes it."""
    words = {code: name for name, code in every_crime_type().items()}
    return "All recorded crime" if kind == ALL_CRIME else words[kind]


def find(scope: Scope, asked: Asked, *, smallest_base: int | None = None) -> Found:
    """Look for hot spots, changes and lives of one kind of crime.

    A reader bound to units must ask for one of those. ``smallest_base`` is the measure's own unless given. Raises
    ``NotPermitted``.
    """
    require(scope, "figures.read")
    if scope.lpus and asked.lpu not in scope.lpus:
        raise NotPermitted("Hot spots outside your own local policing units are not open to you.")
    quarters = _quarters(asked)
    months = sorted(
        {*asked.period.months(), *asked.compared.months(), *(m for q in quarters for m in q.months())}
    )
    rows = counting.counted(asked.kind, months, asked.lpu)
    on = cells(asked.choice, asked.lpu)
    at = on.number(rows)

    now, then = _totals(rows, at, on, asked.period, rows.n), _totals(rows, at, on, asked.compared, rows.n)
    base = catalogue.measure(_measure(asked.kind)).smallest_base if smallest_base is None else smallest_base
    return Found(
        asked=asked,
        cells=on,
        counts=Layer(now, poisson.interval(now), on.gathered(now[None])),
        harm=_harm(rows, at, on, asked),
        before=then,
        change=_change(then, now, asked),
        quarters=quarters,
        life=_life(rows, at, on, quarters),
        withheld=tuple(_withheld(int(a), int(b), base, scope.role) for a, b in zip(now, then, strict=True)),
        made_up=tuple(
            m for m, source in counting.months_known().items() if m in months and counting.is_made_up(source)
        ),
    )


def _measure(kind: str) -> str:
    return "recorded-asb" if kind == ANTI_SOCIAL_BEHAVIOUR else "recorded-crime"


def _withheld(now: int, then: int, base: int, role: str) -> str:
    """The one rule, asked of both numbers that stand beside each other."""
    return reason_to_withhold(now, base, role) or reason_to_withhold(then, base, role)


def _quarters(asked: Asked) -> tuple[Quarter, ...]:
    """The quarters up to the period of which every month is known and the kind was in use, oldest first."""
    here, last = set(counting.months_known()), Quarter.ending(asked.period.last_month.start)
    if last.ordinal > asked.period.ordinal:
        last = last.shift(-3)
    found = [last.shift(-3 * back) for back in range(QUARTERS)]
    whole = [
        q for q in found if set(q.months()) <= here and counting.kinds_in_use(asked.kind, tuple(q.months()))
    ]
    return tuple(reversed(whole))


def _totals(rows: Counted, at: NDArray[np.intp], on: Cells, period: Period, weights: Floats) -> Floats:
    wanted = np.isin(rows.month, [i for i, month in enumerate(rows.months) if month in set(period.months())])
    kept = wanted & (at >= 0)
    return np.bincount(at[kept], weights[kept], minlength=on.many).astype(float)


def _harm(rows: Counted, at: NDArray[np.intp], on: Cells, asked: Asked) -> Layer | None:
    """Harm beside counts only where several kinds are counted together: of one kind it is the count again, scaled."""
    if asked.kind != ALL_CRIME:
        return None
    total, squares = (_totals(rows, at, on, asked.period, each) for each in (rows.harm, rows.squares))
    interval = poisson.weighted_interval(total, squares, max(harm.days().values()))
    return Layer(total, interval, on.gathered(total[None]))


def _change(before: Floats, after: Floats, asked: Asked) -> Change:
    """Tested only where there was anything to change; elsewhere nothing is known to have changed."""
    some = before + after > 0
    tested = hotspots.change(
        before[some],
        after[some],
        exposure_before=asked.compared.length,
        exposure_after=asked.period.length,
    )

    def spread(known: Floats) -> Floats:
        whole = np.full(len(before), np.nan)
        whole[some] = known
        return whole

    found = np.zeros(len(before), np.int8)
    found[some] = tested.found
    return Change(
        spread(tested.ratio),
        spread(tested.low),
        spread(tested.high),
        spread(tested.raw),
        spread(tested.adjusted),
        found,
    )


def _life(
    rows: Counted, at: NDArray[np.intp], on: Cells, quarters: Sequence[Quarter]
) -> NDArray[np.str_] | None:
    if len(quarters) < 4:
        return None
    layers = np.stack([_totals(rows, at, on, quarter, rows.n) for quarter in quarters])
    return hotspots.life(on.gathered(layers).found)
