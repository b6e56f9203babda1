"""Nobody is shown, and nobody changes, what is not theirs: twenty thousand cells, drawn evenly over every route."""

from __future__ import annotations

import random

import pytest

from tests.matrix import asking, running, world

CELLS = 20_000


@pytest.fixture
def small_world(db):
    return world.build()


def test_nobody_is_shown_or_changes_what_is_not_theirs(small_world):
    every = list(asking.cells(small_world))
    drawn = random.Random(2014).sample(every, min(CELLS, len(every)))
    outcome = running.run(small_world, drawn)
    assert outcome.faults == []
    assert (outcome.cells, outcome.shown > 100) == (len(drawn), True)
