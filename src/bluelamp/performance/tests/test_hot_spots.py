"""Hot spots: what is found among made-up records, who may look where, what the page and the file say of wrong input."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from django.conf import settings
from django.test import Client

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures.periods import Quarter
from bluelamp.performance.queries import hotspots
from bluelamp.performance.queries.hotspots import Asked
from bluelamp.warehouse.store import Store

PAGE = "/performance/hot-spots/"
COVENTRY = (-1.5103, 52.4081, "E01009642", "CV")
DUDLEY = (-2.0810, 52.5120, "E01009872", "DY")
LAST, YEAR_BEFORE = Quarter(2013, 12), Quarter(2012, 12)
ANALYST = scope_of("analyst")


def recorded(busy: dict[str, int], *, source: str = "west-midlands", steady: int = 0) -> None:
    """Two years of months; ``busy`` adds burglaries at one point of Coventry, ``steady`` at one of Dudley in each."""
    tables = {}
    for n in range(24):
        month = date(2012 + n // 12, n % 12 + 1, 1)
        rows = [(*COVENTRY, "burglary")] * busy.get(f"{month:%Y-%m}", 0)
        rows += [(*place, "burglary") for place in _spread(2)]
        rows += [(*DUDLEY, "burglary")] * steady
        rows += [(*DUDLEY, "robbery"), (*DUDLEY, "anti-social-behaviour")]
        tables[source, f"{month:%Y-%m}"] = _table(month, rows)
    Store(settings.WAREHOUSE).replace(
        RECORDED_CRIME, tables, by="a test", at=datetime(2014, 1, 1, tzinfo=UTC)
    )


def _spread(many: int) -> list[tuple[float, float, str, str]]:
    """A few records over Coventry and Dudley, so that the busy point stands out of something."""
    return [
        (lon + i * 0.012, lat + j * 0.008, lsoa, lpu)
        for lon, lat, lsoa, lpu in (COVENTRY, DUDLEY)
        for i in range(many)
        for j in range(many)
    ]


def _table(month: date, rows: Sequence[tuple[float, float, str, str, str]]) -> pa.Table:
    names = ("longitude", "latitude", "lsoa", "lpu", "crime_type")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return pa.table(
        {"month": [month] * len(rows), "reported_by": ["West Midlands Police"] * len(rows), **columns}
    )


EVERY_MONTH = {f"{year}-{month:02d}": 30 for year in (2012, 2013) for month in range(1, 13)}
LATE = {f"2013-{month:02d}": 30 for month in range(1, 13)}


def asked(kind: str = "burglary", lpu: str = "", choice: str = "1000") -> Asked:
    return Asked(kind, lpu, choice, LAST, YEAR_BEFORE)


@pytest.mark.parametrize("choice", ["500", "1000", "lsoa"])
def test_a_busy_point_is_a_hot_spot_in_squares_and_in_lsoas(choice: str) -> None:
    recorded(EVERY_MONTH)
    found = hotspots.find(ANALYST, asked(choice=choice))
    hot = found.counts.places(1)
    assert hot
    assert found.counts.total[hot].max() == pytest.approx(90, abs=20)
    assert (found.counts.spots.adjusted[0] >= found.counts.spots.raw[0] - 1e-12).all()


def test_a_point_busy_throughout_persists_and_has_not_changed() -> None:
    recorded(EVERY_MONTH)
    found = hotspots.find(ANALYST, asked())
    assert found.of_life("persistent")
    assert found.of_life("emerging") == found.of_life("fading") == []
    assert (found.changed(1), found.changed(-1)) == ([], [])


def test_a_point_that_grew_busy_emerges_and_rose_by_more_than_chance() -> None:
    recorded(LATE, steady=60)
    found = hotspots.find(ANALYST, asked())
    assert set(found.where(found.of_life("persistent"))) & {"Castle and Priory", "St James's", "St Thomas's"}
    assert "St Michael's" in found.where(found.of_life("emerging"))
    assert len(found.changed(1)) == 1
    page = hotspots.drawn(found)
    assert "Since October to December 2012 it has risen in" in page.sentence
    assert page.change.rows[0][2:4] == ("6", "96")


def test_anti_social_behaviour_is_no_crime_and_other_units_are_not_counted() -> None:
    recorded({})
    whole = hotspots.find(ANALYST, asked(kind="all-crime"))
    dudley = hotspots.find(ANALYST, asked(kind="all-crime", lpu="DY"))
    assert (whole.counts.total.sum(), dudley.counts.total.sum()) == (3 * 9, 3 * 5)


def test_harm_is_laid_beside_numbers_only_where_kinds_are_counted_together() -> None:
    recorded({})
    every = hotspots.find(ANALYST, asked(kind="all-crime"))
    assert every.harm is not None
    assert every.harm.total.sum() == 3 * (8 * 20 + 365)
    assert hotspots.find(ANALYST, asked(kind="burglary")).harm is None


def test_a_reader_of_one_unit_may_look_there_and_nowhere_else() -> None:
    recorded(EVERY_MONTH)
    officer = scope_of("neighbourhood_officer", ["DY"])
    own = hotspots.find(officer, asked(lpu="DY"))
    assert own.counts.total.sum() == 3 * 4
    for elsewhere in ("", "CV"):
        with pytest.raises(NotPermitted):
            hotspots.find(officer, asked(lpu=elsewhere))


def test_small_numbers_are_withheld_by_the_one_rule_from_page_and_file() -> None:
    recorded(EVERY_MONTH)
    by_role = {
        role: hotspots.find(scope_of(role), asked(), smallest_base=20) for role in ("analyst", "board_member")
    }
    assert not any(by_role["analyst"].withheld)
    withheld = [i for i, why in enumerate(by_role["board_member"].withheld) if why]
    assert {by_role["board_member"].withheld[i] for i in withheld} == {"Withheld: it rests on fewer than 20."}
    rows = list(hotspots.table(by_role["board_member"]))[1:]
    assert all(set(rows[i][3:]) == {None} for i in withheld)
    assert any(row[3] for row in rows)


@pytest.mark.django_db
def test_the_page_says_which_months_are_made_up(client: Client) -> None:
    recorded({}, source="west-midlands-made-up")
    client.force_login(user_of("analyst"))
    page = client.get(PAGE).content.decode()
    assert "The records of January 2012 to December 2013 are made up (source west-midlands-made-up)." in page


@pytest.mark.django_db
def test_the_page_of_a_unit_officer_begins_with_their_own_unit(client: Client) -> None:
    recorded(EVERY_MONTH)
    client.force_login(user_of("neighbourhood_officer", ["DY"]))
    page = client.get(PAGE, {"kind": "burglary"}).content.decode()
    assert "Dudley · October to December 2013" in page
    assert "St Michael" not in page
    assert 'value="CV"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "witchcraft"}, "Choose a kind of crime from the list"),
        ({"area": "XX"}, "Choose a place from the list"),
        ({"cells": "1"}, "Choose squares or LSOAs from the list"),
        ({"period": "soon"}, "is not a period"),
        ({"period": "quarter:2015-12"}, "Recorded crime is not here for every month of October to December 2015"),
        ({"compared": "month:2012-12"}, "Choose a quarter, as the period is one"),
        ({"compared": "quarter:2013-12"}, "Choose a quarter that ended before October to December 2013 began"),
        ({"kind": "bicycle-theft"}, "The publisher had no kind called “Bicycle theft” in October to December 2012"),
    ],
)  # fmt: skip
def test_wrong_input_is_refused_at_its_field(client: Client, wrong: dict[str, str], told: str) -> None:
    recorded({})
    client.force_login(user_of("analyst"))
    response = client.get(PAGE, wrong)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert client.get(PAGE + "places.csv", wrong).status_code == 404


@pytest.mark.django_db
def test_a_unit_officer_cannot_take_away_the_places_of_another_unit(client: Client) -> None:
    recorded(EVERY_MONTH)
    client.force_login(user_of("neighbourhood_officer", ["DY"]))
    assert client.get(PAGE + "places.csv", {"area": "CV"}).status_code == 404
    own = client.get(PAGE + "places.csv", {"area": "DY"})
    assert b"St Michael" not in own.content


@pytest.mark.django_db
def test_the_file_has_every_place_with_both_p_values_and_taking_it_is_recorded(client: Client) -> None:
    recorded(EVERY_MONTH)
    client.force_login(user_of("analyst"))
    response = client.get(PAGE + "places.csv", {"kind": "burglary", "cells": "1000"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    hot = [row for row in rows if row["number_found"] == "hot"]
    assert len(rows) == hotspots.find(ANALYST, asked()).cells.many
    assert hot
    assert all(float(row["number_p"]) <= float(row["number_p_adjusted"]) <= 0.1 for row in hot)
    (kept,) = Record.objects.filter(operation="export").values_list("detail", flat=True)
    assert (kept["kind"], kept["period"]) == ("burglary", "quarter:2013-12")


@pytest.mark.django_db
def test_without_recorded_crime_the_page_says_so(client: Client) -> None:
    client.force_login(user_of("board_member"))
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "No recorded crime has arrived" in response.content.decode()


@pytest.mark.django_db
def test_a_page_of_hot_spots_is_light(client: Client) -> None:
    recorded(EVERY_MONTH)
    client.force_login(user_of("analyst"))
    for choice in ("500", "lsoa"):
        assert len(client.get(PAGE, {"cells": choice}).content) < 300_000
