"""What speaks against a supervisor's review."""

from __future__ import annotations

from datetime import timedelta

from bluelamp.practice.promises.rules.promises import reasons_against

UNDO_FOR = timedelta(minutes=30)
"""How long reviews that were done together are taken back: as long as anything else that is done to many records."""


def reasons_not_to_review(*, is_open: bool, is_assessor: bool, note: str) -> list[str]:
    """Nobody looks over their own shoulder, and a review says what was seen."""
    against = []
    if not is_open:
        against.append("This review was done, or is no longer wanted.")
    if is_assessor:
        against.append("You assessed this record yourself. Somebody else has to review it.")
    return against + reasons_against(note)
