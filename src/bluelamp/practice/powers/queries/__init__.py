"""What is asked of orders and remedies; one noun a file."""

from bluelamp.practice.powers.queries import counting, orders, records, remedies, telling
from bluelamp.practice.powers.queries.panels import Panel, panel

__all__ = ["Panel", "counting", "orders", "panel", "records", "remedies", "telling"]
