"""What the cube counts: a population, a value and a weight, written once as Ibis expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import ibis.expr.types as ir

from bluelamp.warehouse.facts import Fact

Kind = Literal["count", "share", "mean", "quantile"]


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing counted over a fact.

    ``population`` keeps the rows in the base; ``value`` is the success (share), the amount (mean, quantile)
    or the number each row stands for (count; one each when absent). ``dates`` maps a basis a reader can choose
    (``interview``, ``incident``) to a date column; the first is the default. ``breakdowns`` maps a name to a column.
    """

    key: str
    fact: Fact
    kind: Kind
    population: Callable[[ir.Table], ir.BooleanValue]
    value: Callable[[ir.Table], ir.Value] | None = None
    weight: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    breakdowns: Mapping[str, str] = field(default_factory=dict)
