"""How long something took, as a sentence tells it: “spent 84 days”, “cost the average home 4.1 minutes”."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

MEASURED = patterns.compile(
    r"\b(?:was|were|is|took|spent|averag\w+|waited|at|of|to|from)(?: just| only| about)? $", re.IGNORECASE
)
A_LIMIT = patterns.compile(
    r"\b(?:over|within|under|above|below|beyond|than|least|most|target|standard|limit|goal|aim|every|each|per|after|first|"
    r"last|next|past|previous|other|an?|as|in|for|by|the|these|those)(?: of| is| was)?(?: just| only| about)? $",
    re.IGNORECASE,
)
"""Before a duration that names a standard, a stretch of time or a change."""
LONG = ("month", "quarter", "year")
"""Of so many a period is made."""


def measured(sentence: Sentence) -> list[Amount]:
    """The durations that were measured, and not those that name a standard or a stretch of time."""
    return [each for each in sentence.amounts if each.lasts and _is_measured(sentence.text, each)]


def _is_measured(text: str, told: Amount) -> bool:
    before = text[: told.start]
    if MEASURED.search(before):
        return True
    is_printed = told.text.strip()[:1].isdigit() and text[told.end : told.end + 1] != "-"
    return is_printed and told.lasts not in LONG and not told.hedged and not A_LIMIT.search(before)
