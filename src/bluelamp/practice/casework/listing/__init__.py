"""Lists to work from: an area declares what a row shows and how it can be chosen; everything else follows from that."""

from bluelamp.practice.casework.listing.acts import BulkAct, Row
from bluelamp.practice.casework.listing.filters import (
    AssignedTo,
    Choice,
    Dates,
    Filter,
    Following,
    State,
    Text,
    Unit,
)
from bluelamp.practice.casework.listing.worklist import Column, Ordering, Ready, Worklist, called, every

__all__ = [
    "AssignedTo",
    "BulkAct",
    "Choice",
    "Column",
    "Dates",
    "Filter",
    "Following",
    "Ordering",
    "Ready",
    "Row",
    "State",
    "Text",
    "Unit",
    "Worklist",
    "called",
    "every",
]
