"""Pages under /casework/; one noun a file."""

from bluelamp.practice.casework.views import (
    assignments,
    bulk,
    cases,
    files,
    following,
    links,
    lists,
    notes,
    printing,
)

__all__ = ["assignments", "bulk", "cases", "files", "following", "links", "lists", "notes", "printing"]
