"""Where a text names a row of a table."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.tables.grid import SUBTOTAL

GENERIC_SAID = """
total all overall other others none unknown yes no blank male female adult adults child children quarter month
week year
"""
GENERIC = frozenset(GENERIC_SAID.split())


def row_named(text: str, label: str) -> re.Match[str] | None:
    """Where a text names a row; labels that any text might hold are not looked for."""
    if len(label) < 4 or label.lower() in GENERIC or SUBTOTAL.search(label) or not label[0].isalpha():
        return None
    label = re.sub(r"\s*\([^()]*\)$", "", label) or label
    loose = re.sub(r"[ -]|\\[ -]", "[ -]", re.escape(label))  # “looked-after” is “Looked after”
    return re.search(rf"\b{loose}s?\b", text, re.IGNORECASE)
