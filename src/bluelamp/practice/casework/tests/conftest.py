"""What every test of casework begins with: the kinds and lists of the tests, and a force with people in it."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import organisation_called, user_of
from bluelamp.kernel.access.tests.worlds import HOMES

KINDS = "bluelamp.practice.casework.tests.kinds"


@pytest.fixture(autouse=True)
def cases(settings):
    settings.RECORD_KINDS = f"{KINDS}.KINDS"
    settings.WORKLISTS = f"{KINDS}.WORKLISTS"
    settings.FILE_SCANNER = ""


@pytest.fixture
def officer(db) -> Scope:
    """An officer of Birmingham West and Central."""
    return Scope.of(user_of("neighbourhood_officer", ["BW"], name="oona"))


@pytest.fixture
def colleague(db) -> Scope:
    """Another officer of the same unit."""
    return Scope.of(user_of("neighbourhood_officer", ["BW"], name="cole"))


@pytest.fixture
def elsewhere(db) -> Scope:
    """An officer of another unit."""
    return Scope.of(user_of("neighbourhood_officer", ["DY"], name="else"))


@pytest.fixture
def sergeant(db) -> Scope:
    return Scope.of(user_of("sergeant", ["BW"], name="sadia"))


@pytest.fixture
def landlord(db) -> Scope:
    """Somebody of a housing association."""
    homes = organisation_called(HOMES)
    homes.kind, homes.regime, homes.name = "housing_association", "uk_gdpr", "Wickwell Homes"
    homes.save()
    return Scope.of(user_of("partner", organisation=HOMES, name="lena"))
