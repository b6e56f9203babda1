"""What is done about promises, noun by noun."""

from bluelamp.practice.promises.actions import promises

__all__ = ["promises"]
