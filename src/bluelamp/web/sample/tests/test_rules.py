"""When the sample is refused: a row for each thing that could be real."""

from __future__ import annotations

import pytest

from bluelamp.web.sample.marker import Marker
from bluelamp.web.sample.rules import reasons_not_to_load

OURS = Marker(1, 7, 1.0, "loading", "x", {"aa": "interviews.csv"}, ("analyst", "board"))


@pytest.mark.parametrize(
    ("marker", "people", "arrived", "reasons"),
    [
        (None, [], {}, []),
        (OURS, [], {}, []),
        (OURS, ["analyst", "board"], {"aa": "interviews.csv"}, []),
        (None, ["jo"], {}, ["jo can sign in here and is not from the sample."]),
        (OURS, ["analyst", "jo", "mo"], {}, ["jo and 1 more can sign in here and are not from the sample."]),
        (None, [], {"aa": "real.csv"}, ["real.csv was imported here and is not from the sample."]),
        (
            OURS,
            [],
            {"aa": "x.csv", "bb": "real.csv"},
            ["real.csv was imported here and is not from the sample."],
        ),
    ],
)
def test_nothing_real_may_be_there(
    marker: Marker | None, people: list[str], arrived: dict[str, str], reasons: list[str]
) -> None:
    found = reasons_not_to_load(marker, seed=7, scale=1.0, people=people, arrived=arrived)
    assert found == reasons


@pytest.mark.parametrize(("seed", "scale"), [(8, 1.0), (7, 2.0)])
def test_two_samples_may_not_mix(seed: int, scale: float) -> None:
    found = reasons_not_to_load(OURS, seed=seed, scale=scale, people=[], arrived={})
    assert found == ["The sample with seed 7 at scale 1 is here already; two would mix."]
