"""The pages of performance where nothing was taken, or other figures: who may open them, and what they say."""

from __future__ import annotations

import pytest
from django.test import Client

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.performance.tests.factories import taken, year_of_the_vector
from bluelamp.performance.tests.test_pages import MEASURE, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", ["board_member", "analyst", "partner", "neighbourhood_officer", "governance"]
)
def test_the_summary_opens_for_readers_of_figures(client: Client, role: str) -> None:
    client.force_login(user_of(role))
    response = client.get("/performance/")
    assert response.status_code == 200
    assert "No figures have been taken yet" in words(response.content)


@pytest.mark.parametrize(
    "address", ["/performance/", MEASURE, "/performance/facts/", "/performance/figures/1/"]
)
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/access/sign-in")


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("board_member", "/performance/facts/"),
        ("board_member", "/performance/imports/"),
        ("board_member", "/performance/figures/1/rows/"),
        ("neighbourhood_officer", "/performance/imports/"),
        ("administrator", "/performance/"),
    ],
)
def test_a_closed_page_cannot_be_told_from_one_that_is_not_there(
    client: Client, role: str, address: str
) -> None:
    client.force_login(user_of(role))
    closed, absent = client.get(address), client.get("/performance/nothing/")
    assert closed.status_code == absent.status_code == 404
    assert words(closed.content) == words(absent.content)


def test_a_rolling_year_whose_last_step_is_not_known_is_shown_without_it(client: Client) -> None:
    taken(year_of_the_vector())
    client.force_login(user_of("analyst"))
    overview, rolling = client.get(MEASURE), client.get(MEASURE + "rolling-year/")
    assert (overview.status_code, rolling.status_code) == (200, 200)
    assert "not all of the last 13 months are known" in words(rolling.content)
    assert "to November 2013" in words(rolling.content)
    assert client.get(MEASURE + "rolling-year/?area=nowhere").status_code == 422


def test_two_kinds_of_period_are_refused_in_words(client: Client) -> None:
    taken([a._replace(survey="crime", crime_group="burglary") for a in year_of_the_vector()])
    client.force_login(user_of("analyst"))
    response = client.get(
        "/performance/measures/crime-satisfaction/mix/",
        {"earlier": "month:2012-12", "later": "rolling_year:2013-11"},
    )
    assert response.status_code == 422
    assert "a rolling year cannot be compared with it" in words(response.content)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"earlier": "rolling_year:2013-11"}, 422),
        ({"later": "rolling_year:0001-01"}, 422),
        ({"later": "month:2010-11"}, 404),
        ({"earlier": "month:2031-01"}, 404),
        ({"earlier": "month:2012-12"}, 200),
    ],
)
def test_one_period_of_two_is_laid_beside_the_latest_month_or_refused(
    client: Client, asked: dict[str, str], status: int
) -> None:
    taken([a._replace(survey="crime", crime_group="burglary") for a in year_of_the_vector()])
    client.force_login(user_of("analyst"))
    assert client.get("/performance/measures/crime-satisfaction/mix/", asked).status_code == status
