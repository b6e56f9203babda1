"""A measure is a declaration: what is counted, of whom, how late, against which milestone, which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bluelamp.kernel.figures.periods import KINDS, Month, Period
from bluelamp.warehouse.tallies import WHOLE, Tally

Better = Literal["up", "down", "neither"]
Unit = Literal["percent", "number", "per_1000", "days", "ratio"]
Kind = Literal["count", "share", "rate", "mean", "quantile", "ratio"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level the force set itself, from one month on. Its history is a step line, never one number."""

    since: Month
    level: float
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the catalogue.

    ``tally`` is counted over facts. A *rate* divides it by ``per``, the people living there by area level and code
    (the force under ``""``); a *ratio of two measures* names the tally it stands ``over``; a quantile says which.
    Milestones are in the unit of the value: 80% is a level of 0.80. ``smallest_base`` is the least n that may be
    published; ``lag_months`` how long after a month has ended its own date's rows are all known; ``area_levels``
    where figures are taken, and ``periods_at`` the only kinds of period taken at a level too thin for the others.
    A measure that ``has_season`` differs by the month of the year, as the trade knows without asking the figures.
    ``breakdown_words`` says what the codes of its categories mean; ``subject`` is the heading it stands under beside
    others.
    """

    key: str
    title: str
    meaning: str
    owner: str
    tally: Tally
    unit: Unit
    better: Better
    subject: str
    over: Tally | None = None
    per: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    quantile: float | None = None
    milestones: tuple[Milestone, ...] = ()
    lag_months: int = 0
    smallest_base: int = 0
    has_season: bool = False
    area_levels: tuple[str, ...] = (WHOLE,)
    periods_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breakdown_words: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str = ""
    is_plural: bool = False

    def __post_init__(self) -> None:
        if (self.tally.kind == "quantile") != (self.quantile is not None):
            raise TypeError(f"{self.key}: a quantile, and nothing else, says which quantile it is.")
        if (self.over or self.per) and self.tally.kind != "count":
            raise TypeError(f"{self.key}: rates and ratios are made of counts.")
        unkept = set(self.area_levels) - set(self.tally.areas)
        if unkept:
            raise ValueError(f"{self.key}: the cube keeps no {', '.join(sorted(unkept))}.")
        if unknown := {kind for kinds in self.periods_at.values() for kind in kinds} - set(KINDS):
            raise ValueError(f"{self.key}: there is no kind of period {', '.join(sorted(unknown))}.")

    @property
    def kind(self) -> Kind:
        """What sort of number it is."""
        return "ratio" if self.over else "rate" if self.per else self.tally.kind

    def is_taken_for(self, level: str, period: Period) -> bool:
        """Whether figures of this kind of period are taken at a level."""
        return period.kind in self.periods_at.get(level, (period.kind,))

    def milestone_at(self, period: Period) -> Milestone | None:
        """The milestone in force in the last month of ``period``."""
        standing = [m for m in self.milestones if m.since <= period.last_month]
        return max(standing, key=lambda m: m.since) if standing else None
