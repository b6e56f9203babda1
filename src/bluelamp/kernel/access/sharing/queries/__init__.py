"""What is asked about records as they are held and shared; one noun a file, the scope first."""

from bluelamp.kernel.access.sharing.queries import agreements, glass, grants, notices, records

__all__ = ["agreements", "glass", "grants", "notices", "records"]
