"""A word that is found nowhere else, so that wherever it comes out it is known what leaked."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAGE = "page"
"""Stands for the object where a word is on a page about no one record."""
WORD = re.compile(r"CNR-(?:r\d\d|page)-[a-z0-9_]+-[a-z_]+|07700 9\d{5}", re.IGNORECASE)
"""A word of either sort: telephone numbers are numbers, and each is of one record too."""


@dataclass(frozen=True)
class Canary:
    """A word, the record it is in, and the item it stands under."""

    word: str
    record: str
    item: str


def spelt(thing: str, field: str, item: str) -> str:
    """``CNR-<object>-<field>-<class>``: the class is the item by which whoever reads that item is shown the word."""
    return f"CNR-{thing}-{field}-{item}"


def called(number: int, record: str) -> str:
    """What the object of a word is called: the records by their place in the list."""
    return f"r{number:02}" if record else PAGE
