"""Places compared with the doubt in each: a funnel of their values by size, and the rank each may truly have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bluelamp.ui import formats
from bluelamp.ui.charts import axes
from bluelamp.ui.charts.axes import Frame
from bluelamp.ui.charts.drawing import PALETTE, Chart, Undrawable
from bluelamp.ui.charts.laying_out import IN_TABLE, draw, frame_words, label
from bluelamp.ui.charts.series import Flag
from bluelamp.ui.charts.side_by_side import names_on_axis

LETTER = 7.2
"""Pixels a letter of 13 takes, generously, so that no two names are laid over each other."""
BEYOND = {
    0: "Within the limits",
    1: "Above the 95% limit",
    2: "Above the 99.8% limit",
    -1: "Below the 95% limit",
    -2: "Below the 99.8% limit",
}
MARKS = {
    # flag: the colour, and the shape that tells it in grey
    "": ("plain", "circle"),
    "improvement": ("lamp", "square"),
    "concern": ("amber", "diamond"),
    "neutral": ("violet", "triangle-up"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One place in a funnel. ``size`` is what its doubt falls with; ``beyond`` ±1 past the 95% limit, ±2 past 99.8%."""

    name: str
    code: str
    value: float
    size: float
    beyond: int = 0
    flag: Flag = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A funnel's limits at rising sizes; the ``exact`` 95% limits too where the others were widened."""

    sizes: Sequence[float]
    low_95: Sequence[float]
    high_95: Sequence[float]
    low_998: Sequence[float]
    high_998: Sequence[float]
    exact_low: Sequence[float] = ()
    exact_high: Sequence[float] = ()

    def rows(self, floor: float, ceiling: float) -> Iterator[dict[str, Any]]:
        """One row a size, as the definition takes them; what lies beyond the picture is drawn along its edge."""

        def at(limit: Sequence[float], i: int) -> float | None:
            return min(max(limit[i], floor), ceiling) if limit else None

        for i, size in enumerate(self.sizes):
            yield {
                "x": size,
                "low_95": at(self.low_95, i),
                "high_95": at(self.high_95, i),
                "low_998": at(self.low_998, i),
                "high_998": at(self.high_998, i),
                "exact_low": at(self.exact_low, i),
                "exact_high": at(self.exact_high, i),
            }


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place's rank: the interval it may truly have, and the chance of being among the last few."""

    name: str
    low: int
    median: int
    high: int
    chance: float


def funnel(
    places: Sequence[Placed],
    curve: Curve,
    *,
    target: float,
    unit: str,
    title: str,
    sentence: str,
    size_word: str,
    milestone: float | None = None,
    area_word: str = "Local policing unit",
    axis: str = "",
) -> Chart:
    """Values by size within exact 95% and 99.8% limits round the force, each place named at its point."""
    if not places:
        raise Undrawable(f"“{title}” has nothing to draw: give it at least one place.")
    ordered = sorted(places, key=lambda place: place.name)

    def words(frame: Frame) -> dict[str, Any]:
        across_, up = _scales(ordered, curve, target, milestone, unit)
        limits = _limit_labels(curve, target, milestone, unit, frame)
        return {
            **frame_words(frame, axis, unit),
            **up,
            **across_,
            "size_word": size_word,
            "curve": list(curve.rows(*up["y_domain"])),
            "lines": _lines(target, milestone),
            "points": [_point(place) for place in ordered],
            "names": _names(ordered, across_["x_domain"], up["y_domain"], frame),
            "labels": axes.spread(limits, up, frame),
        }

    table = [
        (area_word, [p.name for p in ordered]),
        ("Value", [formats.value(p.value, unit) for p in ordered]),
        (size_word, [formats.number(p.size, 0) for p in ordered]),
        ("Beside the force", [BEYOND[p.beyond] for p in ordered]),
    ]
    out = sum(place.beyond != 0 for place in ordered)
    alt = (
        f"A funnel of {len(ordered)} {'place' if len(ordered) == 1 else 'places'} around the force at "
        f"{formats.value(target, unit)}; {out or 'none'} outside its limits. {IN_TABLE}"
    )
    return draw("funnel", words, title, sentence, table, alt)


