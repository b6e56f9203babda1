"""How the places shipped with Bluelamp were derived from published boundaries, so that anyone can derive them again.

Run ``python -m bluelamp.kernel.places.rebuild FOLDER``, where FOLDER holds ``boundaries/lsoa11``,
``boundaries/ward2013`` and ``lookups``. The same input gives the same bytes. Nothing here runs in daily use.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml

from bluelamp.kernel.places.shipped import DATA, FORCE

DECIMALS = 5
"""About a metre. The publishers had already generalised these lines: thinning them further saved a twentieth of
the size and moved one crime in a thousand to the LSOA next door, so they are only rounded."""

PRIORITY_AREAS = 31
CLUSTER = 4
"""LSOAs to a Priority Area: about 6,500 people, a size a neighbourhood team can know."""

Shapes = dict[str, shapely.Geometry]


def main(folder: Path) -> None:
    """Read the published files under ``folder`` and write everything in ``data/``."""
    lookup = list(csv.DictReader((folder / "lookups/wm_lsoa11_msoa11_ward_lad.csv").open(encoding="utf-8")))
    deprivation = {
        row["LSOA11CD"]: float(row["imd2019_score"])
        for row in csv.DictReader(
            (folder / "lookups/wm_lsoa11_imd2019_population.csv").open(encoding="utf-8")
        )
    }
    lpu_of = _lpu_of_wards(lookup)
    lsoas = _rounded(_read(folder / "boundaries/lsoa11", "LSOA11CD"))
    wards = _rounded(_read(folder / "boundaries/ward2013", "WD13CD"))
    district_of = {row["WD13CD"]: row["LADCD"] for row in lookup}
    districts = _joined(wards, district_of)
    clusters = _clusters(lsoas, deprivation, {row["LSOA11CD"]: lpu_of[row["WD13CD"]] for row in lookup})
    area_of = {lsoa: code for code, members in clusters.items() for lsoa in members}

    _write("lsoa", lsoas)
    _write("ward", wards)
    _write("lpu", _joined(wards, lpu_of))
    _write("district", districts)
    _write("force", {FORCE[0]: shapely.union_all(list(districts.values()))})
    _write("priority_area", _joined({k: v for k, v in lsoas.items() if k in area_of}, area_of))
    _write_stamps(lookup, lpu_of, area_of)


def _read(folder: Path, key: str) -> Shapes:
    shapes = {}
    for path in sorted(folder.iterdir()):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            shapes[feature["properties"][key]] = shapely.from_geojson(json.dumps(feature["geometry"]))
    return dict(sorted(shapes.items()))


def _rounded(shapes: Shapes) -> Shapes:
    """The same coverage in fewer digits. A corner shared by neighbours rounds alike for each, so no gap opens."""
    rounded = shapely.transform(list(shapes.values()), lambda xy: np.round(xy, DECIMALS))
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError("Rounding broke a boundary: use more DECIMALS.")
    return dict(zip(shapes, rounded, strict=True))


def _joined(parts: Shapes, whole_of: dict[str, str]) -> Shapes:
    """Parts joined into the wholes they belong to."""
    wholes: dict[str, list[shapely.Geometry]] = {}
    for code, shape in parts.items():
        wholes.setdefault(whole_of[code], []).append(shape)
    return {code: shapely.coverage_union_all(members) for code, members in sorted(wholes.items())}


def _lpu_of_wards(lookup: list[dict[str, str]]) -> dict[str, str]:
    lpus = yaml.safe_load((DATA / "lpus.yaml").read_text(encoding="utf-8"))["lpus"]
    by_district = {lpu["district"]: lpu["code"] for lpu in lpus if "district" in lpu}
    by_name = {ward: lpu["code"] for lpu in lpus for ward in lpu.get("wards", [])}
    return {row["WD13CD"]: by_district.get(row["LADCD"]) or by_name[row["WD13NM"]] for row in lookup}


def _clusters(lsoas: Shapes, deprivation: dict[str, float], lpu_of: dict[str, str]) -> dict[str, list[str]]:
    """Thirty-one made-up Priority Areas: {PA01: [four LSOAs]}, one or more in each local policing unit.

    A unit's share follows its number of LSOAs among the tenth most deprived of the force. Within a unit each
    cluster starts from the most deprived LSOA that neither belongs to nor touches another cluster, and takes in
    the most deprived neighbour until it has four.
    """
    codes = list(lsoas)
    touching = _neighbours(lsoas, "****T****")
    beside = _neighbours(lsoas, "****1****")
    ranked = sorted(codes, key=lambda code: (-deprivation[code], code))
    shares = _shares([lpu_of[code] for code in ranked[: len(codes) // 10]], sorted(set(lpu_of.values())))
    clusters: dict[str, list[str]] = {}
    taken: set[str] = set()
    for lpu, share in shares.items():
        made = 0
        for start in (code for code in ranked if lpu_of[code] == lpu):
            if made == share:
                break
            cluster = _grown(start, beside, {c for c in codes if lpu_of[c] == lpu} - taken, deprivation)
            if len(cluster) == CLUSTER:
                clusters[f"PA{len(clusters) + 1:02}"] = cluster
                taken |= set(cluster).union(*(touching[code] for code in cluster))
                made += 1
    return clusters


def _neighbours(shapes: Shapes, pattern: str) -> dict[str, set[str]]:
    """Who lies next to whom: ``pattern`` says how their edges meet (DE-9IM): at all, or along a line."""
    codes, geometries = list(shapes), np.array(list(shapes.values()))
    near: dict[str, set[str]] = {code: set() for code in codes}
    left, right = shapely.STRtree(geometries).query(geometries, predicate="touches")
    meets = shapely.relate_pattern(geometries[left], geometries[right], pattern)
    for one, other in zip(left[meets], right[meets], strict=True):
        near[codes[one]].add(codes[other])
    return near


def _grown(start: str, near: dict[str, set[str]], free: set[str], deprivation: dict[str, float]) -> list[str]:
    cluster = [start] if start in free else []
    while cluster and len(cluster) < CLUSTER:
        candidates = set().union(*(near[code] for code in cluster)) & free - set(cluster)
        if not candidates:
            return []
        cluster.append(min(candidates, key=lambda code: (-deprivation[code], code)))
    return cluster


def _shares(most_deprived: list[str], lpus: list[str]) -> dict[str, int]:
    """One Priority Area for each unit, the rest by largest remainder of its share of the most deprived LSOAs."""
    spare = PRIORITY_AREAS - len(lpus)
    exact = {lpu: spare * most_deprived.count(lpu) / len(most_deprived) for lpu in lpus}
    shares = {lpu: 1 + int(exact[lpu]) for lpu in lpus}
    by_remainder = sorted(lpus, key=lambda lpu: (int(exact[lpu]) - exact[lpu], lpu))
    for lpu in by_remainder[: PRIORITY_AREAS - sum(shares.values())]:
        shares[lpu] += 1
    return shares


def _write(level: str, shapes: Shapes) -> None:
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in shapes.items()
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    # No name and no time inside the archive: the same boundaries are the same bytes.
    (DATA / f"{level}.geojson.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _write_stamps(lookup: list[dict[str, str]], lpu_of: dict[str, str], area_of: dict[str, str]) -> None:
    rows: list[Iterable[Any]] = [
        (
            row["LSOA11CD"], row["LSOA11NM"], row["WD13CD"], row["WD13NM"], row["WD13_area_share"],
            "N-" + row["WD13CD"], lpu_of[row["WD13CD"]], row["LADCD"], row["LADNM"], area_of.get(row["LSOA11CD"], ""),
        )
        for row in sorted(lookup, key=lambda row: row["LSOA11CD"])
    ]  # fmt: skip
    with (DATA / "stamps.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(
            ("lsoa", "lsoa_name", "ward", "ward_name", "ward_area_share", "neighbourhood", "lpu", "district",
             "district_name", "priority_area")
        )  # fmt: skip
        out.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published files are: python -m bluelamp.kernel.places.rebuild FOLDER")
    main(Path(sys.argv[1]))
