"""What is asked of cases; one noun a file."""

from bluelamp.practice.casework.queries import looking, worklists

__all__ = ["looking", "worklists"]
