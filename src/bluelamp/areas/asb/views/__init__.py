"""The pages of anti-social behaviour, by noun."""

from bluelamp.areas.asb.views import cases, lists, moves, people, reports

__all__ = ["cases", "lists", "moves", "people", "reports"]
