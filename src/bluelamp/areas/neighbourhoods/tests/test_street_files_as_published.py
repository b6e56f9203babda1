"""The real files of nine forces: every row accounted for, every known defect found and none invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluelamp.areas.neighbourhoods.facts import LAYOUTS, RECORDED_CRIME
from bluelamp.kernel.places import queries
from bluelamp.warehouse import importing
from bluelamp.warehouse.layouts import Areas
from bluelamp.warehouse.store import Store

PUBLISHED = Path(__file__).parents[5] / "../shared/data/police-uk-street"
pytestmark = pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the published street files are not beside the project"
)

OUTSIDE = "with an LSOA outside the boundary set"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """All 58 files brought in at once, then once more."""
    folder = tmp_path_factory.mktemp("published")
    areas = Areas(queries.lsoa_stamps(), queries.boundaries_version(), queries.locator("lsoa").locate)
    brought = importing.Brought(
        (PUBLISHED,), LAYOUTS, areas, by="a test", at=datetime(2014, 12, 1, tzinfo=UTC)
    )
    store = Store(folder / "warehouse")
    first, again = importing.apply(store, brought), importing.apply(store, brought)
    assert (first.applied, first.adds_up, first.total("rows")) == (True, True, 426_596)
    assert (first.total("accepted"), first.total("duplicate"), first.fault_count) == (426_593, 3, 0)
    assert (again.total("accepted"), again.total("duplicate"), again.wrote) == (0, 426_596, ())
    return store


def partition(store, source, month):
    return store.vintages(RECORDED_CRIME, source, month)[-1]


def test_rows_of_west_midlands_without_an_id_are_all_there(store):
    assert partition(store, "west-midlands", "2014-01").rows == 18_631
    assert partition(store, "west-midlands", "2011-02").rows == 25_558


def test_seventeen_rows_of_west_midlands_lie_outside_its_boundaries(store):
    assert partition(store, "west-midlands", "2014-01").defects == {"without an ID": 4_510, OUTSIDE: 17}


def test_nearly_every_grid_reference_of_2011_falls_in_an_lsoa_of_the_force(store):
    assert partition(store, "west-midlands", "2011-02").defects == {
        "without an ID": 25_558,
        "without an LSOA": 19,
    }


@pytest.mark.parametrize(
    ("source", "month", "rows", "repeated"),
    [
        ("warwickshire", "2014-05", 3_954, 4),  # six repeats, of which two are wholly alike
        ("warwickshire", "2014-08", 3_494, 12),  # thirteen, of which one
        ("warwickshire", "2014-09", 3_903, 8),
        ("west-mercia", "2014-07", 10_381, 1),
        ("west-mercia", "2014-08", 9_483, 13),
        ("west-mercia", "2014-09", 9_574, 17),
    ],
)
def test_repeated_crime_ids_are_found_where_the_publisher_left_them(store, source, month, rows, repeated):
    found = partition(store, source, month)
    assert (found.rows, found.defects["with a repeated ID"]) == (rows, repeated)


def test_transport_police_without_ids_and_northern_ireland_without_lsoas_come_in(store):
    assert partition(store, "btp", "2014-01").defects["without an ID"] == 4_328
    northern_ireland = partition(store, "northern-ireland", "2014-01")
    assert (northern_ireland.rows, northern_ireland.defects["without an LSOA"]) == (11_904, 11_904)
    assert northern_ireland.defects["without coordinates"] == 106


def test_the_months_between_the_two_of_west_midlands_are_missing(store):
    missing = store.missing(RECORDED_CRIME)
    assert (missing[0], missing[-1], len(missing)) == (
        ("west-midlands", "2011-03"),
        ("west-midlands", "2013-12"),
        34,
    )
