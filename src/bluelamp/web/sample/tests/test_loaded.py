"""What a load leaves, and what another load then does: one sample, at which all these tests look."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.satisfaction.facts import INTERVIEWS
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.models import Agreement, BreakGlass, Grant
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.audit.models import Record
from bluelamp.warehouse.columns import digest
from bluelamp.warehouse.store import Store
from bluelamp.web.sample import actions, marker
from bluelamp.web.sample.actions import CannotLoad, Loaded
from bluelamp.web.sample.tests.small import BY, load, open_data

pytestmark = [pytest.mark.django_db, pytest.mark.keeps_var]


class Here(NamedTuple):
    """A sample, and the folder in which it is."""

    var: Path
    first: Loaded


@pytest.fixture(scope="module")
def here(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Here]:
    """Loaded once, and taken back when all have looked."""
    var = tmp_path_factory.mktemp("loaded")
    own = override_settings(VAR=var, WAREHOUSE=var / "warehouse")
    with pytest.MonkeyPatch.context() as patch, own, django_db_blocker.unblock(), transaction.atomic():
        open_data(patch, tmp_path_factory.mktemp("open"))
        yield Here(var, load(var))
        transaction.set_rollback(True)


def digests(var: Path) -> tuple[str, str]:
    store = Store(var / "warehouse")
    return store.digest(INTERVIEWS), store.digest(RECORDED_CRIME)


def test_a_load_brings_interviews_crime_places_organisations_and_people(here: Here) -> None:
    loaded = here.first
    assert (loaded.crimes, loaded.was_here) == (49, False)
    assert loaded.made_up_crimes == pytest.approx(0.02 * 19_000, rel=0.15)
    assert loaded.interviews == pytest.approx(0.02 * 25_802, rel=0.02)
    assert {person.role for person in who.people(BY)} == set(GIVEN)
    assert authenticate(username="analyst", password=loaded.password).first_name == "Anil"
    assert marker.read(here.var).state == "loaded"
    assert set(Grant.objects.values_list("organisation__key", flat=True)) >= {
        "wickwell-homes",
        "tallowgate-housing",
        "west-midlands-police",
    }
    assert (Agreement.objects.count(), BreakGlass.objects.count()) == (5, 1)


def test_every_import_of_the_sample_is_in_the_audit_record(here: Here) -> None:
    kept = Record.objects.filter(operation="facts.import").values_list("objects_touched", flat=True)
    assert sorted(kept) == [["fact:recorded_crime"], ["fact:recorded_crime"], ["fact:survey_interviews"]]


def test_record_keys_are_the_same_on_every_machine(here: Here) -> None:
    with (here.var / "sample" / "interviews.csv").open(encoding="utf-8", newline="") as file:
        given = {digest(actions.OPEN_KEY, row["interview_id"]) for row in csv.DictReader(file)}
    kept = set()
    for partition in Store(here.var / "warehouse").partitions(INTERVIEWS):
        kept |= set(pq.read_table(partition.path)["record_key"].to_pylist())
    assert kept == given


def test_nothing_of_a_sample_is_real(here: Here) -> None:
    assert not actions.holds_real_records(by=BY, var=here.var)


def test_a_second_load_does_nothing(here: Here) -> None:
    before = digests(here.var)
    again = load(here.var)
    assert again.was_here
    assert (again.interviews, again.password) == (here.first.interviews, here.first.password)
    assert digests(here.var) == before


def test_another_seed_or_scale_is_refused(here: Here) -> None:
    with pytest.raises(CannotLoad, match=r"The sample with seed 7 at scale 0\.02 is here already"):
        load(here.var, seed=8)


def test_the_password_is_told_to_a_program_once(here: Here) -> None:
    first = json.loads(json.dumps(here.first.as_json()))
    assert first["password"] == marker.read(here.var).password
    assert "password" not in load(here.var).as_json()


def test_a_sample_of_another_version_stays_and_says_so(here: Here) -> None:
    kept = marker.read(here.var)
    assert not here.first.is_old
    marker.write(here.var, replace(kept, version=0))
    try:
        again = load(here.var)
    finally:
        marker.write(here.var, kept)
    assert again.was_here
    assert again.summary.endswith("(an older sample: remove its folder to load today's)")
