"""What is asked of places. Places are public, so these take no scope: there is nothing in them to keep from anyone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pyarrow as pa
import shapely
from django.db import models
from django.db.models import QuerySet
from numpy.typing import ArrayLike, NDArray

from bluelamp.kernel.places import shipped
from bluelamp.kernel.places.models import Area

STAMPS = ("lsoa", "ward", "neighbourhood", "lpu", "district", "priority_area")


@cache
def lsoa_stamps() -> pa.Table:
    """The areas each 2011 LSOA lies in: one row an LSOA, columns of :data:`STAMPS`, all strings.

    ``priority_area`` is null for an LSOA in none. An LSOA that crosses a ward boundary is given the ward that holds
    most of its land (``data/stamps.csv`` says how much).
    """
    rows = shipped.stamps()
    return pa.table({name: pa.array([row[name] or None for row in rows], pa.string()) for name in STAMPS})


def boundaries_version() -> str:
    """The version to write beside a stamp, so that a later change of boundary can be told from a change in crime."""
    return shipped.BOUNDARIES


@dataclass(frozen=True)
class Locator:
    """Finds the area of one level that each point lies in."""

    level: str
    codes: NDArray[np.str_]
    tree: shapely.STRtree = field(repr=False)

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.str_]:
        """Codes of the areas that hold the points (degrees, WGS84): as many as points, ``''`` for a point in none.

        A point exactly on a shared edge goes to the area whose code comes first, so that it is counted once.
        """
        x, y = np.asarray(longitude, float), np.asarray(latitude, float)
        # The boxes first, then the prepared polygons: quicker by a third than letting the tree do both.
        at, area = self.tree.query(shapely.points(x, y))
        inside = shapely.intersects_xy(self.tree.geometries[area], x[at], y[at])
        found = np.full(x.shape, len(self.codes))
        np.minimum.at(found, at[inside], area[inside])
        return np.append(self.codes, "")[found]


@cache
def locator(level: str) -> Locator:
    """The locator for a level: ``lsoa``, ``ward``, ``lpu``, …; :class:`LookupError` names the levels there are."""
    codes, geometries = shipped.shapes(level)
    shapely.prepare(geometries)
    return Locator(level, codes, shapely.STRtree(geometries))


@dataclass(frozen=True)
class Attribution:
    """What must be said wherever these places are shown."""

    what: str
    source: str
    licence: str
    licence_url: str
    text: str


def attributions() -> tuple[Attribution, ...]:
    """One for each source of the shipped boundaries, in a fixed order."""
    return tuple(
        Attribution(
            about["what"],
            about["source"],
            about["licence"],
            about["licence_url"],
            about["attribution"].strip(),
        )
        for about in shipped.sources()["sources"].values()
    )


@cache
def names(level: str) -> dict[str, str]:
    """``{code: name}`` of one level as shipped, made-up names labelled; for tables and charts that hold codes only."""
    return {area.code: area.label for area in shipped.areas() if area.level == level}


@cache
def unit_of() -> dict[str, str]:
    """The local policing unit that each neighbourhood is part of, by code."""
    return {area.code: area.parent for area in shipped.areas() if area.level == "neighbourhood"}


def neighbourhoods_of(units: Collection[str]) -> list[str]:
    """The codes of every neighbourhood of some units, in order."""
    return sorted(code for code, unit in unit_of().items() if unit in units)


def lsoas_of(neighbourhood: str) -> list[tuple[str, str]]:
    """Code and name of every LSOA of a neighbourhood, by code."""
    return sorted(
        (r["lsoa"], r["lsoa_name"]) for r in shipped.stamps() if r["neighbourhood"] == neighbourhood
    )


def areas(level: str) -> QuerySet[Area]:
    """The areas of one level in the records, by name."""
    return Area.objects.filter(level=level).order_by("name", "code")


def area(code: str) -> Area:
    """One area by its code; ``Area.DoesNotExist`` when there is none."""
    return Area.objects.select_related("parent").get(code=code)


def counts() -> dict[str, int]:
    """How many areas of each level stand in the records."""
    found = Area.objects.values_list("level").annotate(models.Count("pk")).order_by("level")
    return dict(found)
