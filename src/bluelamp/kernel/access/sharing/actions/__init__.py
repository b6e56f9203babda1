"""What is done to records as they are held and shared; one noun a file."""

from bluelamp.kernel.access.sharing.actions import agreements, glass, grants, notices, people, records

__all__ = ["agreements", "glass", "grants", "notices", "people", "records"]
