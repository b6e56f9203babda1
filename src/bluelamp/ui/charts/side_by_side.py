"""Charts that set places or groups beside each other. Places stand by name: this is no league table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bluelamp.ui import formats
from bluelamp.ui.charts import axes
from bluelamp.ui.charts.axes import Frame
from bluelamp.ui.charts.drawing import PALETTE, Chart, Undrawable
from bluelamp.ui.charts.laying_out import IN_TABLE, INTERVAL, draw, frame_words, legend
from bluelamp.ui.charts.series import Area, Part


def areas(
    places: Sequence[Area],
    *,
    unit: str,
    title: str,
    sentence: str,
    force: float | None = None,
    milestone: float | None = None,
    axis: str = "",
    base: str = "Interviews",
    area_word: str = "Local policing unit",
) -> Chart:
    """A dot and its 95% interval for each place, by name, against the line of the force and the milestone."""
    if not places:
        raise Undrawable(f"“{title}” has nothing to draw: give it at least one place.")
    ordered = sorted(places, key=lambda place: place.name)

    def words(frame: Frame) -> dict[str, Any]:
        drawn = [v for place in ordered for v in (place.value, place.low, place.high)]
        return {
            **frame_words(frame, axis, unit),
            **_across(axes.value_axis([*drawn, force, milestone], unit), frame),
            **names_on_axis([place.name for place in ordered], frame),
            "height": 90 + 34 * len(ordered),
            "areas": [
                {
                    "name": p.name,
                    "value": p.value,
                    "low": p.low,
                    "high": p.high,
                    "text": formats.value(p.value, unit),
                }
                for p in ordered
            ],
            "lines": _lines(force, milestone, unit),
        }

    table = [
        (area_word, [p.name for p in ordered]),
        ("Value", [formats.value(p.value, unit) for p in ordered]),
        (INTERVAL, [formats.interval(p.low, p.high, unit) for p in ordered]),
        (base, ["" if p.n is None else formats.number(p.n) for p in ordered]),
    ]
    beside = f" The force stands at {formats.value(force, unit)}." if force is not None else ""
    alt = f"Dots with intervals for {len(ordered)} places in order of name.{beside} {IN_TABLE}"
    return draw("areas", words, title, sentence, table, alt)


def mix(
    parts: Sequence[Part],
    *,
    title: str,
    sentence: str,
    unit: str = "percent",
    group_word: str = "Group",
    axis: str = "Points added to the change",
) -> Chart:
    """What each group did to a change, by its own rate and by its share of all; the whole comes last."""
    if not parts:
        raise Undrawable(f"“{title}” has nothing to draw: give it at least one group.")
    whole = Part("All together", sum(p.rate for p in parts), sum(p.mix for p in parts))
    shown = [*parts, whole]
    throughs = ["Its own rate", "Its share of all"]
    scale_up = 100 if unit == "percent" else 1

    def words(frame: Frame) -> dict[str, Any]:
        effects = [effect * scale_up for p in shown for effect in (p.rate, p.mix)]
        reach = max(map(abs, effects)) * 0.25  # room for the figures at the ends of the bars
        scale = axes.value_axis(
            [min([*effects, 0.0]) - reach, max([*effects, 0.0]) + reach], "number", from_zero=True
        )
        return {
            **frame_words(frame, axis, unit),
            **_across(scale, frame),
            **names_on_axis([p.name for p in shown], frame),
            "y_label": "(datum.value > 0 ? '+' : '') + format(datum.value, '~g')",
            "height": 110 + 56 * len(shown),
            "throughs": throughs,
            "fills": [PALETTE["lamp"], PALETTE["amber_pale"]],
            "strokes": [PALETTE["lamp"], PALETTE["amber"]],
            "legend": {**legend(frame), "symbolType": "square", "symbolStrokeWidth": 1.5},
            "bars": [
                {"name": p.name, "through": through, "effect": effect * scale_up,
                 "text": formats.change(effect, unit).split()[0]}
                for p in shown
                for through, effect in zip(throughs, (p.rate, p.mix), strict=True)
            ],
        }  # fmt: skip

    table = [
        (group_word, [p.name for p in shown]),
        (throughs[0], [formats.change(p.rate, unit) for p in shown]),
        (throughs[1], [formats.change(p.mix, unit) for p in shown]),
        ("Together", [formats.change(p.rate + p.mix, unit) for p in shown]),
    ]
    total = formats.change(whole.rate + whole.mix, unit)
    alt = f"Bars for {len(parts)} groups; together they come to {total}. {IN_TABLE}"
    return draw("mix", words, title, sentence, table, alt)


def _across(scale: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """A value axis lying down has less room on a telephone: every second number is left out."""
    ticks = scale["y_values"]
    return {**scale, "y_values": ticks[::2] if frame.is_narrow and len(ticks) > 4 else ticks}


def names_on_axis(names: list[str], frame: Frame) -> dict[str, Any]:
    """On a telephone a long name breaks after its first word: “Birmingham” above “West & Central”."""
    label = "split(replace(datum.label, ' ', '|'), '|')" if frame.is_narrow else "datum.label"
    return {"names": names, "name_label": label}


def _lines(force: float | None, milestone: float | None, unit: str) -> list[dict[str, Any]]:
    """The force and the milestone as upright lines, their words on the outer sides so they never meet."""
    stand = [
        (force, f"Force {formats.value(force, unit)}", PALETTE["quiet"], [1, 0]),
        (
            milestone,
            f"Milestone {formats.value(milestone, unit)}".replace(".0%", "%"),
            PALETTE["ink"],
            [8, 5],
        ),
    ]
    shown = sorted((line for line in stand if line[0] is not None), key=lambda line: line[0] or 0.0)
    aligned = ["right", "left"] if len(shown) == 2 else ["center"]
    return [
        {"x": x, "text": text, "colour": colour, "dash": dash, "align": align}
        for (x, text, colour, dash), align in zip(shown, aligned, strict=False)
    ]
