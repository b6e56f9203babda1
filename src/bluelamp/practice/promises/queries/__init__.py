"""What is asked about promises, noun by noun."""

from bluelamp.practice.promises.queries import promises, records

__all__ = ["promises", "records"]
