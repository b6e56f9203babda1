"""The control chart of a judged series: the one way from a signal to its picture and table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bluelamp.ui.charts.drawing import Chart
from bluelamp.ui.charts.over_time import control
from bluelamp.ui.charts.series import Flag, Moment, Point, Step, Turn, points
from bluelamp.ui.formats import HasMonth

FLAGS: dict[str, Flag] = {
    "": "",
    "none": "",
    "common": "",
    "improvement": "improvement",
    "concern": "concern",
    "neutral-high": "neutral",
    "neutral-low": "neutral",
}
"""What a mark of the rules looks like."""


class Judged(Protocol):
    """What the rules made of a series, by point; NaN is a gap. ``judged`` is what stands beside the limits."""

    @property
    def judged(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def centre(self) -> Any: ...
    @property
    def lower(self) -> Any: ...
    @property
    def upper(self) -> Any: ...
    @property
    def marks(self) -> tuple[str, ...]: ...
    def phase_at(self, point: int, /) -> int: ...


def judged(
    signal: Judged,
    months: Sequence[HasMonth | Moment],
    *,
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
    turns: Sequence[Turn] = (),
    axis: str = "",
    base: str = "Interviews",
    noun: str = "month",
) -> Chart:
    """Points, limits and marks as the signal has them; see :func:`control` for the rest."""
    return control(
        points_of(signal, months),
        unit=unit,
        title=title,
        sentence=sentence,
        milestones=milestones,
        turns=turns,
        axis=axis,
        base=base,
        noun=noun,
    )


def points_of(
    signal: Judged,
    months: Sequence[HasMonth | Moment],
    *,
    n: Sequence[int | None] | None = None,
    low: Sequence[float | None] | None = None,
    high: Sequence[float | None] | None = None,
) -> tuple[Point, ...]:
    """The series as a chart takes it, with the interval of each point where it is known.

    ``n`` is what was counted, where the signal's own is an effective one.
    """
    if n is None and signal.n is not None:
        n = [int(one) for one in signal.n]
    return points(
        months,
        signal.judged.tolist(),
        n=n,
        low=low,
        high=high,
        centre=signal.centre.tolist(),
        lower=signal.lower.tolist(),
        upper=signal.upper.tolist(),
        flags=[FLAGS[mark] for mark in signal.marks],
        phases=[signal.phase_at(i) for i in range(len(signal.marks))],
    )
