"""What is done about promises, noun by noun."""

from bluelamp.practice.promises.actions import contact, promises, reviews

__all__ = ["contact", "promises", "reviews"]
