"""The sample with canaries: each word in one place, listed with those who may be shown it, and nothing real beside."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db.models import BinaryField, CharField, JSONField, TextField
from django.utils import timezone

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, organisation_called
from bluelamp.web.sample import actions, marker
from bluelamp.web.sample.actions import CannotLoad
from bluelamp.web.sample.canaries import loading, world

BY = Scope.system("bluelamp sample")
WORD = re.compile(r"cnr-[a-z0-9]+-\w+-[a-z_]+", re.IGNORECASE)
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(var: Path, settings) -> dict:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _units()
    loading.load(by=BY, var=var, password="a-lamp-in-every-window", now=timezone.now())
    return json.loads((var / loading.NAME).read_text(encoding="utf-8"))


def test_every_word_in_the_records_is_listed_and_every_listed_word_is_there(told):
    listed = {each["word"].lower() for each in told["words"] if each["word"].startswith("CNR-")}
    assert set(_words_kept()) == listed


def test_no_word_is_listed_twice_and_each_names_its_object_and_its_class(told):
    words = Counter(each["word"] for each in told["words"])
    assert max(words.values()) == 1
    named = {one["name"]: key for key, one in told["objects"].items()} | {"": "page"}
    spelt = [each for each in told["words"] if each["word"].startswith("CNR-")]
    assert [each["word"].split("-")[1::2] for each in spelt] == [
        [named[each["object"]], each["class"]] for each in spelt
    ]


def test_what_is_sealed_is_for_whoever_is_named_on_it_and_what_is_erased_for_nobody_but_auditors(told):
    sealed = {
        name: {reader for each in told["words"] if each["object"] == name for reader in each["shown_to"]}
        for name in ("sealed", "sealed_named", "erased")
    }
    auditors = {"governance"}
    assert sealed == {"sealed": auditors, "sealed_named": {"sergeant"} | auditors, "erased": auditors}


def test_whoever_is_listed_signs_in_unless_they_are_disabled(told):
    may = {
        one["name"]: bool(authenticate(username=one["name"], password="a-lamp-in-every-window"))
        for one in told["people"]
    }
    assert {name for name, signs_in in may.items() if not signs_in} == {"disabled"}
    assert authenticate(username="program", password="a-lamp-in-every-window") is None


def test_a_second_load_changes_nothing(told, var: Path):
    before = (var / loading.NAME).read_bytes(), Holding.objects.count()
    loading.load(by=BY, var=var, password="another-lamp", now=timezone.now())
    assert ((var / loading.NAME).read_bytes(), Holding.objects.count()) == before


def test_canaries_are_refused_beside_records_that_are_not_the_samples(var: Path):
    Holding.objects.create(
        kind="asb-case",
        organisation=organisation_called("west-midlands-police"),
        created_at=timezone.now(),
    )
    with pytest.raises(CannotLoad, match=r"^A record is here and not from the sample\."):
        actions.load(by=BY, var=var, seed=7, scale=0.02, canaries=True)
    assert not (var / marker.NAME).exists()


def test_canaries_are_refused_beside_the_sample_as_it_is(var: Path):
    marker.write(var, marker.Marker(2, 7, 0.02, "loaded", "x"))
    with pytest.raises(
        CannotLoad, match=r"The sample with seed 7 at scale 0\.02 is here already; two would mix\."
    ):
        actions.load(by=BY, var=var, seed=7, scale=0.02, canaries=True)


def test_a_world_that_cannot_be_told_of_is_not_made(var: Path, settings):
    _units()
    with pytest.raises(FileNotFoundError):
        loading.load(by=BY, var=var / "not-there", password="a-lamp", now=timezone.now())
    assert not Holding.objects.exists()


def _units() -> None:
    for code in world.units():
        lpu_called(code)


def _words_kept() -> list[str]:
    """Every word in every text of every table."""
    return [
        word.lower()
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField | BinaryField)
        for value in model._base_manager.values_list(field.name, flat=True)
        for word in WORD.findall(
            bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
        )
    ]
