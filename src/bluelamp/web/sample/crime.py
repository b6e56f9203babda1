"""Made-up recorded crime, drawn from the places and kinds of one real month after ``crime.yaml``.

It comes from a source of its own, whose name says that it is made up; the same seed gives the same bytes everywhere.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bluelamp.areas.neighbourhoods.facts import STREET
from bluelamp.areas.neighbourhoods.words import ANTI_SOCIAL_BEHAVIOUR, slug
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.places import queries as places
from bluelamp.warehouse.columns import Codes
from bluelamp.warehouse.layouts import Layout
from bluelamp.web.sample.draws import Floats, normal, uniform
from bluelamp.web.sample.plan import month_of

HERE = Path(__file__).parent
REMARK = "Made up by Bluelamp"
METRES_A_DEGREE = 111_320.0


@cache
def as_shipped() -> Mapping[str, Any]:
    """The plan as read."""
    return yaml.safe_load((HERE / "crime.yaml").read_text(encoding="utf-8"))


@cache
def layout() -> Layout:
    """A street file that only the sample understands: no real file can name its force."""
    force, source = as_shipped()["force"], as_shipped()["source"]
    columns = tuple(
        replace(given, reads=Codes("the made-up force", accepts={force: force}))
        if given.into == "reported_by"
        else given
        for given in STREET.columns
    )
    return replace(STREET, key="street-made-up", columns=columns, sources={force: source})


def months() -> tuple[Month, ...]:
    """The months that are made up, oldest first."""
    first, last = (month_of(name) for name in as_shipped()["months"])
    return tuple(first.shift(n) for n in range(last - first + 1))


@dataclass(frozen=True)
class Like:
    """The real rows to draw from: what each is, where it lies, and what a row there has in its file."""

    kind: np.ndarray
    longitude: Floats
    latitude: Floats
    neighbourhood: np.ndarray
    place: list[str]

    def distance(self, longitude: float, latitude: float) -> Floats:
        """Metres from one point, near enough within a town."""
        east = (self.longitude - longitude) * METRES_A_DEGREE * np.cos(np.radians(latitude))
        north = (self.latitude - latitude) * METRES_A_DEGREE
        found: Floats = np.hypot(east, north)
        return found


def write(folder: Path, *, seed: int, scale: float = 1.0) -> tuple[Path, ...]:
    """Write a file a month into ``folder``; as many rows as the plan has, times ``scale``."""
    folder.mkdir(parents=True, exist_ok=True)
    like = _like(HERE / "open_data" / as_shipped()["like"])
    written = []
    for month in months():
        name = f"{month.year}-{month.month:02d}"
        path = folder / f"{name}-{as_shipped()['source']}-street.csv"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(",".join(STREET.headers) + "\n")
            file.writelines(_lines(like, month, seed, scale))
        written.append(path)
    return tuple(written)


def _like(path: Path) -> Like:
    stamps = places.lsoa_stamps()
    neighbourhoods = dict(zip(stamps["lsoa"].to_pylist(), stamps["neighbourhood"].to_pylist(), strict=True))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["LSOA code"] in neighbourhoods]
    return Like(
        np.array([row["Crime type"] for row in rows]),
        np.array([float(row["Longitude"]) for row in rows]),
        np.array([float(row["Latitude"]) for row in rows]),
        np.array([neighbourhoods[row["LSOA code"]] for row in rows]),
        [f"{r['Longitude']},{r['Latitude']},,{r['LSOA code']},{r['LSOA name']}" for r in rows],
    )


def points() -> list[tuple[str, str, str]]:
    """Longitude, latitude and street of every report of anti-social behaviour in the real month."""
    with gzip.open(HERE / "open_data" / as_shipped()["like"], "rt", encoding="utf-8", newline="") as file:
        return [
            (row["Longitude"], row["Latitude"], row["Location"])
            for row in csv.DictReader(file)
            if slug(row["Crime type"]) == ANTI_SOCIAL_BEHAVIOUR and row["Longitude"]
        ]


def _lines(like: Like, month: Month, seed: int, scale: float) -> Iterator[str]:
    """The rows of a month as they stand in its file."""
    name, force = f"{month.year}-{month.month:02d}", as_shipped()["force"]
    number = 0
    for kind in sorted(set(like.kind)):
        keyed = slug(kind) != ANTI_SOCIAL_BEHAVIOUR
        called = _called(kind, name)
        for row in _drawn(like, kind, month, seed, scale):
            number += 1
            key = f"made-up-{name}-{number:06d}" if keyed else ""
            yield f"{key},{name},{force},{force},{like.place[row]},{called},,{REMARK}\n"


def _drawn(like: Like, kind: str, month: Month, seed: int, scale: float) -> list[int]:
    """Which real rows the made-up ones of a kind and month lie at: their number varies as counts do."""
    about = as_shipped()
    here = like.kind == kind
    even = about["anywhere"] * here.sum() / len(here)
    weights = (here * (1 - about["anywhere"]) + even) * _planted(like, kind, month)
    season = about["seasons"].get(kind, about["seasons"]["others"])[month.month - 1]
    expected = weights.sum() * season * scale
    stream = f"crime/{month.year}-{month.month:02d}/{slug(kind)}"
    size = max(round(expected + expected**0.5 * normal(seed, f"{stream}/size", 1)[0]), 0)
    reach = np.cumsum(weights)
    chosen = np.searchsorted(reach, uniform(seed, stream, size) * reach[-1], side="right")
    found: list[int] = np.minimum(chosen, len(reach) - 1).tolist()
    return found


def _planted(like: Like, kind: str, month: Month) -> Floats:
    """By how much more each real row is drawn for what the plan planted there."""
    times = np.ones(len(like.kind))
    for one in as_shipped()["planted"]:
        if one["kind"] != kind:
            continue
        since = [factor for start, factor in one["times"].items() if month_of(start) <= month]
        if "neighbourhood" in one:
            there = like.neighbourhood == one["neighbourhood"]
        else:
            there = like.distance(*one["near"]) <= one["within_metres"]
        times = np.where(there, since[-1] if since else 1.0, times)
    return times


def _called(kind: str, name: str) -> str:
    older = as_shipped()["older_kinds"]
    return older["names"].get(kind, kind) if name <= older["until"] else kind
