"""Where something happened: points, areas, and addresses that are the same."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb import places
from bluelamp.areas.asb.places import Spot, address_key, cells_around, spot
from bluelamp.kernel.access.actions import NotNow


def test_a_grid_reference_lies_in_its_areas():
    found = spot(" 12  Shingle Road ", "407000, 287000")
    assert found == Spot(
        "12 Shingle Road", 407_000, 287_000, "E01033620", "N-E05001193", "BW", "", "wm-2014-01"
    )


def test_latitude_and_longitude_are_the_same_place():
    assert spot("", "52.4796, -1.9026").lsoa == "E01033620"


def test_an_address_without_a_point_is_kept_and_not_located():
    assert spot("The bus stop by the old mill") == Spot("The bus stop by the old mill")


@pytest.mark.parametrize("point", ["530000, 180000", "51.5007, -0.1246", "0.0, 0.0"])
def test_a_point_outside_the_force_is_refused_in_words(point):
    with pytest.raises(places.OutsideTheForce, match="outside the West Midlands Police area"):
        spot("Big Ben", point)


@pytest.mark.parametrize("point", ["here", "12", "407000", "SP 07 87", "407000;287000"])
def test_what_is_no_point_is_refused_with_an_example(point):
    with pytest.raises(NotNow, match="such as 408100, 290200"):
        spot("", point)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 Shingle Rd.", "12, shingle ROAD", True),
        ("12 Shingle Road", "14 Shingle Road", False),
        ("Flat 2, 9 Mill St", "flat 2 9 mill street", True),
    ],
)
def test_an_address_is_known_again_however_it_is_typed(one, other, same):
    assert (address_key(one) == address_key(other)) is same


@pytest.mark.parametrize(("dx", "dy", "is_around"), [(100, 0, True), (-100, -100, True), (201, 0, False)])
def test_whatever_is_within_100_metres_lies_in_the_squares_around(dx, dy, is_around):
    assert (places.cell(407_000 + dx, 287_000 + dy) in cells_around(407_000, 287_000)) is is_around
