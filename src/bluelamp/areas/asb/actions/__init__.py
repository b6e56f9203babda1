"""What is done with reports and cases of anti-social behaviour, by noun."""

from bluelamp.areas.asb.actions import cases, moves, people, reports, searching

__all__ = ["cases", "moves", "people", "reports", "searching"]
