"""What is asked of anti-social behaviour, by noun; the scope comes first."""

from bluelamp.areas.asb.queries import alike, bodies, cases, counting, people, reports, similar

__all__ = ["alike", "bodies", "cases", "counting", "people", "reports", "similar"]
