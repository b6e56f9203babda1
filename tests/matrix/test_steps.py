"""Whatever happens to records, in whatever order: who sees what is what the page about it says."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from tests.matrix import world
from tests.probe import walking
from tests.probe.steps import ACTIONS, Steps

STEPS = {"sqlite": 5_000, "postgresql": 500}
RARE = {"part", "take_off", "withdraw"}
"""What a short walk may never get to: it takes something done before."""


@pytest.fixture
def small_world(db):
    return world.build()


def test_no_step_lets_anybody_see_what_the_page_does_not_say(small_world):
    walked = walking.walk(small_world, STEPS[connection.vendor])
    assert walked.steps >= STEPS[connection.vendor]
    each = set(ACTIONS) | {"refused"}
    assert each - set(walked.taken) <= (RARE if walked.steps < 5_000 else set())


def test_the_model_begins_where_the_world_does(small_world):
    steps = Steps(small_world, timezone.now())
    for person in steps.people:
        steps.read(person)
