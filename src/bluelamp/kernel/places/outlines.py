"""Places as a map draws them: in metres of the British National Grid, simplified once, neighbours edge to edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from bluelamp.kernel.places import shipped

COARSE = {"force": 90.0, "lpu": 90.0, "district": 90.0, "priority_area": 45.0, "ward": 60.0, "lsoa": 45.0}
"""How far a line may be drawn from where it runs, in metres: less than a pixel of a map of the force."""


@dataclass(frozen=True, eq=False)
class Outlines:
    """The areas of one level: codes in order, and their shapes in metres."""

    codes: NDArray[np.str_]
    shapes: NDArray[np.object_]

    def only(self, codes: set[str]) -> Outlines:
        """Those of these codes."""
        kept = np.isin(self.codes, sorted(codes))
        return Outlines(self.codes[kept], self.shapes[kept])


@cache
def _to_metres() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def in_metres(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eastings and northings of points given in degrees (WGS84)."""
    east, north = _to_metres().transform(np.asarray(longitude, float), np.asarray(latitude, float))
    return np.asarray(east), np.asarray(north)


@cache
def exact(level: str) -> Outlines:
    """One level as shipped, in metres: to find what lies in what."""
    codes, shapes = shipped.shapes(level)
    moved = shapely.transform(shapes, lambda at: np.column_stack(in_metres(at[:, 0], at[:, 1])))
    return Outlines(codes, np.asarray(moved))


@cache
def drawn(level: str) -> Outlines:
    """One level as a map draws it."""
    found = exact(level)
    coarse = COARSE["ward" if level == "neighbourhood" else level]
    return Outlines(found.codes, np.asarray(shapely.coverage_simplify(found.shapes, coarse)))


@cache
def neighbours(level: str) -> Any:
    """A sparse matrix over the codes in order: 1 where two areas touch, at an edge or a corner."""
    from scipy import sparse

    shapes = shipped.shapes(level)[1]  # in degrees, where shared edges are kept together to the last decimal
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    return sparse.csr_array((np.ones(len(one)), (one, other)), shape=(len(shapes), len(shapes)))


@dataclass(frozen=True, eq=False)
class Squares:
    """National Grid squares over an area: ``inside`` marks those it reaches into, row 0 the southernmost.

    ``west`` and ``south`` are the metres of the grid's corner, ``side`` the length of a square.
    """

    side: int
    west: int
    south: int
    inside: NDArray[np.bool_]

    def index(self, east: ArrayLike, north: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Row and column of each point, which must lie over the grid."""
        row = (np.asarray(north) - self.south) // self.side
        column = (np.asarray(east) - self.west) // self.side
        return row.astype(np.intp), column.astype(np.intp)

    def centre(self, row: ArrayLike, column: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The middle of squares, in metres."""
        east = self.west + (np.asarray(column) + 0.5) * self.side
        north = self.south + (np.asarray(row) + 0.5) * self.side
        return east, north


@cache
def squares(side: int, lpu: str = "") -> Squares:
    """The squares of that many metres a side over the force, or over one local policing unit."""
    found = exact("lpu" if lpu else "force")
    area = shapely.union_all(found.only({lpu}).shapes if lpu else found.shapes)
    west, south, east, north = area.bounds
    west, south = int(west // side) * side, int(south // side) * side
    columns, rows = int((east - west) // side) + 1, int((north - south) // side) + 1
    x, y = np.meshgrid(west + np.arange(columns) * side, south + np.arange(rows) * side)
    boxes = shapely.box(x, y, x + side, y + side)
    shapely.prepare(area)
    return Squares(side, west, south, np.asarray(shapely.intersects(area, boxes)))


def grid_reference(east: float, north: float) -> str:
    """The six-figure National Grid reference of a point: ``SP 069 866``, to a hundred metres."""
    letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
    column, row = int(east // 100_000), int(north // 100_000)
    first = (19 - row) - (19 - row) % 5 + (column + 10) // 5
    second = (19 - row) * 5 % 25 + column % 5
    within = f"{int(east % 100_000 // 100):03d} {int(north % 100_000 // 100):03d}"
    return f"{letters[first]}{letters[second]} {within}"


def place_at(level: str, east: ArrayLike, north: ArrayLike) -> NDArray[np.str_]:
    """The area of a level at each point in metres, or the nearest to it."""
    found = exact(level)
    tree = _tree(level)
    at = tree.nearest(shapely.points(np.asarray(east), np.asarray(north)))
    return found.codes[at]


@cache
def _tree(level: str) -> Any:
    return shapely.STRtree(exact(level).shapes)


def attribution(level: str) -> str:
    """What must be said beside a map of this level."""
    source = shipped.sources()["levels"][level]["source"]
    return " ".join(shipped.sources()["sources"][source]["attribution"].split())
