"""The places that crime is counted in: National Grid squares, or LSOAs; each knows its neighbours, name and outline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from bluelamp.analysis import hotspots
from bluelamp.analysis.hotspots import HotSpots
from bluelamp.kernel.places import outlines
from bluelamp.kernel.places import queries as places
from bluelamp.performance.queries.hotspots.counting import Counted
from bluelamp.ui import charts
from bluelamp.ui.charts import Ground, Shape

Floats = NDArray[np.float64]
CHOICES = {"500": "Squares of 500 metres", "1000": "Squares of 1 kilometre", "lsoa": "LSOAs"}


class Cells(Protocol):
    """Places in a fixed order, numbered from 0."""

    @property
    def plural(self) -> str: ...
    @property
    def many(self) -> int: ...
    def number(self, rows: Counted) -> NDArray[np.intp]:
        """The place each row lies in; -1 for none of them."""
        ...

    def gathered(self, layers: Floats) -> HotSpots:
        """Gi* of layers (layer, place), each tested by itself."""
        ...

    def name(self, place: int) -> str: ...
    def neighbourhood(self, place: int) -> str: ...
    def shape(self, place: int) -> Shape: ...


@dataclass(frozen=True, eq=False)
class InSquares:
    """Squares of one size that reach into an area; neighbours are the eight around each."""

    squares: outlines.Squares

    @property
    def plural(self) -> str:
        side = self.squares.side
        return f"squares of {side} metres" if side < 1000 else f"squares of {side / 1000:g} kilometre"

    @property
    def many(self) -> int:
        return len(self._rows)

    @cached_property
    def _at(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        rows, columns = np.nonzero(self.squares.inside)
        return rows, columns

    @property
    def _rows(self) -> NDArray[np.intp]:
        return self._at[0]

    @cached_property
    def _numbers(self) -> NDArray[np.intp]:
        numbers = np.full(self.squares.inside.shape, -1, dtype=np.intp)
        numbers[self._at] = np.arange(self.many)
        return numbers

    def number(self, rows: Counted) -> NDArray[np.intp]:
        row, column = self.squares.index(*outlines.in_metres(rows.longitude, rows.latitude))
        height, width = self.squares.inside.shape
        on = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        found = np.full(len(row), -1, dtype=np.intp)
        found[on] = self._numbers[row[on], column[on]]
        return found

    def gathered(self, layers: Floats) -> HotSpots:
        laid = np.zeros((len(layers), *self.squares.inside.shape))
        laid[:, self._at[0], self._at[1]] = layers
        found = hotspots.on_grid(laid, inside=self.squares.inside)
        rows, columns = self._at
        return HotSpots(
            found.z[:, rows, columns],
            found.raw[:, rows, columns],
            found.adjusted[:, rows, columns],
            found.found[:, rows, columns],
        )

    @cached_property
    def _centres(self) -> tuple[Floats, Floats]:
        return self.squares.centre(*self._at)

    @cached_property
    def _neighbourhoods(self) -> NDArray[np.str_]:
        return outlines.place_at("neighbourhood", *self._centres)

    def name(self, place: int) -> str:
        east, north = (float(each[place]) for each in self._centres)
        half = self.squares.side / 2
        return outlines.grid_reference(east - half, north - half)

    def neighbourhood(self, place: int) -> str:
        return places.names("neighbourhood")[str(self._neighbourhoods[place])]

    def shape(self, place: int) -> Shape:
        east, north = (float(each[place]) for each in self._centres)
        return charts.square(east, north, self.squares.side)


@dataclass(frozen=True, eq=False)
class InLsoas:
    """LSOAs of an area; neighbours are those that touch."""

    codes: NDArray[np.str_]
    numbers: NDArray[np.intp]

    @property
    def plural(self) -> str:
        return "LSOAs"

    @property
    def many(self) -> int:
        return len(self.codes)

    def number(self, rows: Counted) -> NDArray[np.intp]:
        at = np.minimum(np.searchsorted(self.codes, rows.lsoa), self.many - 1)
        return np.where(self.codes[at] == rows.lsoa, at, -1)

    def gathered(self, layers: Floats) -> HotSpots:
        near = outlines.neighbours("lsoa")[self.numbers][:, self.numbers]
        return hotspots.among(layers, near)

    def name(self, place: int) -> str:
        return places.names("lsoa")[str(self.codes[place])]

    def neighbourhood(self, place: int) -> str:
        return places.names("neighbourhood")[_neighbourhood_of()[str(self.codes[place])]]

    def shape(self, place: int) -> Shape:
        return outlined(outlines.drawn("lsoa").shapes[self.numbers[place]])


@cache
def cells(choice: str, lpu: str = "") -> Cells:
    """The places of one choice over the force or one local policing unit."""
    if choice != "lsoa":
        return InSquares(outlines.squares(int(choice), lpu))
    codes = outlines.exact("lsoa").codes
    stamps = places.lsoa_stamps()
    unit = dict(zip(stamps["lsoa"].to_pylist(), stamps["lpu"].to_pylist(), strict=True))
    kept = np.array([i for i, code in enumerate(codes) if not lpu or unit[str(code)] == lpu], dtype=np.intp)
    return InLsoas(codes[kept], kept)


@cache
def ground(lpu: str = "") -> Ground:
    """What maps are drawn on: the units of the force, or the neighbourhoods of one; Priority Areas over them."""
    level = "neighbourhood" if lpu else "lpu"
    found, over = outlines.drawn(level), outlines.drawn("priority_area")
    if lpu:
        found, over = found.only(set(places.neighbourhoods_of({lpu}))), over.only(_priority_areas_of(lpu))
    names = places.names(level)
    return Ground(
        areas=tuple(
            outlined(shape, names[str(code)], "" if lpu else str(code))
            for code, shape in zip(found.codes, found.shapes, strict=True)
        ),
        attribution=f"{outlines.attribution('lpu')} {outlines.attribution('priority_area')}",
        over=tuple(outlined(shape) for shape in over.shapes),
        over_words="Priority Area (made up)",
    )


def outlined(shape: shapely.Geometry, name: str = "", code: str = "") -> Shape:
    """A polygon, or several, as rings; its name stands where there is room for it."""
    parts = shapely.get_parts(shape)
    rings = [shapely.get_coordinates(ring) for part in parts for ring in (part.exterior, *part.interiors)]
    at = shapely.point_on_surface(max(parts, key=lambda part: part.area))
    return Shape(tuple(rings), name, code, (float(at.x), float(at.y)))


@cache
def _neighbourhood_of() -> dict[str, str]:
    stamps = places.lsoa_stamps()
    return dict(zip(stamps["lsoa"].to_pylist(), stamps["neighbourhood"].to_pylist(), strict=True))


def _priority_areas_of(lpu: str) -> set[str]:
    rows = places.lsoa_stamps().to_pylist()
    return {row["priority_area"] for row in rows if row["lpu"] == lpu and row["priority_area"]}
