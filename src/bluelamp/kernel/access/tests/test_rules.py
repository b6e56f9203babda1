"""How long a name rests after it was tried in vain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.kernel.access import rules

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds_ago", "wait"),
    [
        ([], 0),
        ([4, 3, 2, 1], 0),
        ([5, 4, 3, 2, 1], 39),
        ([60, 59, 58, 57, 39], 1),
        ([60, 59, 58, 57, 40], 0),
        ([900, 4, 3, 2, 1], 0),
        ([899, 4, 3, 2, 1], 39),
    ],
    ids=[
        "none",
        "four",
        "five",
        "nearly rested",
        "rested",
        "the oldest is forgotten",
        "the oldest just counts",
    ],
)
def test_after_five_vain_tries_in_a_quarter_of_an_hour_a_name_rests_forty_seconds(seconds_ago, wait):
    assert rules.seconds_to_wait([NOW - timedelta(seconds=ago) for ago in seconds_ago], NOW) == wait


def test_a_name_is_tried_fewer_than_a_hundred_times_in_an_hour():
    tries: list[datetime] = []
    for second in range(3600):
        if rules.seconds_to_wait(tries, NOW + timedelta(seconds=second)) == 0:
            tries.append(NOW + timedelta(seconds=second))
    assert len(tries) < 100
