"""What is asked of case reviews; one noun a file."""

from bluelamp.areas.asb.case_reviews.queries import applications, complaints, counting, records, telling
from bluelamp.areas.asb.case_reviews.queries.panels import Panel, panel

__all__ = ["Panel", "applications", "complaints", "counting", "panel", "records", "telling"]
