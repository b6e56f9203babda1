"""The pages of places."""

from __future__ import annotations

import pytest
from django.test import Client

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.places import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    actions.load_places(by=Scope.system("a test"))
    client.force_login(user_of("board_member"))
    return client


def test_the_thirty_one_priority_areas_are_listed_as_made_up(reader: Client) -> None:
    page = reader.get("/places/priority-area/").content.decode()
    assert page.count("PA") >= 31
    assert "made up" in page
    assert "Candle Row" in page


def test_wards_are_not_called_made_up(reader: Client) -> None:
    page = reader.get("/places/ward/").content.decode()
    assert "Acocks Green" in page
    assert "of these areas are made up" not in page


def test_every_level_is_counted(reader: Client) -> None:
    page = reader.get("/places/").content.decode()
    for count in ("1,680", ">31<", ">10<", ">7<", ">163<"):
        assert count in page


@pytest.mark.parametrize("level", ["county", "force", "LPU", "lpu-"])
def test_a_level_that_is_not_there_is_not_found(reader: Client, level: str) -> None:
    assert reader.get(f"/places/{level}/").status_code == 404
