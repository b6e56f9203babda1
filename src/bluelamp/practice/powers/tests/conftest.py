"""Records in these tests are of a kind of their own, and about nobody unless a test says so."""

from __future__ import annotations

import pytest

from bluelamp.practice.powers.tests import kinds


@pytest.fixture(autouse=True)
def of_our_own_kind(settings):
    settings.RECORD_KINDS = "bluelamp.practice.powers.tests.kinds.KINDS"
    settings.RECORD_PEOPLE = "bluelamp.practice.powers.tests.kinds.people"
    yield
    kinds.PEOPLE.clear()
