"""Pages under /people/, by noun."""

from bluelamp.kernel.people.views import finding, matching, merging, records

__all__ = ["finding", "matching", "merging", "records"]
