"""What any file is first taken apart into, whatever its kind: headings, paragraphs, list items and tables, in
order."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a part of the paper, 2 a subject, 3 anything below."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``label`` is the number printed before it, such as “12” or “3.4”; empty where none is."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as printed. ``heads`` rows at the top are known to be headings; 0 where that has to be
    found out."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    heads: int = 0


Piece = Heading | Paragraph | Item | Table
CAPTION = re.compile(
    r"^\s*(?:table|figure|chart|schedule|exhibit)\s*(?P<number>\d+)[.:\s\u2013\u2014-]*(?P<title>.{0,110})$",
    re.IGNORECASE,
)
"""The line above a table: “Table 2. Robberies”, “Schedule 2: grades awarded”."""


class Unreadable(ValueError):
    """The file cannot be read; carries the sentence that its owner is told."""
