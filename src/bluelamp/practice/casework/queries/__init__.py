"""What is asked of cases; one noun a file."""

from bluelamp.practice.casework.queries import (
    alike,
    assignments,
    files,
    following,
    links,
    looking,
    notes,
    panels,
    searches,
    telling,
    timelines,
    worklists,
)
from bluelamp.practice.casework.queries.panels import panel

__all__ = [
    "alike",
    "assignments",
    "files",
    "following",
    "links",
    "looking",
    "notes",
    "panel",
    "panels",
    "searches",
    "telling",
    "timelines",
    "worklists",
]
