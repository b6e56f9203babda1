"""Nobody is shown, and nobody changes, what is not theirs: twenty thousand cells, drawn evenly over every route."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.matrix import cells, running, world

CELLS = {"sqlite": 20_000, "postgresql": 1_000}
SEED = 2014


@pytest.fixture
def small_world(db):
    return world.build()


def test_nobody_is_shown_or_changes_what_is_not_theirs_and_what_is_shown_is_written_down(small_world):
    drawn = cells.drawn(small_world, CELLS[connection.vendor], SEED)
    outcome = running.run(small_world, drawn)
    assert outcome.faults == []
    assert outcome.cells == CELLS[connection.vendor]
    # Enough of them got somewhere for the others to mean something.
    assert outcome.shown > outcome.cells // 100
    assert outcome.written > outcome.cells // 200
