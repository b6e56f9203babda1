"""Every place of an answer as rows of a file: numbers, intervals, both p-values, and what it was found to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bluelamp.performance.queries.hotspots.finding import Found, Layer

SIDES = {1: "hot", -1: "cold", 0: ""}
MOVED = {1: "rose", -1: "fell", 0: ""}
OF_LAYER = ("", "_low", "_high", "_gi_star", "_p", "_p_adjusted", "_found")
HEADERS = (
    "place", "neighbourhood", "withheld",
    *(f"number{each}" for each in OF_LAYER),
    *(f"harm_days{each}" for each in OF_LAYER),
    "before", "times", "times_low", "times_high", "change_p", "change_p_adjusted", "changed", "lasting",
)  # fmt: skip


def table(found: Found) -> Iterator[tuple[Any, ...]]:
    """The headings, then a row a place. A withheld place keeps its name and the reason, and no number."""
    yield HEADERS
    for i in range(found.cells.many):
        named = (found.cells.name(i), found.cells.neighbourhood(i), found.withheld[i])
        yield *named, *((None,) * (len(HEADERS) - 3) if found.withheld[i] else _numbers(found, i))


def _numbers(found: Found, i: int) -> tuple[Any, ...]:
    change = found.change
    moved = (float(each[i]) for each in change[:5])
    return (
        *_layer(found.counts, i),
        *(_layer(found.harm, i) if found.harm else (None,) * len(OF_LAYER)),
        int(found.before[i]),
        *(_known(each) for each in moved),
        MOVED[int(change.found[i])],
        "" if found.life is None else str(found.life[i]),
    )


def _layer(layer: Layer, i: int) -> tuple[Any, ...]:
    low, high = layer.interval.low[i], layer.interval.high[i]
    spots = layer.spots
    numbers = (layer.total[i], low, high, spots.z[0][i], spots.raw[0][i], spots.adjusted[0][i])
    return *(_known(float(each)) for each in numbers), SIDES[int(spots.found[0][i])]


def _known(value: float) -> float | None:
    """To six digits; nothing where nothing is known, and nothing for a multiple of none."""
    return None if value != value or abs(value) == float("inf") else float(f"{value:.6g}")
