"""What the cube counts: a population, a value and a weight, written once as Ibis expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import ibis.expr.types as ir

from bluelamp.warehouse.facts import MADE_UP, Fact

Kind = Literal["count", "share", "mean", "quantile"]
WHOLE = "force"
"""The level at which everything is counted together; its one area has no code in the cube."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing counted over a fact.

    ``population`` keeps the rows in the base; ``value`` is the success (share), the amount (mean, quantile) or the
    number each row stands for (count; one each when absent); a row without a value is not in the base.
    ``dates`` maps a basis a reader can choose (``interview``, ``incident``) to a date column; the first is the
    default, and the fact's own date under the name ``month`` when none is given. ``breakdowns`` maps a name to
    a column.

    ``arrives`` says, for a basis other than the fact's own date, how many months later its rows come in: (1, 3)
    for incidents whose interviews follow in the next three months. A month counts as known when those are in.
    ``sources`` are those that count (all when empty), ``levels`` those the cube keeps (every one the fact has when
    empty), ``edges`` the rising bounds of the histogram a quantile is read from.
    """

    key: str
    fact: Fact
    kind: Kind
    population: Callable[[ir.Table], ir.BooleanValue]
    value: Callable[[ir.Table], ir.Value] | None = None
    weight: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    breakdowns: Mapping[str, str] = field(default_factory=dict)
    arrives: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    edges: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.kind != "count" and self.value is None:
            raise TypeError(f"{self.key}: a {self.kind} needs a value.")
        if (self.kind == "quantile") != bool(self.edges) or list(self.edges) != sorted(set(self.edges)):
            raise ValueError(f"{self.key}: a quantile, and nothing else, has edges, and they rise.")
        dateless = [
            b for b, column in self.bases.items() if column != self.fact.dated and b not in self.arrives
        ]
        if dateless:
            raise ValueError(f"{self.key}: say when the rows of a month by {dateless[0]} date arrive.")

    @property
    def bases(self) -> Mapping[str, str]:
        """Basis to date column; the first is the default."""
        return self.dates or {"month": self.fact.dated}

    @property
    def areas(self) -> Mapping[str, str]:
        """Level to column, the whole (which has no column) first."""
        columns = {WHOLE: "", **self.fact.areas}
        return {level: columns[level] for level in self.levels} if self.levels else columns

    @property
    def bins(self) -> int:
        """How many bins its histogram has: those between the edges and one beyond each end."""
        return len(self.edges) + 1 if self.edges else 0

    def counts(self, source: str) -> bool:
        """Whether rows of this source are in it."""
        return not self.sources or source in self.every_source

    @property
    def every_source(self) -> tuple[str, ...]:
        """The sources that count and, in a sample, those made up to stand in for them; empty when all count."""
        return tuple(name for source in self.sources for name in (source, source + MADE_UP))

    def arrival(self, basis: str) -> tuple[int, int]:
        """How many months later, at the earliest and at the latest, the rows of a month come in."""
        return (0, 0) if self.bases[basis] == self.fact.dated else self.arrives[basis]
