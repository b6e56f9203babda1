"""What is asked of anti-social behaviour, by noun; the scope comes first."""

from bluelamp.areas.asb.queries import cases, counting, similar

__all__ = ["cases", "counting", "similar"]
