"""What a place adds: inside a Priority Area, within 200 metres of one, where it keeps happening; on real points too."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import shapely

from bluelamp.areas.asb.risk import location, street
from bluelamp.kernel.places import outlines
from bluelamp.kernel.places import queries as places

JANUARY = (
    Path(__file__).parents[6]
    / "../shared/data/police-uk-street/west-midlands/2014-01-west-midlands-street.csv"
)
POLICY = location.policy_on(date(2014, 1, 7))
NOWHERE = np.empty((0, 2))


def area() -> shapely.Geometry:
    return outlines.exact("priority_area").shapes[0]


def off_the_edge(metres: float) -> tuple[float, float]:
    """A place so many metres east of the easternmost corner of all Priority Areas."""
    corners = np.vstack([shapely.get_coordinates(shape) for shape in outlines.exact("priority_area").shapes])
    east, north = corners[corners[:, 0].argmax()]
    return float(east) + metres, float(north)


def points(at: tuple[float, float], logs=NOWHERE) -> list[int]:
    return [points for _, points in location.weigh(*at, logs, POLICY).lines]


def test_inside_a_priority_area_gives_three():
    middle = area().representative_point()
    assert points((middle.x, middle.y)) == [3]


@pytest.mark.parametrize(("metres", "gives"), [(0, [3]), (1, [1]), (199.9, [1]), (200.2, []), (5000, [])])
def test_the_edge_is_inside_and_the_buffer_ends_at_two_hundred_metres(metres, gives):
    assert points(off_the_edge(metres)) == gives


@pytest.mark.parametrize(("logs", "gives"), [(4, []), (5, [1]), (500, [1])])
def test_a_repeat_location_has_five_incidents(logs, gives):
    here = off_the_edge(5000)
    assert points(here, [here] * logs) == gives


def test_an_incident_counts_up_to_a_hundred_metres():
    here = (400_000.0, 290_000.0)
    logs = [(400_100.0, 290_000.0), (400_000.0, 289_900.0), (400_071.0, 290_071.0)]
    assert location.logs_near(*here, logs, 100) == 2


def test_both_stand_on_lines_of_their_own_with_the_version_of_the_lines_drawn():
    middle = area().representative_point()
    weight = location.weigh(middle.x, middle.y, [(middle.x, middle.y)] * 6, POLICY)
    assert (weight.found, len(weight.lines)) == (4, 2)
    assert weight.lines[1][0] == "Repeat location: 6 incidents within 100 metres in 90 days"
    assert weight.read_from == f"boundaries {places.boundaries_version()}"


def test_street_points_are_of_the_days_before_and_have_a_place():
    rows = pa.table(
        {
            "month": pa.array([date(2013, 9, 1), date(2013, 11, 1), date(2014, 1, 1), date(2014, 1, 1)]),
            "crime_type": [street.ASB, street.ASB, "Burglary", street.ASB],
            "longitude": pa.array([-1.85, -1.85, -1.85, None], pa.float64()),
            "latitude": pa.array([52.5, 52.5, 52.5, None], pa.float64()),
        }
    )
    assert street.points(rows, until=date(2014, 1, 7), days=90).shape == (1, 2)


@pytest.mark.skipif(not JANUARY.exists(), reason="the published street files are not beside the project")
def test_the_incidents_of_january_2014_are_weighed_where_they_were():
    with JANUARY.open(encoding="utf-8", newline="") as file:
        read = [row for row in csv.DictReader(file) if row["Crime type"] == street.ASB and row["Longitude"]]
    rows = pa.table(
        {
            "month": pa.array([date(2014, 1, 1)] * len(read)),
            "crime_type": [street.ASB] * len(read),
            "longitude": [float(row["Longitude"]) for row in read],
            "latitude": [float(row["Latitude"]) for row in read],
        }
    )
    logs = street.points(rows, until=date(2014, 1, 31), days=90)
    weights = [location.weigh(*at, logs, POLICY) for at in logs[::25]]
    inside = places.locator("priority_area").locate(
        rows["longitude"].to_numpy()[::25], rows["latitude"].to_numpy()[::25]
    )
    # Two ways to ask where a point lies, one in metres and one in degrees, agree on every one.
    assert [any(points == 3 for _, points in weight.lines) for weight in weights] == [
        bool(code) for code in inside
    ]
    assert len(logs) == len(read)
    assert {weight.found for weight in weights} <= {0, 1, 2, 3, 4}
