"""What is done with case reviews; one noun a file."""

from bluelamp.areas.asb.case_reviews.actions import applications, reading, reviews
from bluelamp.areas.asb.case_reviews.actions.erasing import erase

__all__ = ["applications", "erase", "reading", "reviews"]
