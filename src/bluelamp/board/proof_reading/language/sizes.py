"""Amounts that are the size of a change, and so of no period themselves: “4% more than”, “a rise of 40”."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns

MORE = patterns.compile(
    r"^\s(?:\([^()]{1,25}\) )?(?:more|fewer|less|higher|lower|better|worse|up|down|above|below|ahead|behind|"
    r"increase|decrease|rise|fall|drop|reduction|growth|improvement)\b|^-(?:strong|bed|place|year)",
    re.IGNORECASE,
)
"""What follows such an amount."""
CHANGE_OF = patterns.compile(
    r"\b(?:increase|decrease|rise|rising|fall|drop|reduction|growth|improvement|change|cut|saving|up|down|difference|"
    r"target|budget|capacity|total) (?:of|by) (?:about |some |nearly )?$",
    re.IGNORECASE,
)
"""What leads to it."""


def is_of_change(text: str, start: int, end: int) -> bool:
    """Is what stands from ``start`` to ``end`` of a text the size of a change, or of a plan?"""
    return bool(MORE.match(text[end:]) or CHANGE_OF.search(text[:start]))
