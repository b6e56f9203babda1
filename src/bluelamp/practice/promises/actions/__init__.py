"""What is done about promises, noun by noun."""

from bluelamp.practice.promises.actions import (
    cards,
    contact,
    keepers,
    promises,
    reading,
    reviews,
    standards,
    together,
    victims,
)
from bluelamp.practice.promises.actions.erasing import erase

__all__ = [
    "cards",
    "contact",
    "erase",
    "keepers",
    "promises",
    "reading",
    "reviews",
    "standards",
    "together",
    "victims",
]
