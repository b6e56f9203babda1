"""People by place: estimates of neighbourhoods add up to what the census counted."""

from __future__ import annotations

import pytest

from bluelamp.areas.neighbourhoods import residents
from bluelamp.kernel.places import queries as places


@pytest.mark.parametrize("level", ["district", "lpu", "neighbourhood"])
def test_the_places_of_each_level_hold_all_people_of_the_force(level: str) -> None:
    people = residents.by_place()
    total = sum(number for (where, _), number in people.items() if where == level)
    assert round(total / people["force", residents.FORCE], 3) == 1.0


@pytest.mark.parametrize("level", ["district", "lpu", "neighbourhood"])
def test_no_place_is_left_out(level: str) -> None:
    assert {code for where, code in residents.by_place() if where == level} == set(places.names(level))


def test_a_unit_that_is_a_district_has_about_its_people() -> None:
    people = residents.by_place()
    assert abs(people["lpu", "CV"] - people["district", "E08000026"]) < 200
