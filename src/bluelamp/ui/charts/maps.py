"""Maps of places: plain pictures with their sentence and table, drawn from outlines in metres and from no tile server.

What is told by colour is told by how dark it is too, and by an outline, so that a black and white print says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

import numpy as np

from bluelamp.ui.charts import cartography
from bluelamp.ui.charts.cartography import WIDTH, Paper, Ring
from bluelamp.ui.charts.drawing import FONT, PALETTE, Undrawable

SHADES = {
    # what it means: fill and outline
    "persistent": ("ink", "ink"),
    "hot": ("amber", "ink"),
    "emerging": ("amber", "ink"),
    "up": ("amber", "ink"),
    "sporadic": ("amber_pale", "amber"),
    "fading": ("lamp_soft", "lamp_deep"),
    "down": ("lamp_soft", "lamp_deep"),
    "cold": ("lamp_soft", "lamp_deep"),
    "plain": ("mist", "plain"),
}
DASH = "6 5"
FEW = 10
"""So many areas are all named; among more, a name that would lie over another is left to the table."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One area: rings of points in metres (holes as rings of their own), where its name stands, and the name."""

    rings: tuple[Ring, ...]
    name: str = ""
    code: str = ""
    at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a map is drawn on: areas with their names, others only outlined (``over``), and whose lines they are."""

    areas: Sequence[Shape]
    attribution: str
    over: Sequence[Shape] = ()
    over_words: str = ""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all areas, in metres."""
        points = np.concatenate([ring for area in self.areas for ring in area.rings])
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        return float(west), float(south), float(east), float(north)


@dataclass(frozen=True, slots=True, eq=False)
class Shaded:
    """Shapes that mean one thing: ``words`` say what in the key, ``shade`` is one of :data:`SHADES`."""

    words: str
    shade: str
    shapes: Sequence[Shape]


@dataclass(frozen=True)
class Map:
    """A map with everything needed to read it without seeing it. ``key`` has the words and the swatch of each shade."""

    title: str
    alt: str
    sentence: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    attribution: str
    key: tuple[tuple[str, str], ...]
    svg: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.sentence.strip():
            raise Undrawable(f"“{self.title}” has no sentence. Say what the map shows before drawing it.")
        if not self.rows or any(len(row) != len(self.headers) for row in self.rows):
            raise Undrawable(f"“{self.title}” has no table with a cell for each of its headings.")


def draw_map(
    ground: Ground,
    shaded: Sequence[Shaded],
    *,
    title: str,
    sentence: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    names: bool = True,
) -> Map:
    """Shapes on the ground, with its lines, names, a scale and north; nothing of it asks anything of a network."""
    if not ground.areas:
        raise Undrawable(f"“{title}” has no ground to stand on: give it at least one area.")
    on = Paper(ground.bounds)
    told = [f"{len(one.shapes)} {one.words[0].lower()}{one.words[1:]}" for one in shaded]
    alt = f"A map with {', '.join(told) or 'nothing marked'}. Every place marked is in the table that goes with it."
    looks = [tuple(PALETTE[colour] for colour in SHADES[one.shade]) for one in shaded]
    parts = [
        cartography.path(on, _rings(ground.areas), (PALETTE["paper"], PALETTE["plain"]), 1.5),
        *(
            cartography.path(on, _rings(one.shapes), (look[0], look[1]), 1.0)
            for one, look in zip(shaded, looks, strict=True)
        ),
        cartography.path(on, _rings(ground.areas), ("none", PALETTE["quiet"]), 2.0),
        cartography.path(on, _rings(ground.over), ("none", PALETTE["violet"]), 2.5, dash=DASH),
        *(
            cartography.name(on, area.at, area.name, area.code)
            for area in (_named(on, ground) if names else ())
        ),
        cartography.scale(on),
        cartography.north(on),
    ]
    label = escape(f"{title}. {alt}")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {on.height}"'
        f' font-family="{FONT}" focusable="false"><title>{escape(title)}</title><desc>{escape(alt)}</desc>'
        f"{''.join(parts)}</svg>"
    )
    key = [(one.words, cartography.swatch(*look)) for one, look in zip(shaded, looks, strict=True)]
    if ground.over:
        key.append((ground.over_words, cartography.swatch("none", PALETTE["violet"], DASH)))
    return Map(
        title,
        alt,
        sentence,
        tuple(headers),
        tuple(tuple(row) for row in rows),
        ground.attribution,
        tuple(key),
        svg,
    )


def _named(on: Paper, ground: Ground) -> list[Shape]:
    """The areas whose names are written: all of a few; of many those that have room, the largest first."""
    named = sorted((area for area in ground.areas if area.name), key=_size, reverse=True)
    if len(named) <= FEW:
        return named
    return [named[i] for i in cartography.roomy(on, ((area.at, area.name) for area in named))]


def _size(area: Shape) -> float:
    """The area of the box around a shape: near enough to say which is the larger."""
    points = np.concatenate(area.rings)
    return float(np.prod(points.max(axis=0) - points.min(axis=0)))


def _rings(shapes: Iterable[Shape]) -> Iterator[Ring]:
    return (ring for shape in shapes for ring in shape.rings)


def square(east: float, north: float, side: float) -> Shape:
    """A square around its middle, in metres."""
    half = side / 2
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return Shape((np.array([(east + x, north + y) for x, y in corners]),))
