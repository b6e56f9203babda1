"""Loading the sample: taken up again where it was cut short, and never beside real records."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.organisations.actions import load_organisations
from bluelamp.kernel.places.actions import load_places
from bluelamp.web.sample import actions, marker
from bluelamp.web.sample.actions import CannotLoad
from bluelamp.web.sample.tests.small import BY, load, open_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_open_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_data(monkeypatch, tmp_path)


def test_there_is_a_sign_in_for_each_role_and_kind_of_partner_and_nobody_has_a_real_name() -> None:
    people = actions.people()
    assert {person.role for person in people} == set(GIVEN)
    assert len({(person.role, person.organisation) for person in people}) >= 18
    assert {person.organisation for person in people if person.role == "partner"} == {
        "birmingham-city-council",
        "doorstep-light",
        "lantern-mental-health-trust",
        "staffordshire-west-midlands-probation",
        "tallowgate-housing",
        "wickwell-homes",
    }
    assert {person.full_name.split()[1] for person in people} == {"Sample"}


@pytest.mark.parametrize(
    "step",
    ["place_actions.load_places", "organisations.load_organisations", "_bring_in", "force.access.add_user"],
)
def test_a_load_cut_short_is_taken_up_again(var: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def cut(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"{actions.__name__}.{step}", cut)
        with pytest.raises(KeyboardInterrupt):
            load(var)
    password = marker.read(var).password
    loaded = load(var)
    assert (loaded.password, marker.read(var).state) == (password, "loaded")
    assert len(who.people(BY)) == len(actions.people())


def test_a_real_person_is_never_joined_by_made_up_ones(var: Path) -> None:
    load_places(by=BY)
    load_organisations(by=BY)
    access.add_user(
        by=BY, name="jo.real", password="long-enough-to-pass", role="analyst",
        organisation="west-midlands-police", now=timezone.now(),
    )  # fmt: skip
    with pytest.raises(CannotLoad, match=r"jo\.real can sign in here and is not from the sample"):
        load(var)
    assert not (var / "sample.json").exists()
    assert actions.holds_real_records(by=BY, var=var)


def test_real_interviews_are_never_mixed_with_made_up_ones(var: Path, tmp_path: Path) -> None:
    load(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "warehouse").rename(var / "warehouse")
    with pytest.raises(CannotLoad, match=r"were imported here and are not from the sample\. .* BLUELAMP_VAR"):
        load(var)


def test_an_empty_installation_holds_nothing_real(var: Path) -> None:
    assert not actions.holds_real_records(by=BY, var=var)
