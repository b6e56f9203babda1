"""Scales a reader can trust: round numbers, months named from January, labels that do not collide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from bluelamp.ui import formats
from bluelamp.ui.charts.series import Moment, Step
from bluelamp.ui.formats import HasMonth


@dataclass(frozen=True, slots=True)
class Frame:
    """The size a chart is drawn at, in pixels."""

    width: int
    height: int
    is_narrow: bool


WIDE = Frame(680, 360, is_narrow=False)
NARROW = Frame(300, 300, is_narrow=True)
FRAMES = (WIDE, NARROW)

AXIS_WORDS = {
    "percent": "Per cent",
    "number": "Number",
    "per_1000": "Per 1,000 people",
    "days": "Days",
    "ratio": "Ratio",
}


def ordinal(month: HasMonth | Moment) -> int:
    """A month as a count of months, so that two can be subtracted; another moment by its own count."""
    return month.ordinal if isinstance(month, Moment) else month.year * 12 + month.month - 1


def place(month: HasMonth | Moment, months: Sequence[HasMonth | Moment]) -> int:
    """Which step of the axis a moment falls on: the first that is no earlier; their number when it comes after all."""
    at = ordinal(month)
    return next((i for i, one in enumerate(months) if ordinal(one) >= at), len(months))


def named(month: HasMonth | Moment) -> str:
    """``November 2013``, or what a moment is called."""
    return month.words if isinstance(month, Moment) else formats.month(month)


def month_axis(months: Sequence[HasMonth | Moment], frame: Frame) -> dict[str, Any]:
    """The horizontal axis: one step a month, a tick where the calendar has one, the year named once."""
    calendar = [month for month in months if not isinstance(month, Moment)]
    return _calendar_axis(calendar, frame) if calendar else _moment_axis(months, frame)


def _moment_axis(moments: Sequence[Any], frame: Frame) -> dict[str, Any]:
    """One step a moment, as many named as there is room for, the last among them."""
    room = (30 if frame.is_narrow else 70) // max(4, max(len(moment.tick) for moment in moments))
    every = -(-len(moments) // max(room, 1))
    ticks = list(range((len(moments) - 1) % every, len(moments), every))
    labels = [moment.tick if i in ticks else "" for i, moment in enumerate(moments)]
    return {"x_domain": [-0.5, len(moments) - 0.5], "x_values": ticks, "month_labels": labels}


def _calendar_axis(months: Sequence[HasMonth], frame: Frame) -> dict[str, Any]:
    most = 5 if frame.is_narrow else 12
    every = next((gap for gap in (1, 3, 6, 12, 24, 60) if len(months) <= gap * most), 120)
    ticks = [i for i, m in enumerate(months) if ordinal(m) % every == 0] or [0]
    labels: list[Any] = [""] * len(months)
    for place, i in enumerate(ticks):
        name = formats.MONTHS[months[i].month - 1][:3]
        if every >= 12:
            labels[i] = str(months[i].year)
        else:
            labels[i] = [name, str(months[i].year)] if place == 0 or months[i].month == 1 else name
    return {"x_domain": [-0.5, len(months) - 0.5], "x_values": ticks, "month_labels": labels}


def value_axis(values: Iterable[float | None], unit: str, *, from_zero: bool = False) -> dict[str, Any]:
    """The vertical axis around ``values``, on round numbers; a share stays between nought and 100%."""
    known = [v for v in values if v is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9:
        low, high = low - 0.05 * (abs(low) or 1), high + 0.05 * (abs(high) or 1)
    step = round_step((high - low) / 4)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    bottom, top = first * step, last * step
    if unit == "percent":
        bottom, top = (max(bottom, 0.0) if low >= 0 else bottom), (min(top, 1.0) if high <= 1 else top)
    ticks = [round(i * step, 10) for i in range(first, last + 1) if bottom - 1e-9 <= i * step <= top + 1e-9]
    return {
        "y_domain": [round(bottom, 10), round(top, 10)],
        "y_values": ticks,
        "y_label": label_expression(unit, step),
    }


def round_step(least: float) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that is not below ``least``."""
    power = 10 ** floor(log10(least))
    return next(float(n * power) for n in (1, 2, 5, 10) if n * power >= least * (1 - 1e-9))


def label_expression(unit: str, step: float) -> str:
    """How Vega writes a tick."""
    if unit == "percent":
        return f"format(datum.value * 100, '.{0 if step >= 0.00999 else 1}f') + '%'"
    places = max(0, -floor(log10(step) + 1e-9))
    return f"format(datum.value, ',.{places}f')"


def gaps(
    months: Sequence[HasMonth | Moment], values: Sequence[float | None], axis: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each stretch without a value, from edge to edge, with the words that stand in it."""
    missing = [i for i, v in enumerate(values) if v is None]
    starts = [i for i in missing if i - 1 not in missing]
    ends = [i for i in missing if i + 1 not in missing]
    bottom, top = axis["y_domain"]
    return [
        {
            "x": s - 0.5,
            "x2": e + 0.5,
            "middle": (s + e) / 2,
            "bottom": bottom,
            "top": top,
            "words": formats.NO_DATA,
        }
        for s, e in zip(starts, ends, strict=True)
    ]


def milestone_steps(
    milestones: Sequence[Step], months: Sequence[HasMonth | Moment]
) -> list[dict[str, float]]:
    """The history of a milestone as the corners of a step line across ``months``."""
    end = len(months) - 0.5
    standing = sorted(milestones, key=lambda m: ordinal(m.since))
    begun = [(place(m.since, months) - 0.5, m.level) for m in standing]
    begun = [(x, level) for x, level in begun if x < end]
    begun = [step for step, following in pairwise([*begun, (end, 0.0)]) if step[0] < following[0]]
    return [{"x": x, "y": level} for x, level in begun] + ([{"x": end, "y": begun[-1][1]}] if begun else [])


def level_at(milestones: Sequence[Step], month: HasMonth | Moment) -> float | None:
    """The milestone in force in ``month``."""
    standing = [m for m in milestones if ordinal(m.since) <= ordinal(month)]
    return max(standing, key=lambda m: ordinal(m.since)).level if standing else None


def spread(labels: Sequence[dict[str, Any]], axis: dict[str, Any], frame: Frame) -> list[dict[str, Any]]:
    """Labels at the right edge moved apart, in their order, until each can be read; others lifted off their line."""
    low, high = axis["y_domain"]
    line = (high - low) * 17 / (frame.height - 110)
    edge = max((label["x"] for label in labels), default=0)
    placed: list[dict[str, Any]] = []
    for label in sorted((one for one in labels if one["x"] == edge), key=lambda one: one["y"]):
        room = line * (len(label["text"]) if isinstance(label["text"], list) else 1)
        under = placed[-1]["y"] + (placed[-1]["room"] + room) / 2 if placed else low - line
        placed.append({**label, "y": max(label["y"], under), "room": room})
    ceiling = high + line
    for label in reversed(placed):
        label["y"] = min(label["y"], ceiling - label["room"] / 2)
        ceiling = label["y"] - label.pop("room") / 2
    lift = line * (1.7 if frame.is_narrow else 0.8)
    return [*({**one, "y": min(one["y"] + lift, high)} for one in labels if one["x"] != edge), *placed]
