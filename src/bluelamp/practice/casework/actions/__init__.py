"""What is done to cases; one noun a file."""

from bluelamp.practice.casework.actions import (
    assignments,
    bulk,
    erasing,
    files,
    following,
    links,
    notes,
    printing,
    reading,
    searches,
)

__all__ = [
    "assignments",
    "bulk",
    "erasing",
    "files",
    "following",
    "links",
    "notes",
    "printing",
    "reading",
    "searches",
]
