"""A word that is found nowhere else, so that wherever it comes out it is known what leaked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Canary:
    """A word, the record it is in, and the item it stands under."""

    word: str
    record: str
    item: str
