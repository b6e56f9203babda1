"""Loading the sample: whole, once, taken up again where it was cut short, and never beside real records."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.satisfaction.facts import INTERVIEWS
from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.models import Agreement, BreakGlass, Grant
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.organisations.actions import load_organisations
from bluelamp.kernel.places.actions import load_places
from bluelamp.warehouse.columns import digest
from bluelamp.warehouse.store import Store
from bluelamp.web.sample import actions, crime, marker, pairs, records
from bluelamp.web.sample.actions import CannotLoad, Loaded

BY = Scope.system("bluelamp sample")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _small_open_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real files are tried once, in a start from nothing; here a few rows of one, and one month made up, do."""
    import gzip

    lines = gzip.decompress(actions.OPEN_DATA[0].read_bytes()).splitlines(keepends=True)[:50]
    few = tmp_path / actions.OPEN_DATA[0].name
    few.write_bytes(gzip.compress(b"".join(lines), mtime=0))
    monkeypatch.setattr(actions, "OPEN_DATA", (few,))
    monkeypatch.setattr(crime, "months", lambda: (Month(2013, 12),))
    # Two thousand people are tried in test_records; here fewer do, of whom no two were compared.
    monkeypatch.setattr(records, "RECORDS", 600)
    monkeypatch.setattr(pairs, "compared", lambda seed, keys: [])


def load(var: Path, *, seed: int = 7, scale: float = 0.02) -> Loaded:
    return actions.load(by=BY, var=var, seed=seed, scale=scale)


def digests(var: Path) -> tuple[str, str]:
    store = Store(var / "warehouse")
    return store.digest(INTERVIEWS), store.digest(RECORDED_CRIME)


def test_a_load_brings_interviews_crime_places_organisations_and_people(var: Path) -> None:
    loaded = load(var)
    assert (loaded.crimes, loaded.was_here) == (49, False)
    assert loaded.made_up_crimes == pytest.approx(0.02 * 19_000, rel=0.15)
    assert loaded.interviews == pytest.approx(0.02 * 25_802, rel=0.02)
    assert {person.role for person in who.people(BY)} == set(GIVEN)
    assert authenticate(username="analyst", password=loaded.password).first_name == "Anil"
    assert marker.read(var).state == "loaded"
    assert set(Grant.objects.values_list("organisation__key", flat=True)) >= {
        "wickwell-homes",
        "tallowgate-housing",
        "west-midlands-police",
    }
    assert (Agreement.objects.count(), BreakGlass.objects.count()) == (5, 1)


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


def test_every_import_of_the_sample_is_in_the_audit_record(var: Path) -> None:
    load(var)
    kept = Record.objects.filter(operation="facts.import").values_list("objects_touched", flat=True)
    assert sorted(kept) == [["fact:recorded_crime"], ["fact:recorded_crime"], ["fact:survey_interviews"]]


def test_record_keys_are_the_same_on_every_machine(var: Path) -> None:
    load(var)
    with (var / "sample" / "interviews.csv").open(encoding="utf-8", newline="") as file:
        given = {digest(actions.OPEN_KEY, row["interview_id"]) for row in csv.DictReader(file)}
    kept = set()
    for partition in Store(var / "warehouse").partitions(INTERVIEWS):
        kept |= set(pq.read_table(partition.path)["record_key"].to_pylist())
    assert kept == given


def test_a_second_load_does_nothing(var: Path) -> None:
    first, before = load(var), digests(var)
    again = load(var)
    assert again.was_here
    assert (again.interviews, again.password, digests(var)) == (first.interviews, first.password, before)


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


def test_another_seed_or_scale_is_refused(var: Path) -> None:
    load(var)
    with pytest.raises(CannotLoad, match=r"The sample with seed 7 at scale 0\.02 is here already"):
        load(var, seed=8)


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


def test_an_empty_installation_holds_nothing_real_and_a_sample_neither(var: Path) -> None:
    assert not actions.holds_real_records(by=BY, var=var)
    load(var)
    assert not actions.holds_real_records(by=BY, var=var)


def test_the_password_is_told_to_a_program_once(var: Path) -> None:
    first = json.loads(json.dumps(load(var).as_json()))
    assert first["password"] == marker.read(var).password
    assert "password" not in load(var).as_json()


def test_a_sample_of_another_version_stays_and_says_so(var: Path) -> None:
    assert not load(var).is_old
    marker.write(var, replace(marker.read(var), version=0))
    again = load(var)
    assert again.was_here
    assert again.summary.endswith("(an older sample: remove its folder to load today's)")
