"""What is done with people, by noun: reading, keeping records, deciding on pairs, merging, linking, bringing in."""

from bluelamp.kernel.people.actions import importing, linking, matching, merging, reading, records

__all__ = ["importing", "linking", "matching", "merging", "reading", "records"]
