"""The places that come with Bluelamp, read from its own files: stamping a record with its areas needs no database."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml

FORCE = ("E23000014", "West Midlands Police")

DATA = Path(__file__).parent / "data"

BOUNDARIES = "wm-2014-01"
"""All shipped layers together: LSOAs of 2011, wards of 2013, units and Priority Areas of January 2014."""


@cache
def sources() -> dict[str, Any]:
    """Layers, licences and attributions: ``{"levels": …, "sources": …}``."""
    return yaml.safe_load((DATA / "sources.yaml").read_text(encoding="utf-8"))


@cache
def lpus() -> tuple[dict[str, Any], ...]:
    """The ten local policing units, with whether each one's wards are verified."""
    return tuple(yaml.safe_load((DATA / "lpus.yaml").read_text(encoding="utf-8"))["lpus"])


@cache
def priority_areas() -> tuple[dict[str, Any], ...]:
    """The thirty-one Priority Areas: code and made-up name."""
    return tuple(yaml.safe_load((DATA / "priority_areas.yaml").read_text(encoding="utf-8"))["priority_areas"])


@cache
def stamps() -> tuple[dict[str, str], ...]:
    """One row an LSOA, with the code of every area it lies in and the share of its land in its ward."""
    with (DATA / "stamps.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def shapes(level: str) -> tuple[np.ndarray, np.ndarray]:
    """``(codes, geometries)`` of one level, longitude and latitude (WGS84), in order of code."""
    if level == "neighbourhood":
        codes, geometries = shapes("ward")
        return np.array([f"N-{code}" for code in codes]), geometries
    path = DATA / f"{level}.geojson.gz"
    if not path.exists():
        raise LookupError(
            f"There is no level of area called {level!r}: it is one of {', '.join(sources()['levels'])}."
        )
    features = json.loads(gzip.decompress(path.read_bytes()))["features"]
    return (
        np.array([feature["id"] for feature in features]),
        shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features]),
    )


@dataclass(frozen=True)
class ShippedArea:
    """One area as it ships: ``parent`` is a code, empty for the force."""

    level: str
    code: str
    name: str
    parent: str
    since: date
    made_up: bool

    @property
    def label(self) -> str:
        """The name as it is shown."""
        return f"{self.name} (made up)" if self.made_up else self.name


@cache
def areas() -> tuple[ShippedArea, ...]:
    """Every shipped area, parents before their parts."""
    rows = stamps()
    wards = list({row["ward"]: row for row in rows}.values())
    lpu_of = {row["priority_area"]: row["lpu"] for row in rows if row["priority_area"]}
    return (
        *_level("force", [(*FORCE, "")]),
        *_level("district", [(row["district"], row["district_name"], FORCE[0]) for row in rows]),
        *_level("lpu", [(lpu["code"], lpu["name"], FORCE[0]) for lpu in lpus()]),
        *_level("ward", [(row["ward"], row["ward_name"], row["district"]) for row in wards]),
        *_level("neighbourhood", [(row["neighbourhood"], row["ward_name"], row["lpu"]) for row in wards]),
        *_level("priority_area", [(a["code"], a["name"], lpu_of[a["code"]]) for a in priority_areas()]),
        *_level("lsoa", [(row["lsoa"], row["lsoa_name"], row["ward"]) for row in rows]),
    )


def _level(level: str, named: list[tuple[str, str, str]]) -> list[ShippedArea]:
    about = sources()["levels"][level]
    return [ShippedArea(level, *area, about["since"], about["made_up"]) for area in sorted(set(named))]
