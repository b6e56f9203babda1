"""What the kinds of chart share: both widths, the words at the right edge, the flags and their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

from bluelamp.ui import formats
from bluelamp.ui.charts import axes
from bluelamp.ui.charts.axes import FRAMES, Frame
from bluelamp.ui.charts.drawing import PALETTE, Chart, Undrawable, fill
from bluelamp.ui.charts.series import Moment, Point, Step, Turn

FLAGS = {
    # flag: words, colour, shape, size in square pixels; shape and size tell them apart in grey
    "": ("Within its usual range", PALETTE["plain"], "circle", 50),
    "improvement": ("Signal of improvement", PALETTE["lamp"], "square", 120),
    "concern": ("Signal of concern", PALETTE["amber"], "diamond", 170),
    "neutral": ("Signal of change", PALETTE["violet"], "triangle-up", 130),
}
INTERVAL = "95% interval"
IN_TABLE = "Every value is in the table that goes with it."


def draw(
    name: str,
    words: Callable[[Frame], dict[str, Any]],
    title: str,
    sentence: str,
    table: Sequence[tuple[str, Sequence[str]]],
    alt: str,
) -> Chart:
    """Draw at both widths; a column of the table that is empty throughout is left out."""
    kept = [(heading, cells) for heading, cells in table if any(cells)]
    wide, narrow = (fill(name, words(frame)) for frame in FRAMES)
    rows = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Chart(title, alt, sentence, tuple(heading for heading, _ in kept), rows, wide, narrow)


def frame_words(frame: Frame, axis: str, unit: str) -> dict[str, Any]:
    written = axis or axes.AXIS_WORDS[unit]
    return {
        "width": frame.width,
        "height": frame.height,
        "axis": wrap(written, 36) if frame.is_narrow else written,
    }


def legend(frame: Frame) -> dict[str, Any]:
    return {
        "title": None, "orient": "top" if not frame.is_narrow else "bottom", "symbolOpacity": 1, "offset": 12,
        "labelFontSize": 13, "labelColor": PALETTE["quiet"], "labelLimit": 240, "columnPadding": 20,
        "symbolStrokeWidth": 0, "symbolSize": 110,
        "direction": "vertical" if frame.is_narrow else "horizontal",
    }  # fmt: skip


def label(
    x: float, y: float, text: str | list[str], colour: str = "quiet", weight: str = "normal"
) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "colour": PALETTE[colour], "weight": weight}


def end_label(
    months: Sequence[formats.HasMonth | Moment], last: Point | None, unit: str, colour: str = "ink"
) -> list[dict[str, Any]]:
    """The last value, at the right edge; or beside its own point when the series ends before the axis does."""
    if last is None or last.value is None:
        return []
    place = axes.place(last.month, months)
    x = len(months) - 0.5 if place == len(months) - 1 else place
    return [label(x, last.value, formats.value(last.value, unit), colour, "bold")]


def milestone_label(
    steps: Sequence[dict[str, float]], unit: str, frame: Frame, name: str = "Milestone"
) -> list[dict[str, Any]]:
    if not steps:
        return []
    level = formats.value(steps[-1]["y"], unit).replace(".0%", "%")
    text: str | list[str] = [name, level] if frame.is_narrow else f"{name} {level}"
    return [label(steps[-1]["x"], steps[-1]["y"], text, "ink")]


def milestone_cells(
    milestones: Sequence[Step], months: Sequence[formats.HasMonth | Moment], unit: str
) -> list[str]:
    levels = [axes.level_at(milestones, month) for month in months]
    return ["" if level is None else formats.value(level, unit) for level in levels]


def turn_marks(
    turns: Sequence[Turn], months: Sequence[formats.HasMonth | Moment], scale: dict[str, Any], frame: Frame
) -> list[dict[str, Any]]:
    """A rule where limits begin anew, and its cause at the top on the side that has more room.

    Makes ``scale`` taller, so that the words stand above the points.
    """
    inside = [turn for turn in turns if 0 < axes.place(turn.since, months) < len(months)]
    if not inside:
        return []
    bottom, top = scale["y_domain"]
    wide, lines = (16, 5) if frame.is_narrow else (26, 3)
    said = [wrap(turn.cause, wide, max_lines=lines, placeholder="…") for turn in inside]
    top += (top - bottom) * (0.03 + 0.055 * max(map(len, said)))
    scale["y_domain"] = [bottom, round(top, 10)]
    marks = []
    for turn, text in zip(inside, said, strict=True):
        x = axes.place(turn.since, months) - 0.5
        is_late = x > len(months) / 2
        marks.append({"x": x, "bottom": bottom, "top": top, "text": text,
                      "align": "right" if is_late else "left", "dx": -7 if is_late else 7})  # fmt: skip
    return marks


def turn_cells(turns: Sequence[Turn], months: Sequence[formats.HasMonth | Moment]) -> list[str]:
    """What the table says at the months in which limits begin anew."""
    causes = {axes.place(turn.since, months): turn.cause for turn in turns}
    return [f"Begin anew: {causes[i]}" if i and i in causes else "" for i in range(len(months))]


def last_known(points: Sequence[Point]) -> Point | None:
    return next((p for p in reversed(points) if p.value is not None), None)


def describe(
    kind: str, points: Sequence[Point], last: Point | None, unit: str, turns: Sequence[Turn] = ()
) -> str:
    end = (
        f"The last value is {formats.value(last.value, unit)} in {axes.named(last.month)}."
        if last
        else "No data."
    )
    anew = "".join(f" Limits begin anew in {axes.named(turn.since)}." for turn in turns)
    return f"{kind}, {span_words([p.month for p in points])}. {end}{anew} {IN_TABLE}"


def span_words(months: Sequence[formats.HasMonth | Moment]) -> str:
    return f"{axes.named(months[0])} to {axes.named(months[-1])}"


def refuse_empty(points: Sequence[object], title: str) -> None:
    if not points:
        raise Undrawable(
            f"“{title}” has nothing to draw: give it at least one period, with or without a value."
        )
