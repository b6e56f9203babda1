"""Where a text names a row of a table."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.tables.grid import SUBTOTAL

GENERIC_SAID = """
total all overall other others none unknown yes no blank male female adult adults child children quarter month
week year
"""
GENERIC = frozenset(GENERIC_SAID.split())


def row_named(text: str, label: str) -> re.Match[str] | None:
    """Where a text names a row; labels that any text might hold are not looked for."""
    first, named = _named(label)
    return named.search(text) if named and first in text.casefold() else None


@remembered
def _named(label: str) -> tuple[str, re.Pattern[str] | None]:
    """The first letters of a label, which are quickly looked for, and how a text may name its row."""
    if len(label) < 4 or label.lower() in GENERIC or SUBTOTAL.search(label) or not label[0].isalpha():
        return "", None
    label = re.sub(r"\s*\([^()]*\)$", "", label) or label
    loose = re.sub(r"[ -]|\\[ -]", "[ -]", re.escape(label))  # “looked-after” is “Looked after”
    return re.split(r"[ -]", label.casefold(), maxsplit=1)[0], re.compile(rf"\b{loose}s?\b", re.IGNORECASE)
