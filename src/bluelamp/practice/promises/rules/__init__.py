"""When a promise is due and how it stands, what a card says, which standards there are: on plain values."""

from bluelamp.practice.promises.rules import contact, promises, reviews, timers

__all__ = ["contact", "promises", "reviews", "timers"]
