"""The force, its departments, its partners and its teams come into the records once."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.organisations import actions, queries
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.organisations.words import KINDS
from bluelamp.kernel.places.actions import load_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    load_places(by=scope_of("system"))
    return actions.load_organisations(by=scope_of("system"))


def test_loading_twice_adds_nothing(loaded):
    assert loaded == Organisation.objects.count() + Team.objects.count()
    assert actions.load_organisations(by=scope_of("system")) == 0


def test_without_places_there_is_nowhere_for_teams_to_belong():
    with pytest.raises(LookupError, match="Load the places before"):
        actions.load_organisations(by=scope_of("system"))


def test_the_seven_councils_each_have_their_district(loaded):
    councils = queries.organisations("council")
    assert {council.area.code for council in councils} == {f"E080000{n}" for n in range(25, 32)}


def test_departments_belong_to_the_force_and_work_under_its_law(loaded):
    for department in queries.organisations("department"):
        assert department.parent.key == "west-midlands-police"
        assert department.regime == "part_3"


@pytest.mark.parametrize("kind", ["housing_association", "nhs", "charity"])
def test_partners_that_do_not_exist_say_so(loaded, kind):
    assert queries.organisations(kind).count() > 0
    assert all(str(partner).endswith("(made up)") for partner in queries.organisations(kind))


def test_every_organisation_is_of_a_known_kind(loaded):
    assert {organisation.kind for organisation in queries.organisations()} <= set(KINDS)


def test_ten_units_and_under_each_the_teams_of_its_neighbourhoods(loaded):
    assert queries.teams().count() == 10
    assert queries.teams("CV").count() == 18
    assert sum(queries.teams(unit.code).count() for unit in queries.teams()) == 163
    assert queries.teams("BW").get(area__code="N-E05001193").name == "Ladywood neighbourhood team"
