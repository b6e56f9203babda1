"""The public copy of a paper: what is left out of it, which counts it keeps back, and what speaks against it.

All of it works on the frozen document and asks the records nothing.
"""

from bluelamp.board.publishing.against import reasons_not_to_let_out
from bluelamp.board.publishing.copying import PublicCopy, public_copy
from bluelamp.board.publishing.keeping_back import LEAST_BASE, THRESHOLD, Earlier, rule_in_words

__all__ = [
    "LEAST_BASE",
    "THRESHOLD",
    "Earlier",
    "PublicCopy",
    "public_copy",
    "reasons_not_to_let_out",
    "rule_in_words",
]
