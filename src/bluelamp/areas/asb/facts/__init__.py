"""What of anti-social behaviour is counted: reports, assessments, promises, reviews, applications and orders, as facts.

No name, address, exact point or free text is in them, and the key of a row cannot be led back to its record.
"""

from bluelamp.areas.asb.facts.declared import (
    ASSESSMENTS,
    CASE_REVIEWS,
    ORDERS,
    PROMISES,
    REPORTS,
    REVIEWS,
)
from bluelamp.areas.asb.facts.rows import PUBLISHED, tables

__all__ = [
    "ASSESSMENTS",
    "CASE_REVIEWS",
    "ORDERS",
    "PROMISES",
    "PUBLISHED",
    "REPORTS",
    "REVIEWS",
    "tables",
]
