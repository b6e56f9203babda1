"""What a place adds to a score: a Priority Area, its edge, a place that keeps coming back; each on a line of its own.

A place is eastings and northings in metres of the British National Grid. The weight never lowers a band; its cap and
the steps it may move a band stand in the questionnaire.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml
from numpy.typing import ArrayLike, NDArray

from bluelamp.kernel.places import outlines
from bluelamp.kernel.places import queries as places
from bluelamp.practice.instruments.scoring import Weight

DATA = Path(__file__).parent / "data"
KEY = "location"
EDGE = 0.001
"""Metres: a point on the line of an area lies in it, whatever the last decimal of its projection."""


@dataclass(frozen=True)
class Policy:
    """Points and distances, from a day on."""

    since: date
    verified: bool
    core: int
    buffer: int
    buffer_metres: int
    repeat: int
    repeat_logs: int
    repeat_days: int
    repeat_metres: int


@cache
def _policies() -> tuple[Policy, ...]:
    rows = yaml.safe_load((DATA / "location.yaml").read_text(encoding="utf-8"))
    return tuple(Policy(**row) for row in rows)


def policy_on(day: date) -> Policy:
    """The policy in force on a day; before the first one, the first."""
    return [each for each in _policies() if each.since <= day or each is _policies()[0]][-1]


@cache
def _tree() -> Any:
    return shapely.STRtree(outlines.exact("priority_area").shapes)


def nearest_area(east: float, north: float) -> tuple[str, float]:
    """The Priority Area a place lies in or nearest to, and how many metres away; 0 inside and on its edge."""
    at, metres = _tree().query_nearest(shapely.Point(east, north), return_distance=True, all_matches=False)
    away = float(metres[0])
    return str(outlines.exact("priority_area").codes[at[0]]), 0.0 if away <= EDGE else away


def logs_near(east: float, north: float, logs: ArrayLike, metres: float) -> int:
    """How many points, rows of eastings and northings, lie no farther than so many metres."""
    points: NDArray[np.float64] = np.asarray(logs, float).reshape(-1, 2)
    return int(np.count_nonzero(np.hypot(points[:, 0] - east, points[:, 1] - north) <= metres))


def weigh(east: float, north: float, logs: ArrayLike, policy: Policy) -> Weight:
    """The weight of a place. ``logs`` are points of incidents in the days looked back on: n rows of 2."""
    lines = [
        *_area(east, north, policy),
        *_repeat(logs_near(east, north, logs, policy.repeat_metres), policy),
    ]
    return Weight(KEY, tuple(lines), f"boundaries {places.boundaries_version()}")


def _area(east: float, north: float, policy: Policy) -> list[tuple[str, int]]:
    code, metres = nearest_area(east, north)
    name = places.names("priority_area")[code]
    if metres == 0:
        return [(f"In the Priority Area {name}", policy.core)]
    if metres <= policy.buffer_metres:
        return [(f"Within {policy.buffer_metres} metres of the Priority Area {name}", policy.buffer)]
    return []


def _repeat(logs: int, policy: Policy) -> list[tuple[str, int]]:
    if logs < policy.repeat_logs:
        return []
    found = f"{logs} incidents within {policy.repeat_metres} metres in {policy.repeat_days} days"
    return [(f"Repeat location: {found}", policy.repeat)]
