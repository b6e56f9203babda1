"""A word that is found nowhere else, so that wherever it comes out it is known what leaked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluelamp.web.sample.canaries.oracle import RECORDS

PAGE = "page"
"""Stands for the object where a word is on a page about no one record."""
NUMBERS = {name: number for number, name in enumerate(RECORDS)}
"""Each record by its number, which is its place in the list, from 0."""
WORD = re.compile(r"CNR-(?:r\d\d|page)-[a-z0-9_]+-[a-z_]+|07700 9\d{5}", re.IGNORECASE)
"""A word of either sort: telephone numbers are numbers, and each is of one record too."""


@dataclass(frozen=True)
class Canary:
    """A word, the record it is in, and the item it stands under."""

    word: str
    record: str
    item: str


def called(record: str) -> str:
    """What the object of a word is called: a record by its number."""
    return f"r{NUMBERS[record]:02}" if record else PAGE


def spelt(record: str, field: str, item: str) -> str:
    """``CNR-<object>-<field>-<class>``: the class is the item by which whoever reads that item is shown the word."""
    return f"CNR-{called(record)}-{field}-{item}"
