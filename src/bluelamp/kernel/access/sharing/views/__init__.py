"""Pages under /sharing/; one noun a file."""

from bluelamp.kernel.access.sharing.views import agreements, emergencies, overview, records, roles

__all__ = ["agreements", "emergencies", "overview", "records", "roles"]
