"""Rank with doubt: a “bottom four” with the chance that each place is truly in it (paragraphs 16 and 42)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bluelamp.analysis import pooling, ranking
from bluelamp.analysis.spc.sentences import listed
from bluelamp.analysis.spc.signal import in_words
from bluelamp.areas.neighbourhoods import residents
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue

LAST = 4
"""The board speaks of a “bottom four” (paragraph 16)."""
SURE = 0.9
"""The chance from which a place is said to be among them; below one less it, not to be."""


@dataclass(frozen=True)
class RankedPlace:
    """One place. ``low``, ``median`` and ``high`` are its rank among all, 1 the worst, with a 95% interval; ``chance``
    is that of its truly being among the last few, and ``as_counted`` whether it is there as it was counted.
    """

    code: str
    name: str
    reading: Reading
    low: int
    median: int
    high: int
    chance: float
    as_counted: bool

    @property
    def is_sure(self) -> bool:
        """Whether it can be said either way."""
        return self.chance >= SURE or self.chance <= 1 - SURE


@dataclass(frozen=True)
class Ranking:
    """Places of one level in one period, likeliest of the last few first; no ``rows`` when nothing can be ranked."""

    measure: Measure
    period: Period
    few: int
    rows: tuple[RankedPlace, ...]

    @property
    def end(self) -> str:
        """Which end of the order is the worse: ``lowest``, or ``highest`` where fewer are better."""
        return "highest" if self.measure.better == "down" else "lowest"

    @property
    def sentence(self) -> str:
        few = in_words(self.few)
        if not self.rows:
            return (
                f"{self.measure.title} cannot be ranked: an order takes every place, each counted and comparable, "
                "and more of them than are asked for."
            )
        counted = sorted(row.name for row in self.rows if row.as_counted)
        sure = sorted(row.name for row in self.rows if row.chance >= SURE)
        open_ = sum(not row.is_sure for row in self.rows)
        opening = f"As counted the {few} {self.end} over {self.period.label} are {listed(counted)}."
        if len(sure) == self.few:
            return f"{opening} Each of them is truly there with a chance of 9 in 10 or more."
        known = f"Only {listed(sure)} can be said to be there" if sure else "None can be said to be there"
        others = "one place" if open_ == 1 else f"{in_words(open_)} places"
        return f"{opening} {known} with a chance of 9 in 10 or more; {others} could be in or out by chance."


def ranks(
    scope: Scope, measure_key: str, period: Period, *, level: str = "lpu", few: int = LAST, basis: str = ""
) -> Ranking:
    """How sure it is which ``few`` places of a level stand worst in a period.

    Shares are ranked as they are, counts per resident. Each place is first drawn towards the others as far as its size
    leaves doubt. Nothing is ranked for a reader who may not read every place, nor where one is not known or withheld.
    """
    measure = catalogue.measure(measure_key)
    found = tables.of_places(scope, measure_key, period, area_level=level, basis=basis)
    whole = {read.area for read in found} == set(places.names(level))
    return Ranking(measure, period, few, of_readings(measure, found, few=few) if whole else ())


def of_readings(measure: Measure, found: Sequence[Reading], *, few: int = LAST) -> tuple[RankedPlace, ...]:
    """Places of one level and period ranked, likeliest of the last few first; none when they cannot be."""
    drawn = _drawn(measure, found, few)
    if drawn is None:
        return ()
    names, worst = places.names(found[0].area_level), np.argsort(drawn.order, kind="stable")[:few]
    rows = [
        RankedPlace(read.area, names[read.area], read, low, median, high, chance, i in worst)
        for i, (read, low, median, high, chance) in enumerate(
            zip(found, *(each.tolist() for each in drawn.ranks), strict=True)
        )
    ]
    return tuple(sorted(rows, key=lambda row: (-row.chance, row.name)))


@dataclass(frozen=True)
class _Drawn:
    """Ranks from the worse end, and the values as counted in the same direction."""

    ranks: ranking.Ranks
    order: np.ndarray


def _drawn(measure: Measure, found: Sequence[Reading], few: int) -> _Drawn | None:
    """None when there is nothing to rank. Values are turned round where fewer are better, so that 1 is the worst."""
    if len(found) <= few or measure.better == "neither" or any(r.value is None for r in found):
        return None
    value = np.array([r.value for r in found], dtype=float)
    turned = measure.better == "down"
    if measure.unit == "percent":
        n = np.array([r.effective_n or r.n or 0 for r in found], dtype=float)
        share = 1 - value if turned else value
        prior = pooling.beta_binomial(share * n, n).prior
        return _Drawn(ranking.of_shares(share, n, few, prior=prior), share)
    if measure.kind not in ("count", "rate"):
        return None
    count = np.array([r.numerator or 0 for r in found], dtype=float)
    people = np.array([residents.by_place().get((r.area_level, r.area), 0) for r in found], dtype=float)
    if not people.all():
        return None
    prior = pooling.gamma_poisson(count, people).prior
    if not turned:
        return _Drawn(ranking.of_rates(count, people, few, prior=prior), count / people)
    others = ranking.of_rates(count, people, len(found) - few, prior=prior)
    return _Drawn(_turned(others), -count / people)


def _turned(ranks: ranking.Ranks) -> ranking.Ranks:
    """The same places ranked from the other end: who is not among the lowest of the others is among the highest few."""
    low, median, high = (len(ranks.low) + 1 - rank for rank in (ranks.high, ranks.median, ranks.low))
    return ranking.Ranks(low, median, high, 1 - ranks.chance_lowest)
