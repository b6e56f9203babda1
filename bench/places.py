"""How long it takes to find the LSOA of many points, beside looking at the bounding boxes alone."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import shapely

from bluelamp.kernel.places import queries, shipped


def run(points: int) -> dict[str, Any]:
    """Find ``points`` points inside the force, spread as people are: as many in each LSOA. Seconds, and a ratio.

    The box index alone is what no lookup can do without; the ratio to it says what exactness costs.
    """
    longitude, latitude = _points(points)
    locator = queries.locator("lsoa")
    locator.locate(longitude[:1000], latitude[:1000])
    seconds, found = _timed(lambda: locator.locate(longitude, latitude))
    boxes, _ = _timed(lambda: locator.tree.query(shapely.points(longitude, latitude)))
    return {
        "points": points,
        "seconds": round(seconds, 3),
        "million_in_seconds": round(seconds / points * 1e6, 2),
        "boxes_alone_seconds": round(boxes, 3),
        "times_boxes_alone": round(seconds / boxes, 2),
        "inside": round(float((found != "").mean()), 4),
    }


def _points(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Around the middle of each LSOA in turn, a few hundred metres either way; the same every time."""
    draw = np.random.default_rng(20140107)
    _, geometries = shipped.shapes("lsoa")
    middle = shapely.get_coordinates(shapely.point_on_surface(geometries))[
        np.arange(number) % len(geometries)
    ]
    return tuple((middle + draw.normal(0, 0.002, middle.shape)).T)  # type: ignore[return-value]


def _timed(work: Any) -> tuple[float, Any]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result
