"""What a chart is drawn from: plain values a page or a paper already holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bluelamp.ui.formats import HasMonth

Flag = Literal["", "improvement", "concern", "neutral"]
"""What the control rules say of one point: nothing, better, worse, or changed where neither way is better."""


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point of the time axis that is no month: a day, a week, a quarter, or a label in its order.

    ``words`` name it in a sentence or a table, ``tick`` on the axis, ``key`` in JSON.
    """

    ordinal: int
    words: str
    tick: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One period on a time axis. ``value`` is in the unit of the measure (a share of one for percent).

    ``value`` None is a gap: nothing was counted, and the chart says "no data". ``low`` and ``high`` are the
    interval of the estimate; ``centre``, ``lower`` and ``upper`` the process limits; ``phase`` counts rebased
    stretches.
    """

    month: HasMonth | Moment
    value: float | None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    flag: Flag = ""
    phase: int = 0


class Step(Protocol):
    """A milestone in force from one month on."""

    @property
    def since(self) -> HasMonth | Moment: ...
    @property
    def level(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Level:
    """A milestone for callers that hold no measure: ``level`` from ``since`` on."""

    since: HasMonth | Moment
    level: float


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``since`` on limits begin anew, for this ``cause``: people decided so, unless a long gap made it so."""

    since: HasMonth | Moment
    cause: str
    is_decided: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """One place beside others, with the doubt in its value."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one group did to a change: by its own rate, and by its share of the whole (in the unit)."""

    name: str
    rate: float
    mix: float


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Where a projection may stand in one month: the 5th, 25th, 50th, 75th and 95th of 100 futures."""

    month: HasMonth
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


def points(
    months: Sequence[HasMonth | Moment],
    values: Sequence[float | None],
    *,
    n: Sequence[int | None] | None = None,
    low: Sequence[float | None] | None = None,
    high: Sequence[float | None] | None = None,
    centre: Sequence[float | None] | None = None,
    lower: Sequence[float | None] | None = None,
    upper: Sequence[float | None] | None = None,
    flags: Sequence[Flag] | None = None,
    phases: Sequence[int] | None = None,
) -> tuple[Point, ...]:
    """Points from columns of equal length; ``ValueError`` when lengths differ. NaN becomes a gap."""
    count = len(months)
    for column in (values, n, low, high, centre, lower, upper, flags, phases):
        if column is not None and len(column) != count:
            raise ValueError(f"A column holds {len(column)} values for {count} months.")
    return tuple(
        Point(
            month=month,
            value=_known(values, i),
            n=None if n is None or n[i] is None else int(n[i]),  # type: ignore[arg-type]
            low=_known(low, i),
            high=_known(high, i),
            centre=_known(centre, i),
            lower=_known(lower, i),
            upper=_known(upper, i),
            flag=flags[i] if flags is not None else "",
            phase=int(phases[i]) if phases is not None else 0,
        )
        for i, month in enumerate(months)
    )


def _known(column: Sequence[float | None] | None, i: int) -> float | None:
    value = None if column is None else column[i]
    return None if value is None or value != value else float(value)
