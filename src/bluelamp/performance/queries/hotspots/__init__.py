"""Hot spots of recorded crime: counted by place, found with their doubt, drawn with their tables (¶31, 62, 63)."""

from bluelamp.performance.queries.hotspots.cells import CHOICES
from bluelamp.performance.queries.hotspots.counting import (
    ALL_CRIME,
    is_made_up,
    kinds_in_use,
    months_known,
    periods_known,
)
from bluelamp.performance.queries.hotspots.drawing import Page, drawn
from bluelamp.performance.queries.hotspots.finding import Asked, Found, find, kind_words
from bluelamp.performance.queries.hotspots.listing import table

__all__ = [
    "ALL_CRIME",
    "CHOICES",
    "Asked",
    "Found",
    "Page",
    "drawn",
    "find",
    "is_made_up",
    "kind_words",
    "kinds_in_use",
    "months_known",
    "periods_known",
    "table",
]
