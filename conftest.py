"""How tests run here: each with a warehouse of its own, the records ones on both databases, journeys on one worker."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from tests import migrated
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

USES_RECORDS = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


NUMBERS = count(1)
"""Of the tests' folders."""

# Requests make and drop small objects by the thousand: looking for rings among them thirty times less often takes a
# tenth off all that is asked of pages.
gc.set_threshold(20_000, 20, 50)


def uses_records(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        USES_RECORDS & set(getattr(item, "fixturenames", ()))
    )


LONG = ("tests/journeys/", "tests/matrix/", "tests/house/test_recipes.py", "src/bluelamp/web/")
"""What takes longest is begun first, so that no worker waits at the end for one that began late."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest first; on PostgreSQL the records tests alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    if os.environ.get("BLUELAMP_TEST_RECORDS") == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not uses_records(item)])
        items[:] = [item for item in items if uses_records(item)]


class ByFile(LoadFileScheduling):
    """A file's tests together on one worker, all journeys on one: what they share is prepared once."""

    def _split_scope(self, nodeid: str) -> str:
        return "journeys" if nodeid.startswith("tests/journeys/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile | None:
    """Whoever asks for another way of sharing the tests out gets it."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(autouse=True)
def var(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A ``var`` folder of the test's own; ``settings.WAREHOUSE`` lies in it. Empty until something is written."""
    if request.node.get_closest_marker("keeps_var"):
        return None
    settings = request.getfixturevalue("settings")
    # Numbered here: pytest would look through the folders of all tests before, for each of thirteen thousand.
    settings.VAR = tmp_path_factory.mktemp(f"var{next(NUMBERS)}", numbered=False)
    settings.WAREHOUSE = settings.VAR / "warehouse"
    return settings.VAR


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Before the database is made: begin with the one that was migrated before, where there is one."""
    migrated.fill_from(migrated.kept())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        migrated.keep()


@pytest.fixture(autouse=True, scope="session")
def locked_tables_may_be_emptied() -> Iterator[None]:
    """Between tests that commit, Django empties every table; audit record and figures have locks against that."""
    from bluelamp.kernel.audit import triggers as audit
    from bluelamp.kernel.audit.tests.clearing import may_be_emptied
    from bluelamp.kernel.figures import triggers as figures

    with may_be_emptied(audit.LOCKS), may_be_emptied(figures.LOCKS):
        yield
