"""How the parts of a map are written as SVG: outlines, names, the scale and the way north."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from bluelamp.ui.charts.drawing import PALETTE

Ring = NDArray[np.float64]
WIDTH = 1360
"""A map's width in its own units: half pixels of a page, so that whole numbers are fine enough."""
MARGIN = 24
ROOM = 56
"""Below the ground, for the scale."""
INK = PALETTE["ink"]
LETTER, LINE = 16, 34
"""About how wide a letter and how high a line of a name is, in units."""


class Paper:
    """Metres to units of the picture, north up."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.metre = (WIDTH - 2 * MARGIN) / max(self.east - self.west, (self.north - self.south) * 1.35)
        self.left = (WIDTH - (self.east - self.west) * self.metre) / 2
        self.height = round((self.north - self.south) * self.metre) + 2 * MARGIN + ROOM

    def place(self, points: Ring) -> NDArray[np.int64]:
        """Whole units from the top left corner."""
        x = self.left + (points[:, 0] - self.west) * self.metre
        y = MARGIN + (self.north - points[:, 1]) * self.metre
        return np.rint(np.column_stack([x, y])).astype(np.int64)


def path(on: Paper, rings: Iterable[Ring], look: tuple[str, str], width: float, *, dash: str = "") -> str:
    """All rings as one path, each a start and the steps from there, which are short to write; ``look``: fill, line."""
    drawn = "".join(_ring(on.place(ring)) for ring in rings)
    if not drawn:
        return ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{drawn}" fill="{look[0]}" fill-rule="evenodd" stroke="{look[1]}" stroke-width="{width:g}"'
        f' stroke-linejoin="round"{dashed}/>'
    )


def _ring(points: NDArray[np.int64]) -> str:
    kept = points[np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])]
    if len(kept) < 3:
        return ""
    steps = np.diff(kept[:-1], axis=0)
    run = "".join(f"l{x},{y}" for x, y in steps.tolist())
    return f"M{kept[0][0]},{kept[0][1]}{run}z".replace(",-", "-")


def name(on: Paper, at: tuple[float, float], words: str, code: str = "") -> str:
    """A name in one line or two, and its code, shown instead on a telephone; the style sheet chooses between them."""
    x, y = on.place(np.array([at]))[0]
    look = (
        f'x="{x}" y="{y}" font-size="28" text-anchor="middle" fill="{INK}" stroke="{PALETTE["paper"]}"'
        ' stroke-width="7" stroke-linejoin="round" paint-order="stroke"'
    )
    lines = _lines(words)
    first = f"{0.35 - 0.55 * (len(lines) - 1):.2f}em"
    spans = "".join(
        f'<tspan x="{x}" dy="{"1.1em" if i else first}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    full = f'<text class="bl-map__name" {look}>{spans}</text>'
    short = f'<text class="bl-map__code" dy=".35em" {look}>{escape(code)}</text>' if code else ""
    return full + short


def roomy(on: Paper, named: Iterable[tuple[tuple[float, float], str]]) -> list[int]:
    """Which of these names (place, words), first come first served, can stand without lying over an earlier one."""
    boxes: list[tuple[float, float, float, float]] = []
    kept = []
    for i, (at, words) in enumerate(named):
        x, y = (int(each) for each in on.place(np.array([at]))[0])
        lines = _lines(words)
        wide, high = max(map(len, lines)) * LETTER / 2, len(lines) * LINE / 2
        box = (x - wide, y - high, x + wide, y + high)
        if all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in boxes):
            boxes.append(box)
            kept.append(i)
    return kept


def _lines(name: str) -> list[str]:
    """A long name in two lines, broken where they come out most alike."""
    words = name.split()
    if len(name) < 14 or len(words) == 1:
        return [name]
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(min(cuts, key=lambda cut: max(map(len, cut))))


def scale(on: Paper) -> str:
    """A bar of a round length, about a sixth of the map."""
    wanted = (on.east - on.west) / 6
    power = 10 ** floor(log10(wanted))
    metres = max(n * power for n in (1, 2, 5) if n * power <= wanted)
    x, y, long = MARGIN, on.height - 30, round(metres * on.metre)
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return _stroke(f"M{x} {y - 8}v16M{x} {y}h{long}M{x + long} {y - 8}v16") + _note(x + long + 14, y, words)


def north(on: Paper) -> str:
    """An arrow to grid north."""
    x, y = WIDTH - MARGIN - 16, on.height - 30
    return _stroke(f"M{x} {y + 14}v-44l-9 14M{x} {y - 30}l9 14") + _note(x - 20, y, "North", anchor="end")


def swatch(fill: str, stroke: str, dash: str = "") -> str:
    """A small square for the key."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"'
        f' focusable="false"><rect x="2" y="2" width="16" height="16" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="2"{dashed}/></svg>'
    )


def _stroke(d: str) -> str:
    return f'<path d="{d}" fill="none" stroke="{INK}" stroke-width="3"/>'


def _note(x: int, y: int, words: str, anchor: str = "start") -> str:
    look = f'x="{x}" y="{y}" dy=".35em" text-anchor="{anchor}" font-size="26" fill="{INK}"'
    return f'<text class="bl-map__note" {look}>{words}</text>'
