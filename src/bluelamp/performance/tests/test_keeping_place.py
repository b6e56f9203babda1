"""Pages of one unit: the place and the date a reader chose go with them from page to page, and words fit numbers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.figures import queries as figures
from bluelamp.performance.tests.factories import NOVEMBER_2013

pytestmark = [pytest.mark.django_db, pytest.mark.keeps_var, pytest.mark.usefixtures("vector")]

MEASURE = "/performance/measures/asb-satisfaction/"


def words(page: bytes) -> str:
    """What a page says, tags and white space aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_the_form_keeps_the_place_and_the_date_it_was_opened_for(analyst: Client) -> None:
    page = analyst.get(MEASURE + "rolling-year/", {"area": "BE", "basis": "interview"}).content.decode()
    assert page.count('<input type="hidden" name="area" value="BE">') == 1
    assert page.count('<input type="hidden" name="basis" value="interview">') == 1
    assert f'href="{MEASURE}?area=BE&amp;basis=interview"' in page
    assert "<title>ASB satisfaction: the rolling year, Birmingham East" in " ".join(page.split())


def test_one_interview_is_one_interview(analyst: Client) -> None:
    said = words(analyst.get(MEASURE + "rolling-year/", {"planned": "1"}).content)
    assert "with 1 interview each" in said


def test_the_passport_of_a_unit_leads_to_the_chart_of_that_unit(analyst: Client) -> None:
    unit = figures.reading(
        scope_of("analyst"), "asb-satisfaction", NOVEMBER_2013, area_level="lpu", area="BE"
    )
    page = analyst.get(f"/performance/figures/{unit.id}/").content.decode()
    assert f'href="{MEASURE}?area=BE"' in page


def test_a_level_nobody_set_is_not_called_a_milestone(analyst: Client) -> None:
    page = analyst.get(MEASURE + "rolling-year/", {"target": "78"}).content.decode()
    assert "To reach 78%" in page
    assert "Milestone 78%" not in page


def test_files_of_two_places_and_dates_have_names_of_their_own(analyst: Client) -> None:
    asked = [{}, {"area": "BE"}, {"area": "BE", "basis": "incident"}]
    given = [analyst.get(MEASURE + "series.csv", each)["Content-Disposition"] for each in asked]
    assert [name.split('"')[1] for name in given] == [
        "asb-satisfaction-force.csv",
        "asb-satisfaction-be.csv",
        "asb-satisfaction-be-by-incident.csv",
    ]


def test_a_file_says_that_a_share_is_a_share_of_one(analyst: Client) -> None:
    first, second = analyst.get(MEASURE + "series.csv").content.decode("utf-8-sig").splitlines()[:2]
    row = dict(zip(first.split(","), second.split(","), strict=True))
    assert (row["unit"], 0 < float(row["value"]) < 1) == ("share of one", True)


def test_a_reader_of_one_unit_is_told_of_that_unit_and_of_no_order(analyst: Client) -> None:
    analyst.force_login(user_of("neighbourhood_officer", ["BE"]))
    said = words(analyst.get(MEASURE + "places/").content)
    assert "Birmingham East" in said
    assert "Birmingham North" not in said
