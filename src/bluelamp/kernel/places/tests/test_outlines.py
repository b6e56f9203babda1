"""Outlines in metres: known references, edges kept, cells that cover the force, neighbours that touch."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from bluelamp.kernel.places import outlines


@pytest.mark.parametrize(
    ("east", "north", "reference"),
    [
        (216_600, 771_200, "NN 166 712"),  # Ben Nevis
        (651_409, 313_177, "TG 514 131"),  # the Ordnance Survey's own worked example
        (406_960, 286_650, "SP 069 866"),
        (530_000, 180_000, "TQ 300 800"),
    ],
)
def test_grid_references_are_those_of_the_ordnance_survey(east: int, north: int, reference: str) -> None:
    assert outlines.grid_reference(east, north) == reference


@pytest.mark.parametrize("level", ["lpu", "ward", "lsoa"])
def test_simplified_neighbours_still_meet_and_lie_over_nothing(level: str) -> None:
    exact, drawn = outlines.exact(level), outlines.drawn(level)
    assert (exact.codes == drawn.codes).all()
    assert shapely.area(drawn.shapes).sum() == pytest.approx(shapely.area(exact.shapes).sum(), rel=0.001)
    assert shapely.coverage_is_valid(drawn.shapes)
    assert shapely.get_num_coordinates(drawn.shapes).sum() < shapely.get_num_coordinates(exact.shapes).sum()


def test_squares_cover_the_force_and_find_their_points() -> None:
    squares = outlines.squares(500)
    force = outlines.exact("force").shapes[0]
    covered = squares.inside.sum() * 500 * 500
    assert covered > force.area
    middle = shapely.point_on_surface(force)
    row, column = squares.index(middle.x, middle.y)
    assert squares.inside[row, column]
    east, north = squares.centre(row, column)
    assert max(abs(east - middle.x), abs(north - middle.y)) <= 250


def test_squares_of_one_unit_reach_into_it_and_no_further() -> None:
    solihull = shapely.union_all(outlines.exact("lpu").only({"SH"}).shapes)
    squares = outlines.squares(1000, "SH")
    east, north = squares.centre(*np.nonzero(squares.inside))
    assert shapely.distance(solihull, shapely.points(east, north)).max() <= 1000 / 2**0.5


def test_neighbours_touch_and_every_area_is_beside_somebody() -> None:
    near = outlines.neighbours("ward")
    assert (near != near.T).nnz == 0
    assert (near.diagonal() == 1).all()
    assert np.asarray(near.sum(axis=1)).min() >= 2


def test_a_point_belongs_to_the_ward_it_lies_in() -> None:
    east, north = outlines.in_metres([-1.8998], [52.4796])
    assert outlines.place_at("ward", east, north).tolist() == ["E05001193"]


def test_what_must_be_said_of_the_lines_is_at_hand() -> None:
    assert "Crown copyright" in outlines.attribution("lpu")
    assert "made up" in outlines.attribution("priority_area")
