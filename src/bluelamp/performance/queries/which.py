"""Which series of a measure is meant: where, and by which date."""

from __future__ import annotations

from typing import TypedDict

from bluelamp.kernel.places import queries as places


class Which(TypedDict, total=False):
    """Place and date as the queries of figures take them; left out: the whole force, by the measure's own date."""

    area_level: str
    area: str
    basis: str


def level_of(area: str) -> str:
    """The level of a place a reader chose by its code: a neighbourhood or, when it is none, a local policing unit."""
    return "neighbourhood" if area in places.unit_of() else "lpu"
