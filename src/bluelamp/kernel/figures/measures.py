"""A measure is a declaration: what is counted, of whom, how late, against which milestone, and which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bluelamp.kernel.figures.periods import Month, Period
from bluelamp.warehouse.tallies import Tally

Better = Literal["up", "down", "neither"]
Unit = Literal["percent", "number", "per_1000", "days", "ratio"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level the force set itself, from one month on. Its history is a step line, never one number."""

    since: Month
    level: float
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the catalogue.

    ``tally`` is counted over facts. A *rate* divides it by ``per`` (people by area level and code); a *ratio of two
    measures* names ``over``. ``level``s are in the unit of the value: a share of 0.80 is printed as 80%.
    ``smallest_base`` is the least n that may be published; ``lag_months`` how long after the month it is known.
    """

    key: str
    title: str
    meaning: str
    owner: str
    tally: Tally
    unit: Unit
    better: Better
    over: Tally | None = None
    per: str = ""
    quantile: float | None = None
    milestones: tuple[Milestone, ...] = ()
    lag_months: int = 0
    smallest_base: int = 0
    area_levels: tuple[str, ...] = ("force",)
    breakdown_words: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str = ""

    def milestone_at(self, period: Period) -> Milestone | None:
        """The milestone in force in the last month of ``period``."""
        standing = [m for m in self.milestones if m.since <= period.last_month]
        return max(standing, key=lambda m: m.since) if standing else None
