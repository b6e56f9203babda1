"""The shipped places hang together: a point in one LSOA, an LSOA in one of each, and parts that make wholes."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from bluelamp.kernel.places import queries, rebuild, shipped

OPEN_DATA = Path(__file__).parents[6] / "shared" / "data"
JANUARY = OPEN_DATA / "police-uk-street" / "west-midlands" / "2014-01-west-midlands-street.csv"

COUNTS = {
    "force": 1,
    "lpu": 10,
    "district": 7,
    "ward": 163,
    "neighbourhood": 163,
    "lsoa": 1680,
    "priority_area": 31,
}


@pytest.mark.parametrize(("level", "number"), COUNTS.items())
def test_each_level_has_as_many_areas_as_it_should_and_a_shape_for_each(level, number):
    codes, geometries = shipped.shapes(level)
    assert len(set(codes)) == number
    assert set(codes) == {area.code for area in shipped.areas() if area.level == level}
    assert shapely.is_valid(geometries).all()


@pytest.mark.parametrize("level", ["lpu", "district", "ward", "lsoa"])
def test_areas_of_a_level_meet_without_overlap(level):
    assert shapely.coverage_is_valid(shipped.shapes(level)[1])


@pytest.mark.parametrize("level", ["lpu", "district", "ward", "lsoa"])
def test_areas_of_a_level_add_up_to_the_force(level):
    [force] = shipped.shapes("force")[1]
    whole = shapely.union_all(shipped.shapes(level)[1])
    # LSOAs and wards were generalised by different hands: their outlines differ by less than a thousandth.
    assert whole.symmetric_difference(force).area < 0.001 * force.area


def test_every_lsoa_has_every_stamp_and_the_stamps_are_areas():
    table = queries.lsoa_stamps()
    assert table.num_rows == 1680
    for level in queries.STAMPS:
        values = set(table[level].to_pylist()) - {None}
        assert values == {area.code for area in shipped.areas() if area.level == level}
        assert table[level].null_count == (1680 - 31 * 4 if level == "priority_area" else 0)


def test_wards_joined_are_the_local_policing_units():
    shape_of = dict(zip(*shipped.shapes("ward"), strict=True))
    for code, unit in zip(*shipped.shapes("lpu"), strict=True):
        wards = {row["ward"] for row in shipped.stamps() if row["lpu"] == code}
        joined = shapely.union_all([shape_of[ward] for ward in wards])
        assert joined.symmetric_difference(unit).area == pytest.approx(0, abs=1e-12)


def test_a_unit_outside_birmingham_is_its_district_and_birmingham_is_four_units():
    units: dict[str, set[str]] = {}
    for row in shipped.stamps():
        units.setdefault(row["district_name"], set()).add(row["lpu"])
    assert units == {
        "Birmingham": {"BE", "BN", "BS", "BW"},
        "Coventry": {"CV"},
        "Dudley": {"DY"},
        "Sandwell": {"SW"},
        "Solihull": {"SH"},
        "Walsall": {"WS"},
        "Wolverhampton": {"WV"},
    }


def test_what_is_not_verified_says_so():
    assert [lpu["code"] for lpu in shipped.lpus() if not lpu["verified"]] == ["BE", "BN", "BS", "BW"]


def test_a_priority_area_is_four_neighbouring_lsoas_of_one_unit_and_touches_no_other():
    shape_of = dict(zip(*shipped.shapes("lsoa"), strict=True))
    members: dict[str, list[dict[str, str]]] = {}
    for row in shipped.stamps():
        if row["priority_area"]:
            members.setdefault(row["priority_area"], []).append(row)
    for rows in members.values():
        assert len(rows) == 4
        assert len({row["lpu"] for row in rows}) == 1
        assert shapely.union_all([shape_of[row["lsoa"]] for row in rows]).geom_type == "Polygon"
    shapes = shipped.shapes("priority_area")[1]
    assert shapely.STRtree(shapes).query(shapes, predicate="intersects").shape[1] == len(shapes)
    assert {rows[0]["lpu"] for rows in members.values()} == {lpu["code"] for lpu in shipped.lpus()}


def test_made_up_names_are_labelled_wherever_they_are_named():
    assert all(label.endswith(" (made up)") for label in queries.names("priority_area").values())
    assert not any("made up" in label for label in queries.names("ward").values())


def test_neighbourhoods_are_wards_by_another_code():
    assert set(queries.names("neighbourhood")) == {f"N-{code}" for code in queries.names("ward")}


def test_every_source_is_attributed_and_its_licence_kept():
    texts = {attribution.licence: attribution.text for attribution in queries.attributions()}
    assert "Martin Chorley" in texts["Creative Commons Attribution 4.0 International"]
    assert "Ordnance Survey" in texts["Creative Commons Attribution 4.0 International"]
    assert "Ordnance Survey" in (shipped.DATA / "licence.ons.md").read_text()
    used = {about["source"] for about in shipped.sources()["levels"].values()}
    assert used == set(shipped.sources()["sources"])


def test_the_shipped_files_stay_small():
    assert sum(path.stat().st_size for path in shipped.DATA.iterdir()) < 2_000_000


@given(st.integers(0, 1679), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_point_inside_an_lsoa_is_found_there_and_only_there(number, across, up):
    codes, geometries = shipped.shapes("lsoa")
    west, south, east, north = geometries[number].bounds
    latitude = south + up * (north - south)
    chord = shapely.intersection(geometries[number], shapely.LineString([(west, latitude), (east, latitude)]))
    inside = max(shapely.get_parts(chord), key=shapely.length).interpolate(across, normalized=True)
    assume(geometries[number].contains(inside))
    assert queries.locator("lsoa").locate([inside.x], [inside.y]).tolist() == [codes[number]]
    assert shapely.intersects(geometries, inside).sum() == 1


def test_a_point_on_a_shared_edge_is_counted_once():
    codes, geometries = shipped.shapes("lsoa")
    first, second = next(
        zip(*shapely.STRtree(geometries).query(geometries, predicate="touches"), strict=True)
    )
    corner = shapely.get_coordinates(geometries[first].intersection(geometries[second]))[0]
    [found] = queries.locator("lsoa").locate([corner[0]], [corner[1]])
    assert found == min(codes[shapely.intersects(geometries, shapely.Point(corner))])


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(0.0, 0.0), (-0.12, 51.5), (52.5, -1.9), (np.nan, 52.5), (np.inf, 52.5)],
    ids=["null island", "London", "swapped", "blank", "infinite"],
)
def test_a_point_that_is_not_in_the_force_is_in_no_area(longitude, latitude):
    assert queries.locator("lsoa").locate([longitude], [latitude]).tolist() == [""]


def test_no_points_give_no_codes():
    assert queries.locator("ward").locate([], []).tolist() == []


def test_a_level_that_is_not_one_is_refused_with_those_that_are():
    with pytest.raises(LookupError, match="it is one of force, district, lpu"):
        queries.locator("parish")


@pytest.mark.skipif(not JANUARY.exists(), reason="the open crime data is not beside this checkout")
def test_published_crimes_fall_in_the_lsoa_they_name():
    with JANUARY.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["Longitude"]]
    points = np.array([(row["Longitude"], row["Latitude"]) for row in rows], float)
    found = queries.locator("lsoa").locate(points[:, 0], points[:, 1])
    named = np.array([row["LSOA code"] for row in rows])
    # Points are snapped and boundaries generalised; 95.4% agree, and what disagrees is next door.
    assert 0.95 < (found == named).mean() < 0.97
    assert (found == "").mean() < 0.002


@pytest.mark.skipif(not OPEN_DATA.exists(), reason="the published boundaries are not beside this checkout")
def test_what_ships_is_what_the_published_files_give(tmp_path):
    before = {path.name: path.read_bytes() for path in shipped.DATA.iterdir()}
    copy = tmp_path / "data"
    copy.mkdir()
    (copy / "lpus.yaml").write_bytes(before["lpus.yaml"])
    program = (
        "import sys; from pathlib import Path; from bluelamp.kernel.places import rebuild;"
        "rebuild.DATA = Path(sys.argv[1]); rebuild.main(Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", program, copy, OPEN_DATA], check=True, env=_environment())
    made = {path.name: path.read_bytes() for path in copy.iterdir()}
    assert {name for name in made if made[name] != before[name]} == set()
    assert len(made) == 8


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(rebuild.__file__).parents[3])}
