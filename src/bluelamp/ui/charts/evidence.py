"""Evidence added up, step by step, from where any two begin to where these two end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bluelamp.ui.charts import axes
from bluelamp.ui.charts.axes import Frame
from bluelamp.ui.charts.drawing import PALETTE, Chart, Undrawable
from bluelamp.ui.charts.laying_out import IN_TABLE, draw, frame_words


@dataclass(frozen=True, slots=True)
class Weight:
    """One piece of evidence: its name, what was found, how strong that reads, and its bits (1 doubles the odds)."""

    name: str
    found: str
    strength: str
    bits: float


BEGIN, END = "Any two", "Together"
FOR, AGAINST, ENDS = (
    (PALETTE["lamp"], PALETTE["lamp"]),
    (PALETTE["amber_pale"], PALETTE["amber"]),
    (PALETTE["line"], PALETTE["plain"]),
)


def evidence(weights: Sequence[Weight], *, begin: float, title: str, sentence: str) -> Chart:
    """A waterfall. Left of the upright line it is likelier that they are two, right of it that they are one."""
    if not weights:
        raise Undrawable(f"“{title}” has nothing to draw: give it at least one piece of evidence.")
    steps, reached = [_step(BEGIN, 0.0, begin, ENDS)], begin
    for weight in weights:
        colours = FOR if weight.bits > 0 else AGAINST
        steps.append(_step(weight.name, reached, reached + weight.bits, colours))
        reached += weight.bits
    steps.append(_step(END, 0.0, reached, ENDS))

    def words(frame: Frame) -> dict[str, Any]:
        ends = [end for step in steps for end in (step["from"], step["to"])]
        room = (max(ends) - min(ends)) * 0.12
        scale = axes.value_axis([min(ends) - room, max(ends) + room], "number")
        ticks = scale["y_values"]
        return {
            **frame_words(frame, "Each step of one doubles the odds, or halves them", "number"),
            **scale,
            "y_values": ticks[::2] if frame.is_narrow and len(ticks) > 4 else ticks,
            "x_label": "(datum.value > 0 ? '+' : '') + format(datum.value, '~g')",
            "height": 90 + 34 * len(steps),
            "names": [step["name"] for step in steps],
            "steps": steps,
        }

    table = [
        ("Compared", [BEGIN, *(weight.name for weight in weights), END]),
        ("Found", ["records of anybody", *(weight.found for weight in weights), "all of it"]),
        ("Speaks", ["", *(weight.strength for weight in weights), ""]),
        ("Steps", [step["text"] for step in steps]),
    ]
    alt = f"{len(weights)} pieces of evidence add up from {begin:+.0f} to {reached:+.0f}. {IN_TABLE}"
    return draw("evidence", words, title, sentence, table, alt)


def _step(name: str, start: float, end: float, colours: tuple[str, str]) -> dict[str, Any]:
    by = end - start
    return {
        "name": name,
        "from": start,
        "to": end,
        "side": by,
        "outer": end,
        "text": f"{by:+.1f}".replace("-", "\N{MINUS SIGN}"),
        "fill": colours[0],
        "stroke": colours[1],
    }
