"""Where something happened: from what somebody typed to a point on the grid and the areas it lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.places import queries as places

CELL = 100
"""Metres. Whatever lies within so much of a point is in its own square or in one of the eight around it."""
GRID_REFERENCE = re.compile(r"(\d{6})\s*[, ]\s*(\d{6})")
DEGREES = re.compile(r"(-?\d{1,2}\.\d+)\s*[, ]\s*(-?\d{1,2}\.\d+)")


class OutsideTheForce(NotNow):
    """The point lies in no area of ours."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a report keeps it. Metres of the National Grid; areas are codes, empty when it was not located."""

    address: str = ""
    easting: int | None = None
    northing: int | None = None
    lsoa: str = ""
    neighbourhood: str = ""
    lpu: str = ""
    priority_area: str = ""
    boundaries: str = ""

    @property
    def is_located(self) -> bool:
        return self.easting is not None

    @property
    def cell(self) -> int | None:
        return None if self.easting is None or self.northing is None else cell(self.easting, self.northing)


def spot(address: str, point: str = "") -> Spot:
    """A place by its address and, where there is one, a point: easting and northing, or latitude and longitude.

    Raises :class:`OutsideTheForce`, and ``NotNow`` for a point that is none. Without a point it is kept, not located.
    """
    address = " ".join(address.split())
    if not point.strip():
        return Spot(address)
    if found := GRID_REFERENCE.fullmatch(point.strip()):
        return at(int(found[1]), int(found[2]), address)
    if found := DEGREES.fullmatch(point.strip()):
        east, north = _to_metres().transform(float(found[2]), float(found[1]))
        if not (0 <= east < 700_000 and 0 <= north < 1_300_000):
            raise OutsideTheForce(OUTSIDE)
        return at(round(east), round(north), address)
    raise NotNow(
        "Enter the point as easting and northing, such as 408100, 290200, or as latitude and longitude."
    )


OUTSIDE = (
    "That point lies outside the West Midlands Police area. Check it, or report it to the force it lies in."
)


def at(easting: int, northing: int, address: str = "") -> Spot:
    """A point with the areas it lies in."""
    longitude, latitude = _to_degrees().transform(easting, northing)
    (lsoa,) = places.locator("lsoa").locate([longitude], [latitude])
    if not lsoa:
        raise OutsideTheForce(OUTSIDE)
    areas = _areas()[str(lsoa)]
    return Spot(
        address,
        easting,
        northing,
        lsoa=str(lsoa),
        neighbourhood=areas["neighbourhood"],
        lpu=areas["lpu"],
        priority_area=areas["priority_area"],
        boundaries=places.boundaries_version(),
    )


def degrees(easting: int, northing: int) -> tuple[float, float]:
    """Longitude and latitude of a point of the grid."""
    longitude, latitude = _to_degrees().transform(easting, northing)
    return float(longitude), float(latitude)


def cell(easting: int, northing: int) -> int:
    """The number of the square of 100 m that a point lies in."""
    return easting // CELL * 100_000 + northing // CELL


def cells_around(easting: int, northing: int) -> list[int]:
    """The square of a point and the eight around it."""
    return [
        cell(easting + dx, northing + dy)
        for dx in (-CELL, 0, CELL)
        for dy in (-CELL, 0, CELL)
        if easting + dx >= 0 and northing + dy >= 0
    ]


def address_key(address: str) -> str:
    """An address without what people write differently: case, commas, spaces, “Rd” for “Road”."""
    words = words_of(address)
    return "".join(in_full(word) for word in words)[:80]


def address_words(address: str) -> frozenset[str]:
    """The words that tell one address from another: without “road” and the like, which nearly all have."""
    return frozenset(words_of(address)) - SORTS - SHORT.keys()


def words_of(address: str) -> list[str]:
    """Its words as they are compared: small letters and figures."""
    return re.findall(r"[a-z0-9]+", address.lower())


SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive", "ln": "lane",
    "cres": "crescent", "gdns": "gardens", "ct": "court", "pl": "place", "sq": "square", "gr": "grove",
}  # fmt: skip
SORTS = frozenset(SHORT.values())
"""Sorts of street."""


def is_sort(word: str) -> bool:
    """Is this a sort of street, short or long, or how one begins?"""
    return any(sort.startswith(in_full(word)) for sort in SORTS)


def in_full(word: str) -> str:
    """“Road” for “rd”."""
    return SHORT.get(word, word)


@cache
def _areas() -> dict[str, dict[str, str]]:
    table = places.lsoa_stamps().to_pylist()
    return {row["lsoa"]: {name: value or "" for name, value in row.items()} for row in table}


@cache
def _to_degrees() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


@cache
def _to_metres() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
