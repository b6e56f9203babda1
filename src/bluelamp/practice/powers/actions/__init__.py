"""What is done with powers; one noun a file."""

from bluelamp.practice.powers.actions import orders, reading, remedies
from bluelamp.practice.powers.actions.erasing import erase

__all__ = ["erase", "orders", "reading", "remedies"]
