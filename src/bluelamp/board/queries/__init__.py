"""What is asked of papers; one noun a file. Drafts are seen by those who write them; all others see what is signed."""

from bluelamp.board.queries import comments, minutes, releases
from bluelamp.board.queries.editions import (
    Correction,
    PaperRow,
    Standing,
    corrections,
    edition,
    editions,
    file,
    is_latest,
    latest_signed,
    papers,
    reasons_not_to_sign,
    standing,
)

__all__ = [
    "Correction",
    "PaperRow",
    "Standing",
    "comments",
    "corrections",
    "edition",
    "editions",
    "file",
    "is_latest",
    "latest_signed",
    "minutes",
    "papers",
    "reasons_not_to_sign",
    "releases",
    "standing",
]
