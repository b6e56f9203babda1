"""Whether a line goes on with a paragraph although the line above ends with a full stop."""

from __future__ import annotations

import re

from bluelamp.board.checking.reading.pieces import Item, Paragraph, Piece

UNDER = re.compile(r"^(?:\t| {2,10})\S")
WIDEST = 100
"""Signs of the longest line of a text that is broken into lines by hand or by a mail program."""


def is_under(held: Piece | None, line: str) -> bool:
    """A sentence set in under a numbered paragraph belongs to it."""
    is_sentence = line.rstrip().endswith((".", ".”", '."')) and len(line) > 40
    is_numbered = isinstance(held, Item) or (isinstance(held, Paragraph) and bool(held.label))
    return is_numbered and bool(UNDER.match(line)) and is_sentence


def is_full(held: Piece | None, last: str, said: str, width: int) -> bool:
    """Was the line before as long as lines get, so that its full stop stood at its end by chance?"""
    is_prose = isinstance(held, Paragraph) and len(held.text) > 40 and held.text.endswith((".", "?", "!"))
    room = width - len(last.rstrip()) - 1
    return is_prose and 50 <= width <= WIDEST and len(said.split()) > 2 and room < len(said.split()[0]) + ROOM


ROOM = 5
"""Signs that a hand leaves at the end of a line."""
