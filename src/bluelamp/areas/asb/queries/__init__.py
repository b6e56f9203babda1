"""What is asked of anti-social behaviour, by noun; the scope comes first."""

from bluelamp.areas.asb.queries import bodies, cases, counting, reports, similar

__all__ = ["bodies", "cases", "counting", "reports", "similar"]
