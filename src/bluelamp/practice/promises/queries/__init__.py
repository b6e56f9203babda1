"""What is asked about promises, noun by noun."""

from bluelamp.practice.promises.queries import (
    cards,
    closing,
    contact,
    evidence,
    keepers,
    promises,
    records,
    reviews,
    standards,
    victims,
)
from bluelamp.practice.promises.queries.panel import panel, timeline

__all__ = [
    "cards",
    "closing",
    "contact",
    "evidence",
    "keepers",
    "panel",
    "promises",
    "records",
    "reviews",
    "standards",
    "timeline",
    "victims",
]
