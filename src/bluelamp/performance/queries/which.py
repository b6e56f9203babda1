"""Which series of a measure is meant: where, and by which date."""

from __future__ import annotations

from typing import TypedDict


class Which(TypedDict, total=False):
    """Place and date as the queries of figures take them; left out: the whole force, by the measure's own date."""

    area_level: str
    area: str
    basis: str
