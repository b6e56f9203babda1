"""What is asked of people, by noun: those found, one of them, their merges, and pairs of records to decide on."""

from bluelamp.kernel.people.queries import finding, matching, merges, profiles

__all__ = ["finding", "matching", "merges", "profiles"]
