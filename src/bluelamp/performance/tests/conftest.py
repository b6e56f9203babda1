"""Figures that many tests look at and none changes, taken once for each file of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.performance.tests.factories import Asked, taken, year_of_the_vector


@pytest.fixture(scope="module")
def vector(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Twelve months of ASB interviews of Birmingham East with November 2012 (84.9%) before them.

    Taken back when a file's tests have looked: all of them, marked ``keeps_var``, find these figures there.
    """
    var = tmp_path_factory.mktemp("vector")
    own = override_settings(VAR=var, WAREHOUSE=var / "warehouse")
    with own, django_db_blocker.unblock(), transaction.atomic():
        taken([Asked(Month(2012, 11), 351, 298), *year_of_the_vector()])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def analyst(vector: None, db: None, client: Client) -> Client:
    """An analyst signed in, with thirteen months of ASB interviews taken."""
    client.force_login(user_of("analyst"))
    return client