def ranks(
    places: Sequence[Ranked],
    *,
    few: int,
    title: str,
    sentence: str,
    few_words: str,
    area_word: str = "Local policing unit",
) -> Chart:
    """The rank each place may truly have, by name, beside the last ``few``: the opposite of a league table."""
    if not places:
        raise Undrawable(f"“{title}” has nothing to draw: give it at least one place.")
    ordered = sorted(places, key=lambda place: place.name)

    def words(frame: Frame) -> dict[str, Any]:
        ticks = list(range(1, len(ordered) + 1))
        return {
            **frame_words(frame, "Rank, 1 the worst, and the chance of being among those", ""),
            **names_on_axis([p.name for p in ordered], frame),
            "x_domain": [0.5, len(ordered) + 0.5],
            "x_values": ticks[:: max(1, len(ticks) // (5 if frame.is_narrow else 12))],
            "x_label": "datum.label",
            "height": 100 + 34 * len(ordered),
            "few": [{"from": 0.5, "to": few + 0.5, "text": few_words}],
            "places": [_rank(place) for place in ordered],
        }

    table = [
        (area_word, [p.name for p in ordered]),
        ("Rank, 95% interval", [_span(p.low, p.high) for p in ordered]),
        ("Middle of it", [str(p.median) for p in ordered]),
        (f"Chance of being among the {few_words.lower()}", [chance(p.chance) for p in ordered]),
    ]
    alt = f"The ranks that {len(ordered)} places may truly have, in order of name. {IN_TABLE}"
    return draw("ranks", words, title, sentence, table, alt)


def chance(share: float) -> str:
    """A chance in whole per cent; never a certainty that no survey gives."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else formats.percent(share, 0)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _rank(place: Ranked) -> dict[str, Any]:
    return {
        "name": place.name,
        # A rank that is sure still shows as a short line.
        "low": place.low - 0.2,
        "high": place.high + 0.2,
        "median": place.median,
        "text": chance(place.chance),
        "weight": "bold" if place.chance >= 0.9 else "normal",
    }


def _scales(
    places: Sequence[Placed], curve: Curve, target: float, milestone: float | None, unit: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Along: the sizes there are. Up: every point, and the funnel where it is narrowest and at the smallest place."""
    at = min(range(len(curve.sizes)), key=lambda i: abs(curve.sizes[i] - min(p.size for p in places)))
    drawn = [p.value for p in places] + [curve.low_998[at], curve.high_998[at]]
    up = axes.value_axis([*drawn, target, milestone], unit)
    along = axes.value_axis([p.size for p in places], "number")
    ticks = [tick for tick in along["y_values"] if curve.sizes[0] <= tick <= curve.sizes[-1]]
    across_ = {
        "x_domain": [curve.sizes[0], curve.sizes[-1]],
        "x_values": ticks[::2] if len(ticks) > 5 else ticks,
        "x_label": along["y_label"],
    }
    return across_, up


def _point(place: Placed) -> dict[str, Any]:
    """Beyond 99.8% filled, beyond 95% an outline, else a plain dot."""
    colour, shape = MARKS[place.flag]
    full = abs(place.beyond) != 1
    return {
        "x": place.size,
        "y": place.value,
        "shape": shape,
        "fill": PALETTE[colour] if full else PALETTE["paper"],
        "stroke": PALETTE[colour],
        "size": 130 if place.beyond else 60,
    }


def _lines(target: float, milestone: float | None) -> list[dict[str, Any]]:
    lines = [{"y": target, "colour": PALETTE["lamp"], "dash": [1, 0]}]
    if milestone is not None:
        lines.append({"y": milestone, "colour": PALETTE["ink"], "dash": [8, 5]})
    return lines


def _limit_labels(
    curve: Curve, target: float, milestone: float | None, unit: str, frame: Frame
) -> list[dict[str, Any]]:
    x, short = curve.sizes[-1], frame.is_narrow
    level = formats.value(target, unit).removesuffix(" per 1,000")
    said = [
        label(x, target, ["Force", level] if short else f"Force {level}", "lamp", "bold"),
        label(x, curve.high_998[-1], "99.8%" if short else "99.8% limit"),
        label(x, curve.high_95[-1], "95%" if short else "95% limit"),
        label(x, curve.low_95[-1], "95%" if short else "95% limit"),
        label(x, curve.low_998[-1], "99.8%" if short else "99.8% limit"),
    ]
    if milestone is not None:
        aim = formats.value(milestone, unit).replace(".0%", "%")
        said.append(label(x, milestone, ["Milestone", aim] if short else f"Milestone {aim}", "ink"))
    return said


def _names(
    places: Sequence[Placed], across_: Sequence[float], up: Sequence[float], frame: Frame
) -> list[dict[str, Any]]:
    """Each name beside its point, at the first place where it lies over no other; codes on a telephone."""
    width, height = frame.width - (120 if frame.is_narrow else 170), frame.height - 100
    at = [
        (
            (p.size - across_[0]) / (across_[1] - across_[0]) * width,
            (up[1] - p.value) / (up[1] - up[0]) * height,
        )
        for p in places
    ]
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in at]
    names = []
    for place, (x, y) in sorted(zip(places, at, strict=True), key=lambda one: one[1]):
        text = place.code if frame.is_narrow else place.name
        tried = [(*spot, _box(x, y, *spot, len(text) * LETTER)) for spot in SPOTS]
        inside = [one for one in tried if one[3][0] > -30 and one[3][2] < width + 20]
        best = min(inside or tried, key=lambda one: sum(_overlap(one[3], box) for box in taken))
        align, dx, dy, box = best
        taken.append(box)
        names.append(
            {"x": place.size, "y": place.value, "text": text, "align": align, "dx": dx, "dy": dy,
             "weight": "bold" if place.beyond else "normal"}
        )  # fmt: skip
    return names


Box = tuple[float, float, float, float]
SPOTS = (
    ("left", 10, 0), ("right", -10, 0), ("center", 0, -16), ("center", 0, 16),
    ("left", 8, -13), ("left", 8, 13), ("right", -8, -13), ("right", -8, 13),
    ("center", 0, -30), ("center", 0, 30),
)  # fmt: skip
"""Where a name may stand beside its point, best first: alignment, and pixels right and down."""


def _box(x: float, y: float, align: str, dx: float, dy: float, wide: float) -> Box:
    left = x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    return left, y + dy - 8, left + wide, y + dy + 8


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
