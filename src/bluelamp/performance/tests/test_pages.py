"""The pages of performance, where a year's figures were taken: what they say, and what wrong input gets."""

from __future__ import annotations

import csv
import io
import re

import pyarrow.parquet as pq
import pytest
from django.test import Client

from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures import queries as figures
from bluelamp.performance.tests.factories import NOVEMBER_2013

pytestmark = [pytest.mark.django_db, pytest.mark.keeps_var, pytest.mark.usefixtures("vector")]

MEASURE = "/performance/measures/asb-satisfaction/"


def words(page: bytes) -> str:
    """What a page says, tags and white space aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


@pytest.mark.parametrize(
    "page",
    ["", "rolling-year/", "places/", "dates/", "series.csv", "series.parquet"],
)
def test_every_page_of_a_measure_opens(analyst: Client, page: str) -> None:
    assert analyst.get(MEASURE + page).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/performance/measures/no-such-measure/",
        "/performance/figures/999999/",
        "/performance/figures/999999/rows/",
        "/performance/?area=XX",
        MEASURE + "series.exe",
        "/performance/measures/recorded-crime/rolling-year/",
    ],
)
def test_what_is_not_there_is_not_found(analyst: Client, address: str) -> None:
    assert analyst.get(address).status_code == 404


def test_a_measure_of_which_nobody_was_asked_says_so(analyst: Client) -> None:
    said = words(analyst.get("/performance/measures/crime-satisfaction/").content)
    assert "not known for November 2013: nothing was counted" in said


def test_the_measure_page_says_why_the_rolling_year_fell(analyst: Client) -> None:
    said = words(analyst.get(MEASURE).content)
    assert "The rolling year fell by" in said
    assert "November 2012 (84.9%) left it" in said


def test_the_form_says_what_is_wrong_at_its_field_and_keeps_what_was_typed(analyst: Client) -> None:
    response = analyst.get(MEASURE + "rolling-year/", {"target": "eighty", "planned": "550"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in page
    assert 'href="#id_target"' in page
    assert 'value="eighty"' in page
    assert 'value="550"' in page


def test_the_form_works_out_what_was_asked(analyst: Client) -> None:
    said = words(analyst.get(MEASURE + "rolling-year/", {"target": "78", "weighting": "equal"}).content)
    assert "For the rolling year to stand at 78.0%" in said
    assert "January 2014" in said


@pytest.mark.parametrize("field", ["area", "basis"])
def test_an_unknown_choice_is_refused_at_its_field(analyst: Client, field: str) -> None:
    response = analyst.get(MEASURE, {field: "nowhere"})
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()


def test_the_csv_carries_what_each_figure_rests_on(analyst: Client) -> None:
    response = analyst.get(MEASURE + "series.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    last = rows[-1]
    assert (last["period"], last["n"], last["numerator"]) == ("month:2013-11", "550", "420.0")
    assert 'filename="asb-satisfaction-force.csv"' in response["Content-Disposition"]


def test_parquet_and_csv_hold_the_same_values(analyst: Client) -> None:
    table = pq.read_table(io.BytesIO(analyst.get(MEASURE + "series.parquet").content))
    rows = list(csv.DictReader(io.StringIO(analyst.get(MEASURE + "series.csv").content.decode("utf-8-sig"))))
    assert table["value"].to_pylist() == [float(row["value"]) for row in rows]


def test_opening_rows_and_taking_a_series_away_are_recorded(analyst: Client) -> None:
    figure = figures.reading(scope_of("analyst"), "asb-satisfaction", NOVEMBER_2013)
    assert analyst.get(f"/performance/figures/{figure.id}/rows/?page=2").status_code == 200
    analyst.get(MEASURE + "series.csv")
    kept = Record.objects.filter(operation__in=["consult", "export"]).order_by("seq")
    assert [record.objects_touched for record in kept] == [
        [f"figure:{figure.id}"],
        ["measure:asb-satisfaction"],
    ]


@pytest.mark.parametrize("page", ["0", "-1", "two", "1000000", "9" * 30])
def test_a_page_of_rows_that_cannot_be_is_the_first_or_not_found(analyst: Client, page: str) -> None:
    figure = figures.reading(scope_of("analyst"), "asb-satisfaction", NOVEMBER_2013)
    assert analyst.get(f"/performance/figures/{figure.id}/rows/", {"page": page}).status_code in (200, 404)


def test_the_passport_leads_to_the_rows_only_for_those_who_may_open_them(analyst: Client) -> None:
    figure = figures.reading(scope_of("analyst"), "asb-satisfaction", NOVEMBER_2013)
    assert "Open the 550 rows behind it" in words(analyst.get(f"/performance/figures/{figure.id}/").content)
    analyst.force_login(user_of("board_member"))
    said = words(analyst.get(f"/performance/figures/{figure.id}/").content)
    assert "Open the" not in said
    assert "open to analysts" in said


def test_a_unit_officer_cannot_choose_another_unit(analyst: Client) -> None:
    analyst.force_login(user_of("neighbourhood_officer", ["CV"]))
    assert analyst.get(MEASURE, {"area": "BE"}).status_code == 422
    assert analyst.get("/performance/", {"area": "BE"}).status_code == 404
