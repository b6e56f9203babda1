"""When a promise is due and how it stands, what a card says, which standards there are: on plain values."""

from bluelamp.practice.promises.rules import (
    cards,
    contact,
    promises,
    reviews,
    standards,
    texting,
    timers,
    victims,
)

__all__ = ["cards", "contact", "promises", "reviews", "standards", "texting", "timers", "victims"]
